import type { Exchange, Queue } from '@/sim/amqp/broker/types';

/** Cells that are drawn before the rest is only counted. */
export const CELLS_SHOWN = 8;

/** What an exchange was declared with, by the short names of RabbitMQ's management page. */
export function exchangeMarks(exchange: Exchange): readonly string[] {
  return [
    ...(exchange.durable ? ['D'] : []),
    ...(exchange.autoDelete ? ['AD'] : []),
    ...(exchange.internal ? ['I'] : []),
    ...(exchange.arguments['alternate-exchange'] === undefined ? [] : ['AE']),
  ];
}

/** What a queue was declared with, by the short names of RabbitMQ's management page. */
export function queueMarks({ durable, autoDelete, exclusiveOwner, limits }: Queue): readonly string[] {
  const marks: readonly (readonly [boolean, string])[] = [
    [durable, 'D'],
    [autoDelete, 'AD'],
    [exclusiveOwner !== null, 'Excl'],
    [limits.messageTtlMs !== null, 'TTL'],
    [limits.expiresMs !== null, 'Exp'],
    [limits.maxLength !== null, 'Lim'],
    [limits.maxLengthBytes !== null, 'Lim B'],
    [limits.overflow !== 'drop-head', 'Ovfl'],
    [limits.deadLetterExchange !== null, 'DLX'],
    [limits.deadLetterRoutingKey !== null, 'DLK'],
    [limits.maxPriority !== null, 'Pri'],
    [limits.singleActiveConsumer, 'SAC'],
    [limits.deliveryLimit !== null, 'Dlv lim'],
  ];
  return marks.filter(([isSo]) => isSo).map(([, name]) => name);
}
