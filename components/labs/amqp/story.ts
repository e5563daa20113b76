import type { Names } from '@/components/lab-shell/view/messages-view';
import type { AmqpTrace } from '@/sim/amqp/trace-kinds';

/** What is told whatever message the caption follows: somebody goes, or something is lost. */
const INTERRUPTING: readonly AmqpTrace['kind'][] = [
  'connection-closed',
  'channel-closed',
  'crashed',
  'node-stopped',
  'node-started',
  'connection-lost',
  'removed',
  'paused',
  'resumed',
  'blocked',
  'unblocked',
  'alarm-raised',
  'alarm-cleared',
  'queue-gone',
  'exchange-gone',
  'cancelled',
  'role',
  'dead-lettered',
  'lost',
  'returned',
  'refused',
  'dropped',
  'work-failed',
  'nacked',
];

/** What a topology is made of, frames, and what the members of a quorum queue keep for each other. */
const ROUTINE: readonly AmqpTrace['kind'][] = [
  'declared',
  'bound',
  'connected',
  'receive',
  'send',
  'enqueued',
  'append',
  'commit',
  'vote',
  'kept',
];

/** The broker numbers messages; their bodies name them. */
export function names(entry: AmqpTrace): readonly [number, string] | null {
  return entry.kind === 'routed' ? [entry.data.number, entry.data.body] : null;
}

export function about(entry: AmqpTrace, named: Names): readonly string[] {
  const { body, number } = Object(entry.data);
  if (typeof body === 'string') return [body];
  return typeof number === 'number' ? [named.get(number) ?? `#${number}`] : [];
}

export function interrupts({ kind }: AmqpTrace): boolean {
  return INTERRUPTING.includes(kind);
}

export function isRoutine(entry: AmqpTrace): boolean {
  return ROUTINE.includes(entry.kind) && !isPublishing(entry);
}

/** A publisher sends a message, by its body. */
export function isPublishing(entry: AmqpTrace): boolean {
  return entry.kind === 'send' && entry.data.frame === 'basic.publish';
}
