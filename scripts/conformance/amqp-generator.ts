/**
 * Random sessions: a topology over a few names, so that things collide, then what clients do with it. Times are such that
 * nothing is near an edge: a real broker takes real time for each line, and `advance` is the only time that the model sees.
 */
import fc from 'fast-check';
import type { Json } from '../../sim/core/simulation';
import {
  advanceMs,
  anyExchange,
  anyQueue,
  body,
  key,
  type Line,
  type LineArbitrary,
  longMs,
  maybe,
  method,
  queue,
  rarely,
  shortMs,
  some,
  together,
} from './amqp-arbitraries';
import { hostileOperations } from './amqp-hostile';
import type { JsonObject } from './amqp-lines';
import { policyLines, streamLines } from './amqp-streams';
import {
  bindExchange,
  binding,
  bindQueue,
  declareClassic,
  declareHostile,
  declareHostileExchange,
  headerNames,
  toExchange,
  topologies,
  toQueue,
  typeUnknown,
} from './amqp-topologies';

const priorities = fc.constantFrom(0, 1, 3, 9, 255);
const properties = together(
  maybe(
    3,
    some(headerNames).map((headers) => ({ headers })),
  ),
  maybe(
    1,
    fc.constantFrom('0', String(shortMs), String(longMs)).map((expiration) => ({ expiration })),
  ),
  maybe(
    2,
    priorities.map((priority) => ({ priority })),
  ),
  maybe(
    2,
    fc.constantFrom(1, 2).map((mode) => ({ delivery_mode: mode })),
  ),
  maybe(
    1,
    some({
      content_type: fc.constant('text/plain'),
      correlation_id: fc.constant('c1'),
      reply_to: fc.constant('q1'),
      message_id: fc.constant('id'),
      type: fc.constant('t'),
      app_id: fc.constant('app'),
      timestamp: fc.constant(1_700_000_000),
    }),
  ),
  maybe(
    1,
    fc.constantFrom<JsonObject[]>(
      { headers: { CC: ['q2', 'q3'] } },
      { headers: { BCC: ['q2'], CC: ['q1'] } },
      { headers: { CC: 'q1' } },
      { expiration: 'soon' },
      { expiration: '-1' },
      { user_id: 'someone' },
      { user_id: 'guest' },
    ),
  ),
).map((given) => (Object.keys(given).length === 0 ? {} : { properties: given }));
const mandatory = maybe(3, fc.constant({ mandatory: true }));
const publishToQueue = method(
  'basic.publish',
  queue.map((name) => ({ routing_key: name })),
  body.map((content) => ({ body: content })),
  mandatory,
  properties,
);
const publishToExchange = method(
  'basic.publish',
  anyExchange.map((name) => ({ exchange: name })),
  key.map((name) => ({ routing_key: name })),
  body.map((content) => ({ body: content })),
  mandatory,
  properties,
);

const consumerTag = fc.constantFrom('c1', 'c2', 'c3', 'c4');
const consume = method(
  'basic.consume',
  anyQueue.map((name) => ({ queue: name })),
  fc
    .oneof({ weight: 9, arbitrary: consumerTag }, { weight: 1, arbitrary: fc.constant('') })
    .map((tag) => ({ consumer_tag: tag })),
  maybe(3, fc.constant({ no_ack: true })),
  rarely.map((exclusive) => (exclusive ? { exclusive } : {})),
  maybe(
    2,
    fc.constantFrom<Json[]>(1, 5, -1, 10).map((priority) => ({ arguments: { 'x-priority': priority } })),
  ),
);
/** A tag that is outstanding, resolved when the line is reached; now and then one that is not. */
const tag = fc.oneof(
  { weight: 20, arbitrary: fc.nat(11).map((pick): JsonObject => ({ delivery_tag: { pick } })) },
  { weight: 1, arbitrary: fc.constantFrom(0, 7, 99).map((number): JsonObject => ({ delivery_tag: number })) },
);
const requeue = fc.boolean().map((again) => ({ requeue: again }));
const multiple = maybe(3, fc.constant({ multiple: true }));
const qos = method(
  'basic.qos',
  fc.constantFrom(0, 1, 2, 3).map((count) => ({ prefetch_count: count })),
  maybe(3, fc.constant({ global: true })),
);

