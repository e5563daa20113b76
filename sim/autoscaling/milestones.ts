import { goalsOf } from '../core/goals';
import type { Milestone } from '../core/milestone';
import type { AutoscalingCommand } from './config';
import { type AutoscalingEvent, type AutoscalingState, type AutoscalingTrace, unackedCount } from './state';

const { tracedMoment, moment } = goalsOf<AutoscalingState, AutoscalingCommand, AutoscalingEvent, AutoscalingTrace>();

const synced = (entry: AutoscalingTrace) => (entry.kind === 'synced' ? entry.data : null);

const all = [
  // Work is in hand, and KEDA says that there is none.
  moment('backlog-unseen', ({ trace }, state) =>
    trace.some((entry) => entry.kind === 'polled' && !entry.data.active && unackedCount(state) > 0),
  ),
  tracedMoment('scaler-active', ({ kind }) => kind === 'activated'),
  tracedMoment('scaled-out', (entry) => entry.kind === 'scaled' && entry.data.to > entry.data.from),
  tracedMoment('scaled-in', (entry) => entry.kind === 'scaled' && entry.data.to < entry.data.from),
  tracedMoment('scaled-to-zero', (entry) => entry.kind === 'scaled' && entry.data.to === 0),
  tracedMoment('woken-from-zero', (entry) => entry.kind === 'scaled' && entry.data.from === 0),
  // A pod has started, and others hold everything.
  moment('new-pod-idle', ({ trace }, { pods }) =>
    trace.some((entry) => {
      if (entry.kind !== 'podReady' || entry.data.ready > 0) return false;
      const pod = pods.find(({ id }) => id === entry.actor);
      return pod?.unacked === 0 && pods.some(({ unacked }) => unacked > 0);
    }),
  ),
  tracedMoment('reverted-by-git', ({ kind }) => kind === 'reverted'),
  tracedMoment('held-by-window', (entry) => {
    const made = synced(entry);
    return made !== null && made.raw !== null && made.raw !== made.stabilised && made.limit.endsWith('Stabilized');
  }),
  tracedMoment('held-by-policy', (entry) => {
    const limit = synced(entry)?.limit;
    return limit === 'ScaleUpLimit' || limit === 'ScaleDownLimit';
  }),
  moment('within-tolerance', ({ trace }, { trigger }) =>
    trace.some((entry) => {
      const made = synced(entry);
      if (made === null || made.metricMilli === null || made.raw === null || made.raw === 0) return false;
      // Kept as it is although the division says otherwise.
      return made.raw !== Math.ceil(made.metricMilli / (1_000 * trigger.value)) && made.raw === made.stabilised;
    }),
  ),
  tracedMoment('pod-pending', ({ kind }) => kind === 'podPending'),
  tracedMoment('task-repeated', (entry) => entry.kind === 'started' && entry.data.again),
  tracedMoment('metrics-broken', ({ kind }) => kind === 'metricsFailed'),
  tracedMoment('cooldown-waited', ({ kind }) => kind === 'cooldown'),
] as const;

export type AutoscalingMilestoneId = (typeof all)[number]['id'];

/** What a text beside a run may wait for. */
export const autoscalingMilestones: readonly (Milestone<AutoscalingState, AutoscalingCommand, AutoscalingEvent> & {
  readonly id: AutoscalingMilestoneId;
})[] = all;
