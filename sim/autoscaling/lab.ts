import { defineLab } from '../core/lab';
import { traceLine } from '../core/step-line';
import { autoscalingChallenges } from './challenges';
import { autoscalingExplorer } from './explorer';
import { autoscalingMilestones } from './milestones';
import { autoscaling } from './model';
import { autoscalingPredictions } from './predictions';
import { autoscalingQuestions } from './questions';
import { autoscalingScenarios } from './scenarios';
import { podCounts, podMinutes } from './state';

/** Pods that follow a queue: KEDA, the HPA that it makes, and what both are told. */
export const autoscalingLab = defineLab({
  simulation: autoscaling,
  scenarios: autoscalingScenarios,
  challenges: autoscalingChallenges,
  predictions: autoscalingPredictions,
  milestones: autoscalingMilestones,
  questions: autoscalingQuestions,
  explorer: autoscalingExplorer,
  stepLine: (record, state) => {
    const { pending, starting, ready, stopping } = podCounts(state);
    return {
      ...traceLine(record),
      ready: state.readyCount,
      unacked: Object.fromEntries(state.pods.map(({ id, unacked }) => [id, unacked])),
      replicas: { wanted: state.wanted, pending, starting, ready, stopping },
      done: state.stats.done,
      lost: state.stats.lost,
      repeated: state.stats.repeated,
      podMinutes: podMinutes(state, record.tick),
    };
  },
  lineSession: () => import('./session').then((module) => module.createAutoscalingSession),
});
