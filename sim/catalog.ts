import { amqpLab } from './amqp/lab';
import { createAmqpSession } from './amqp/session';
import type { Lab } from './core/lab';
import type { LineSession } from './core/line-session';
import { kafkaGroupLab } from './kafka-group/lab';
import { createKafkaGroupSession } from './kafka-group/session';
import { raftLab } from './raft/lab';
import { redisStreamsLab } from './redis-streams/lab';
import { createRedisSession } from './redis-streams/session';

/** Every lab by its id, which is also its simulation's. A new lab is one line here. */
export const labs = {
  raft: raftLab,
  amqp: amqpLab,
  'redis-streams': redisStreamsLab,
  'kafka-group': kafkaGroupLab,
} satisfies Record<string, Lab<unknown, unknown, unknown, unknown>>;

export type LabId = keyof typeof labs;
export type AnyLab = (typeof labs)[LabId];

export function isLabId(id: string): id is LabId {
  return Object.hasOwn(labs, id);
}

/** The lab that a stranger's id names, or null. Narrow with `simulation.id`, or use what needs no narrowing (`verify`). */
export function labById(id: string): AnyLab | null {
  return isLabId(id) ? labs[id] : null;
}

/** The models that are driven line by line in their own system's language, by name. A new one is one line here. */
export const lineSessions: Readonly<Record<string, () => LineSession>> = {
  amqp: createAmqpSession,
  'redis-streams': createRedisSession,
  'kafka-group': createKafkaGroupSession,
};
