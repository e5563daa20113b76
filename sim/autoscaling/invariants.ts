import type { Invariant, RuleValues } from '../core/simulation';
import { requested } from './pods';
import type { AutoscalingState } from './state';

const at = (seconds: number | null): RuleValues | null => (seconds === null ? null : { seconds });
const pod = (id: string | null): RuleValues | null => (id === null ? null : { pod: id });

/** What the HPA, KEDA and Kubernetes promise, each kept by one of the rules that can be switched off. */
export const autoscalingInvariants: readonly Invariant<AutoscalingState>[] = [
  {
    id: 'backlogSeen',
    name: 'Over HTTP, messages that are worked on count',
    source: 'kedacore/keda, rabbitmq_scaler.go, getQueueStatus',
    check: ({ observations }) => at(observations.unseen),
  },
  {
    id: 'windowKept',
    name: 'No proposal of the stabilization window is passed over',
    source: 'kubernetes, horizontal.go, stabilizeRecommendationWithBehaviors',
    check: ({ observations }) => at(observations.againstWindow),
  },
  {
    id: 'policiesKept',
    name: 'No step is larger than the policies let it be',
    source: 'kubernetes, horizontal.go, convertDesiredReplicasWithBehaviorRate',
    check: ({ observations }) => at(observations.againstPolicies),
  },
  {
    id: 'toleranceKept',
    name: 'A ratio within the tolerance changes nothing',
    source: 'kubernetes, replica_calculator.go, GetExternalPerPodMetricReplicas',
    check: ({ observations }) => at(observations.withinTolerance),
  },
  {
    id: 'readyBeforeWork',
    name: 'A pod works once it has started',
    source: 'Kubernetes, "Pod Lifecycle"',
    check: ({ observations }) => pod(observations.earlyPod),
  },
  {
    id: 'withinNode',
    name: 'Pods request no more than the node has',
    source: 'Kubernetes, "Resource Management for Pods and Containers"',
    check(state) {
      // With the rule a pod is placed where it fits; a node that is made smaller later keeps its pods.
      if (state.config.rules.nodeCapacity) return null;
      const { cpuM, memoryMi } = requested(state);
      const { node } = state;
      const isOver = (node.cpuM > 0 && cpuM > node.cpuM) || (node.memoryMi > 0 && memoryMi > node.memoryMi);
      return isOver ? { cpuM, memoryMi } : null;
    },
  },
  {
    id: 'oneOwner',
    name: 'Nobody else overwrites what the autoscaler wrote',
    source: 'Argo CD, "Diff Customization"; kubernetes, HorizontalPodAutoscaler',
    check: ({ observations }) => (observations.overwritten === null ? null : { replicas: observations.overwritten }),
  },
  {
    id: 'finishesInGrace',
    name: 'What ends within the grace period is not cut short',
    source: 'Kubernetes, "Pod Lifecycle", termination',
    check: ({ observations }) => pod(observations.cutPod),
  },
];
