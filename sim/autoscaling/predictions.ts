import { goalsOf } from '../core/goals';
import { definePrediction, type Prediction } from '../core/prediction';
import type { AutoscalingCommand } from './config';
import type { AutoscalingEvent, AutoscalingState, AutoscalingTrace } from './state';

const { firstSeen } = goalsOf<AutoscalingState, AutoscalingCommand, AutoscalingEvent, AutoscalingTrace>();

const all = [
  definePrediction({
    // 22 messages were prefetched by the first pod before the others were there.
    id: 'who-drains',
    scenarioId: 'three-pods-one-works',
    tick: 20_000,
    tickMax: 70_000,
    options: ['all-three', 'the-new-two', 'the-first-alone'],
    otherwise: 'all-three',
    outcome: firstSeen(({ trace }, { pods }) => {
      const ready = pods.filter(({ phase }) => phase === 'ready');
      if (ready.length < 3 || !trace.some(({ kind }) => kind === 'podReady')) return null;
      const working = ready.map(({ runningCount }) => runningCount > 0);
      if (working.every((works) => works)) return 'all-three';
      return working[0] === true ? 'the-first-alone' : 'the-new-two';
    }),
  }),
  definePrediction({
    // 11 of 10: up to Kubernetes 1.32 this is just beyond the tolerance.
    id: 'queue-11-value-10',
    scenarioId: 'eleven-of-ten',
    tick: 10_000,
    tickMax: 50_000,
    options: ['one', 'two', 'eleven'],
    otherwise: 'eleven',
    outcome: firstSeen(({ trace }) => {
      const made = trace.find(({ kind }) => kind === 'synced');
      if (made?.kind !== 'synced') return null;
      return made.data.replicas === 1 ? 'one' : made.data.replicas === 2 ? 'two' : 'eleven';
    }),
  }),
] as const;

export type AutoscalingPredictionId = (typeof all)[number]['id'];

export const autoscalingPredictions: readonly (Prediction<AutoscalingState, AutoscalingCommand, AutoscalingEvent> & {
  readonly id: AutoscalingPredictionId;
})[] = all;
