import type { OpenableLab } from '@/components/lab-shell/openable-lab';
import type { LabId } from '@/sim/catalog';

/** How each lab's view is loaded: with its simulation, and only where one is shown. A new lab is one line here. */
export const labViews = {
  amqp: () => import('./amqp/amqp-view').then((module) => module.amqpView),
  raft: () => import('./raft/raft-view').then((module) => module.raftView),
  'kafka-group': () => import('./kafka-group/kafka-group-view').then((module) => module.kafkaGroupView),
  'redis-streams': () => import('./redis-streams/redis-streams-view').then((module) => module.redisStreamsView),
} satisfies Record<LabId, () => Promise<OpenableLab>>;
