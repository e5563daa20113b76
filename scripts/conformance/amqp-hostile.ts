/**
 * What a client may send that a well-meaning one would not: transactions in between, forged deaths, names that no keyboard
 * has, values of every type where one is expected, answers waived, methods in the wrong state.
 */
import fc from 'fast-check';
import type { Json } from '../../sim/core/simulation';
import {
  anyExchange,
  anyQueue,
  body,
  exchange,
  key,
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
import type { JsonObject } from './amqp-lines';

const one = (...lines: readonly JsonObject[]): fc.Arbitrary<JsonObject> => fc.constantFrom(...lines);
const flags = (...names: readonly string[]): fc.Arbitrary<JsonObject> =>
  some(Object.fromEntries(names.map((name) => [name, fc.boolean()])));
const named = (name: string, values: fc.Arbitrary<Json>): fc.Arbitrary<JsonObject> =>
  values.map((value) => ({ [name]: value }));

/** Names of more than one byte a character, with what Erlang and JSON escape, and such as only look reserved. */
const oddNames = fc.constantFrom(
  '큐',
  'q 1',
  "q'1",
  'q"1',
  'q\\1',
  '~p~s',
  'Q1',
  'q1 ',
  'amq',
  'amq-q',
  'AMQ.q',
  '__proto__',
  'constructor',
  'q\n1',
  '🐇',
  'é'.repeat(60),
  '가'.repeat(80),
  'x'.repeat(255),
);
const oddName = fc.oneof({ weight: 3, arbitrary: queue as fc.Arbitrary<string> }, { weight: 2, arbitrary: oddNames });

/** A value of every type that a field table has, numbers of each width of the wire included. */
const anyValue: fc.Arbitrary<Json> = fc.constantFrom<Json[]>(
  '1',
  '',
  '한글',
  0,
  1,
  -1,
  127,
  128,
  -129,
  32_768,
  2_147_483_648,
  9_007_199_254_740_991,
  1.5,
  -0.25,
  1e300,
  true,
  false,
  null,
  [],
  ['1', 1],
  {},
  { a: 1, b: [null] },
);
const tables = some({ colour: anyValue, size: anyValue, 'x-kind': anyValue, toString: anyValue, '': anyValue });

/** Deaths that nobody died: of queues that are there and that are not, by known and unknown reasons, counted or not. */
const death = fc.oneof(
  {
    weight: 6,
    arbitrary: together(
      named('queue', fc.constantFrom<Json[]>('q1', 'q2', 'q3', 'q9')),
      named('reason', fc.constantFrom<Json[]>('rejected', 'expired', 'maxlen', 'delivery_limit', 'boredom')),
      maybe(8, named('count', fc.constantFrom<Json[]>(1, 3, 200, 70_000))),
      maybe(5, named('exchange', fc.constant(''))),
      maybe(5, named('routing-keys', fc.constantFrom<Json[]>(['q1'], []))),
    ) as fc.Arbitrary<Json>,
  },
  { weight: 1, arbitrary: fc.constant<Json>({}) },
);
const forged = together(
  named('x-death', fc.array(death, { maxLength: 3 }) as fc.Arbitrary<Json>),
  maybe(3, named('x-first-death-queue', fc.constantFrom<Json[]>('q1', 'q9'))),
  maybe(2, named('x-delivery-count', fc.constantFrom<Json[]>(0, 5, 'x'))),
);
const copies = together(
  maybe(
    6,
    named('CC', fc.constantFrom<Json[]>([], ['q1'], ['q1', 'q1', 'q2'], ['', 'q3'], ['q9', 'a.b'], 'q1', 1, null)),
  ),
  maybe(4, named('BCC', fc.constantFrom<Json[]>([], ['q3'], ['q2', 'q1'], 'q1', {}))),
);
const oddProperties = together(
  maybe(6, named('headers', fc.oneof(tables, forged, copies, together(tables, copies, forged)))),
  maybe(
    1,
    named('expiration', fc.constantFrom<Json[]>('0', String(shortMs), String(longMs), '', ' 1', '1 ', '１', '-0')),
  ),
  maybe(2, named('priority', fc.constantFrom<Json[]>(0, 2, 5, 255))),
  maybe(2, named('delivery_mode', fc.constantFrom<Json[]>(0, 1, 2, 3, 255))),
  maybe(1, named('reply_to', fc.constantFrom<Json[]>('', 'amq.rabbitmq.reply-to', 'amq.rabbitmq.reply-to.x', 'q1'))),
  maybe(1, named('timestamp', fc.constantFrom<Json[]>(0, 1, 4_294_967_296))),
  maybe(
    1,
    some({
      content_type: fc.constantFrom('', '한글'),
      content_encoding: fc.constant('gzip'),
      correlation_id: fc.constantFrom('', 'c1'),
      message_id: fc.constantFrom('', 'm1'),
      user_id: fc.constantFrom('guest', '', 'someone'),
      cluster_id: fc.constant('c'),
    }),
  ),
).map((given): JsonObject => (Object.keys(given).length === 0 ? {} : { properties: given }));
const publish = method(
  'basic.publish',
  fc.oneof(
    { weight: 5, arbitrary: together(named('exchange', anyExchange), named('routing_key', key)) },
    { weight: 5, arbitrary: named('routing_key', oddName) },
  ),
  named('body', body),
  maybe(3, one({ mandatory: true })),
  oddProperties,
);

/** Values where a queue's arguments, a consumer's or a binding's are expected, also those that are let pass. */
const oddQueueArguments = together(
  ...[
    'x-message-ttl',
    'x-expires',
    'x-max-length',
    'x-max-length-bytes',
    'x-max-priority',
    'x-delivery-limit',
    'x-quorum-initial-group-size',
    'x-queue-version',
    'x-max-in-memory-length',
  ].map((name) => maybe(1, named(name, fc.constantFrom<Json[]>(-1, 0, 1, 2, 256, '1', 1.5, null, true, 1e300, [])))),
  ...[
    'x-dead-letter-exchange',
    'x-dead-letter-routing-key',
    'x-overflow',
    'x-queue-mode',
    'x-queue-master-locator',
  ].map((name) =>
    maybe(1, named(name, fc.constantFrom<Json[]>('', 'e1', 'lazy', 'drop-head', 'min-masters', 1, null, {}))),
  ),
  maybe(1, named('x-single-active-consumer', anyValue)),
  maybe(2, named('x-queue-type', fc.constantFrom<Json[]>('classic', 'quorum', 'Quorum', '', 1, null))),
  maybe(1, named('x-other', anyValue)),
).filter((given) => !livesBriefly(given));

/** A queue that expires while the session is played says nothing. */
function livesBriefly(given: JsonObject): boolean {
  return ['x-expires', 'x-message-ttl'].some((name) => {
    const value = given[name];
    return typeof value === 'number' && value > 0;
  });
}
const oddDeclare = method(
  'queue.declare',
  named('queue', fc.oneof({ weight: 4, arbitrary: oddName }, { weight: 1, arbitrary: fc.constant('') })),
  maybe(5, one({ durable: true })),
  maybe(1, flags('auto_delete', 'exclusive')),
  maybe(1, one({ passive: true })),
  rarely.map((given): JsonObject => (given ? { nowait: true } : {})),
  maybe(5, named('arguments', oddQueueArguments)),
);
const oddConsume = method(
  'basic.consume',
  named('queue', fc.oneof(anyQueue, oddName, fc.constant('amq.rabbitmq.reply-to'))),
  named('consumer_tag', fc.constantFrom<Json[]>('c1', 'c2', '소비자', "c'1", '', 'amq.ctag-x')),
  maybe(3, one({ no_ack: true })),
  maybe(1, one({ exclusive: true })),
  maybe(1, one({ no_local: true })),
  maybe(1, one({ nowait: true })),
  maybe(
    3,
    named(
      'arguments',
      some({
        'x-priority': anyValue,
        'x-cancel-on-ha-failover': anyValue,
        'x-stream-offset': anyValue,
        other: anyValue,
      }),
    ),
  ),
);

const matching = together(
  maybe(
    9,
    named('x-match', fc.constantFrom<Json[]>('all', 'any', 'all-with-x', 'any-with-x', 'ALL', '', 1, null, true)),
  ),
  fc.oneof(
    tables,
    one({ 'x-first-death-queue': 'q1' }, { 'x-first-death-reason': 'rejected' }, { 'x-death': null }, { CC: null }),
  ),
);
const destination = (isQueue: boolean): fc.Arbitrary<JsonObject> =>
  isQueue ? named('queue', fc.oneof(anyQueue, oddName)) : named('destination', anyExchange);
const bindingOf = (name: string, source: string, isQueue: boolean): LineArbitrary =>
  method(
    name,
    destination(isQueue),
    named(source, anyExchange),
    named('routing_key', fc.oneof(key, fc.constantFrom('#', '*', '한.#', '1', '2', '1.0', '１'))),
    maybe(5, named('arguments', matching)),
    rarely.map((given): JsonObject => (given ? { nowait: true } : {})),
  );

const oddExchange = method(
  'exchange.declare',
  named('exchange', fc.oneof(anyExchange, oddName)),
  named(
    'type',
    fc.constantFrom<Json[]>('direct', 'topic', 'headers', 'x-consistent-hash', 'Topic', 'x-delayed-message'),
  ),
  maybe(2, flags('durable', 'auto_delete', 'internal', 'nowait')),
  maybe(
    4,
    named(
      'arguments',
      some({
        'alternate-exchange': fc.oneof(exchange as fc.Arbitrary<Json>, anyValue),
        'hash-header': fc.constantFrom<Json[]>('size', 'colour', 'x-kind', '', 1),
        'hash-property': fc.constantFrom<Json[]>('message_id', 'correlation_id', 'timestamp', 'app_id', null),
      }),
    ),
  ),
);

const tag = fc.oneof(
  { weight: 9, arbitrary: fc.nat(11).map((pick): JsonObject => ({ delivery_tag: { pick } })) },
  { weight: 2, arbitrary: one({ delivery_tag: 0 }, { delivery_tag: 1 }, { delivery_tag: 2 ** 40 }, {}) },
);

/** The lines, with how often each comes. */
export const hostileOperations: readonly { weight: number; arbitrary: LineArbitrary }[] = [
  { weight: 24, arbitrary: publish },
  { weight: 7, arbitrary: oddDeclare },
  { weight: 6, arbitrary: oddConsume },
  { weight: 5, arbitrary: bindingOf('queue.bind', 'exchange', true) },
  { weight: 2, arbitrary: bindingOf('queue.unbind', 'exchange', true) },
  { weight: 3, arbitrary: bindingOf('exchange.bind', 'source', false) },
  { weight: 1, arbitrary: bindingOf('exchange.unbind', 'source', false) },
  { weight: 4, arbitrary: oddExchange },
  { weight: 8, arbitrary: method('basic.ack', tag, maybe(3, one({ multiple: true }))) },
  { weight: 9, arbitrary: method('basic.nack', tag, maybe(3, flags('multiple')), maybe(8, flags('requeue'))) },
  { weight: 5, arbitrary: method('basic.reject', tag, maybe(8, flags('requeue'))) },
  { weight: 6, arbitrary: method('basic.get', named('queue', fc.oneof(anyQueue, oddName)), maybe(4, flags('no_ack'))) },
  { weight: 2, arbitrary: method('tx.select') },
  { weight: 2, arbitrary: method('tx.commit') },
  { weight: 1, arbitrary: method('tx.rollback') },
  { weight: 1, arbitrary: method('confirm.select', maybe(2, one({ nowait: true }))) },
  { weight: 1, arbitrary: method('basic.recover-async', flags('requeue')) },
  { weight: 1, arbitrary: method('channel.flow', one({ active: true }, { active: false })) },
  { weight: 2, arbitrary: method('channel.close') },
  { weight: 1, arbitrary: method('connection.close') },
  { weight: 1, arbitrary: method('queue.purge', named('queue', oddName), maybe(1, one({ nowait: true }))) },
  {
    weight: 2,
    arbitrary: method('queue.delete', named('queue', oddName), maybe(5, flags('if_unused', 'if_empty', 'nowait'))),
  },
  {
    weight: 1,
    arbitrary: method('exchange.delete', named('exchange', anyExchange), maybe(5, flags('if_unused', 'nowait'))),
  },
  {
    weight: 2,
    arbitrary: method(
      'basic.qos',
      named('prefetch_count', fc.constantFrom(0, 1, 2, 65_535)),
      maybe(3, flags('global')),
      maybe(1, named('prefetch_size', fc.constantFrom(0, 1, 4_294_967_295))),
    ),
  },
  {
    weight: 2,
    arbitrary: method(
      'basic.cancel',
      named('consumer_tag', fc.constantFrom('c1', '소비자', '', 'none')),
      flags('nowait'),
    ),
  },
];
