import { AmqpError, resource } from './errors';
import { findQueue } from './topology';
import type { BrokerState, Channel, Queue } from './types';

/** The broker takes line breaks out of names. */
export function stripped(name: string): string {
  return name.includes('\n') || name.includes('\r') ? name.replaceAll(/[\r\n]/g, '') : name;
}

export function checkName(kind: 'queue' | 'exchange', name: string): void {
  if (name.startsWith('amq.')) {
    throw new AmqpError('access_refused', `${kind} name '${name}' contains reserved prefix 'amq.*'`);
  }
}

/** An empty name stands for the queue that the channel declared last. */
export function namedQueue(channel: Channel, name: string | undefined): string {
  if (name !== undefined && name !== '') return name;
  if (channel.currentQueue === '') throw new AmqpError('not_found', 'no previously declared queue');
  return channel.currentQueue;
}

export function queueOrFail(broker: BrokerState, name: string): Queue {
  const queue = findQueue(broker, name);
  if (queue === undefined) throw new AmqpError('not_found', `no ${resource('queue', name)}`);
  return queue;
}

/** An exclusive queue is its connection's alone. */
export function checkAccess(queue: Queue, connection: string): void {
  if (queue.exclusiveOwner === null || queue.exclusiveOwner === connection) return;
  refuseAccess(queue);
}

/** Declared again, a queue must also be exclusive or not as it was. */
export function checkOwner(queue: Queue, owner: string | null): void {
  if (queue.exclusiveOwner !== owner) refuseAccess(queue);
}

function refuseAccess(queue: Queue): never {
  throw new AmqpError(
    'resource_locked',
    `cannot obtain exclusive access to locked ${resource('queue', queue.name)}. It could be originally declared on ` +
      'another connection or the exclusive property value does not match that of the original declaration.',
  );
}