const operations: readonly { weight: number; arbitrary: LineArbitrary }[] = [
  { weight: 22, arbitrary: publishToQueue },
  { weight: 22, arbitrary: publishToExchange },
  { weight: 9, arbitrary: consume },
  {
    weight: 9,
    arbitrary: method(
      'basic.get',
      anyQueue.map((name) => ({ queue: name })),
      maybe(4, fc.constant({ no_ack: true })),
    ),
  },
  { weight: 11, arbitrary: method('basic.ack', tag, multiple) },
  { weight: 9, arbitrary: method('basic.nack', tag, multiple, requeue) },
  { weight: 7, arbitrary: method('basic.reject', tag, requeue) },
  {
    weight: 3,
    arbitrary: method(
      'basic.cancel',
      consumerTag.map((name) => ({ consumer_tag: name })),
    ),
  },
  { weight: 3, arbitrary: qos },
  {
    weight: 1,
    arbitrary: method(
      'basic.recover',
      fc.boolean().map((again) => ({ requeue: again })),
    ),
  },
  { weight: 2, arbitrary: method('confirm.select') },
  { weight: 4, arbitrary: bindQueue(typeUnknown) },
  { weight: 2, arbitrary: bindExchange(typeUnknown) },
  {
    weight: 2,
    arbitrary: binding('queue.unbind', toQueue, 'exchange', typeUnknown),
  },
  {
    weight: 1,
    arbitrary: binding('exchange.unbind', toExchange, 'source', typeUnknown),
  },
  {
    weight: 2,
    arbitrary: method(
      'queue.purge',
      anyQueue.map((name) => ({ queue: name })),
    ),
  },
  {
    weight: 2,
    arbitrary: method(
      'queue.delete',
      anyQueue.map((name) => ({ queue: name })),
      maybe(3, fc.constant({ if_unused: true })),
      maybe(3, fc.constant({ if_empty: true })),
    ),
  },
  {
    weight: 2,
    arbitrary: method(
      'exchange.delete',
      anyExchange.map((name) => ({ exchange: name })),
      maybe(4, fc.constant({ if_unused: true })),
    ),
  },
  { weight: 3, arbitrary: declareClassic(queue) },
  { weight: 2, arbitrary: declareHostile },
  { weight: 1, arbitrary: declareHostileExchange },
  {
    weight: 1,
    arbitrary: method(
      'queue.declare',
      queue.map((name) => ({ queue: name, passive: true })),
    ),
  },
  {
    weight: 1,
    arbitrary: method(
      'exchange.declare',
      anyExchange.map((name) => ({ exchange: name, passive: true })),
    ),
  },
  { weight: 3, arbitrary: method('channel.close') },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Line[]>({ method: 'connection.close' }, { method: 'connection.close', connection: 'b' }),
  },
  { weight: 1, arbitrary: fc.constant({ method: 'basic.publish', routing_key: 'q1', body: 'now', immediate: true }) },
];
const advance = { weight: 20, arbitrary: fc.constant<Line>({ advance: advanceMs }) };

const usual = fc.oneof(...operations);
const hostile = fc.oneof(...hostileOperations);

const setUp = fc
  .tuple(topologies, maybe(6, method('confirm.select')), maybe(5, qos), fc.array(consume, { maxLength: 2 }))
  .map(([topology, confirm, limit, consumers]) =>
    [...topology, confirm, limit, ...consumers].filter((line) => line.method !== undefined),
  );

const reader = { channel: 9, connection: 'reader' };

/** How the queues stand, for those who may ask; then what is left in them, by taking it out. */
const epilogue: readonly Line[] = [
  ...['q1', 'q2', 'q3'].map((name) => ({ method: 'queue.declare', channel: 9, queue: name, passive: true })),
  ...['q1', 'q2', 'q3', 'q1', 'q2', 'q3', 'q1', 'q2', 'q3', 'q4'].map((name) => ({
    ...reader,
    method: 'basic.get',
    queue: name,
    no_ack: true,
  })),
];

/**
 * RabbitMQ 3.10 loses a classic queue whose active consumer is cancelled while messages are ready: sessions with such a queue
 * end their consumers by closing channels.
 */
function withoutLosingQueues(lines: readonly Line[]): readonly Line[] {
  const hasSingleActive = lines.some(
    (line) => (line.arguments as Line | undefined)?.['x-single-active-consumer'] === true,
  );
  return hasSingleActive ? lines.filter((line) => line.method !== 'basic.cancel') : lines;
}

/** A session's lines; the last ones look at what it left. Tags to pick are still to be resolved. */
const usualSessions: fc.Arbitrary<readonly Line[]> = fc
  .tuple(
    setUp,
    fc.oneof(
      { weight: 7, arbitrary: fc.array(usual, { minLength: 10, maxLength: 30 }) },
      { weight: 4, arbitrary: fc.array(fc.oneof(...operations, advance), { minLength: 6, maxLength: 20 }) },
      { weight: 6, arbitrary: fc.array(fc.oneof(hostile, hostile, usual), { minLength: 10, maxLength: 30 }) },
    ),
  )
  .map(([topology, done]) => [...withoutLosingQueues([...topology, ...done]), ...epilogue]);

/** A reader of q3, which is a stream in these. */
const streamEpilogue: readonly Line[] = [
  { ...reader, method: 'basic.qos', prefetch_count: 500 },
  { ...reader, method: 'basic.consume', queue: 'q3', consumer_tag: 'all', arguments: { 'x-stream-offset': 'first' } },
];
const streamSessions = fc
  .oneof({ weight: 3, arbitrary: streamLines }, { weight: 2, arbitrary: policyLines })
  .map((lines) => [...lines, ...streamEpilogue, ...epilogue.filter(({ queue }) => queue !== 'q3')]);

export const sessions: fc.Arbitrary<readonly Line[]> = fc.oneof(
  { weight: 19, arbitrary: usualSessions },
  { weight: 1, arbitrary: streamSessions },
);
