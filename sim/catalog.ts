import { amqpLab } from './amqp/lab';
import { autoscalingLab } from './autoscaling/lab';
import { concurrencyModelsLab } from './concurrency-models/lab';
import type { Lab } from './core/lab';
import { gilLab } from './gil/lab';
import { hashRingLab } from './hash-ring/lab';
import { ioMultiplexingLab } from './io-multiplexing/lab';
import { kafkaGroupLab } from './kafka-group/lab';
import { raftLab } from './raft/lab';
import { redisStreamsLab } from './redis-streams/lab';
import { workerPoolsLab } from './worker-pools/lab';

/** Every lab by its id, which is also its simulation's. A new lab is one line here. */
export const labs = {
  'io-multiplexing': ioMultiplexingLab,
  'concurrency-models': concurrencyModelsLab,
  raft: raftLab,
  amqp: amqpLab,
  'redis-streams': redisStreamsLab,
  'kafka-group': kafkaGroupLab,
  gil: gilLab,
  'hash-ring': hashRingLab,
  'worker-pools': workerPoolsLab,
  autoscaling: autoscalingLab,
} satisfies Record<string, Lab>;

export type LabId = keyof typeof labs;
export type AnyLab = (typeof labs)[LabId];

export function isLabId(id: string): id is LabId {
  return Object.hasOwn(labs, id);
}

/** The lab that a stranger's id names, or null. Narrow with `simulation.id`, or use what needs no narrowing (`verify`). */
export function labById(id: string): AnyLab | null {
  return isLabId(id) ? labs[id] : null;
}
