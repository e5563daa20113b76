/**
 * Random sessions: a topology over a few names, so that things collide, then what clients do with it. Times are such that
 * nothing is near an edge: a real broker takes real time for each line, and `advance` is the only time that the model sees.
 */
import fc from 'fast-check';
import type { Json } from '../../sim/core/simulation';
import type { JsonObject } from './amqp-lines';

type Line = JsonObject;
type LineArbitrary = fc.Arbitrary<Line>;

/** One advance lets the short time pass, twice if need be, and two the long one, whatever the lines between took. */
const advanceMs = 2_000;
const shortMs = 950;
const longMs = 2_850;

const queueNames = ['q1', 'q2', 'q3', 'q4'] as const;
const exchangeNames = ['e1', 'e2', 'e3', 'e4'] as const;
const exchangeTypes = ['direct', 'fanout', 'topic', 'headers', 'x-consistent-hash'] as const;
const keys = ['a', 'b', 'a.b', 'a.b.c', 'a..b', '', '.', 'b.a', 'q1', 'q2', 'q3'] as const;
const patterns = [
  'a',
  'b',
  '#',
  '*',
  'a.*',
  'a.#',
  '*.b',
  '#.b',
  '#.#',
  'a.*.b',
  '*.*',
  '',
  'a.#.b',
  '#.*',
  '*.#.c',
] as const;
const weights = ['1', '2', '3', '1', '2', '10', '0', '-1', 'x', ''] as const;

/** The first ones are those that a session starts with. */
const queue = fc.constantFrom(
  ...queueNames,
  ...queueNames.slice(0, 3),
  ...queueNames.slice(0, 3),
  ...queueNames.slice(0, 3),
);
const exchange = fc.constantFrom(...exchangeNames, ...exchangeNames.slice(0, 3), ...exchangeNames.slice(0, 3));
const boundExchange = fc.oneof(
  { weight: 9, arbitrary: exchange },
  { weight: 3, arbitrary: fc.constantFrom('amq.topic', 'amq.direct', 'amq.fanout', 'amq.headers', 'amq.match') },
);
const anyExchange = fc.oneof(
  { weight: 20, arbitrary: exchange },
  { weight: 6, arbitrary: fc.constantFrom('amq.topic', 'amq.direct', 'amq.fanout', 'amq.headers', 'amq.match') },
  { weight: 6, arbitrary: fc.constant('') },
  { weight: 1, arbitrary: fc.constantFrom('e9', 'amq.rabbitmq.trace', 'amq.none') },
);
const anyQueue = fc.oneof(
  { weight: 30, arbitrary: queue },
  { weight: 1, arbitrary: fc.constantFrom('q9', '', 'amq.none') },
);
const key = fc.constantFrom(...keys);
const rarely = fc.oneof({ weight: 12, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) });
const body = fc.constantFrom('m', 'two', 'three', 'long message body', '', '한글');

/** Where a client speaks from: two channels of one connection, or another connection. */
const place = fc.oneof(
  { weight: 5, arbitrary: fc.constant({ channel: 1 }) },
  { weight: 4, arbitrary: fc.constant({ channel: 2 }) },
  { weight: 3, arbitrary: fc.constant({ channel: 1, connection: 'b' }) },
);

/** A record of which each field is there or not. */
const some = (fields: Readonly<Record<string, fc.Arbitrary<Json>>>): fc.Arbitrary<JsonObject> =>
  fc.record(fields, { requiredKeys: [] }) as fc.Arbitrary<JsonObject>;

const maybe = (weight: number, fields: fc.Arbitrary<JsonObject>): fc.Arbitrary<JsonObject> =>
  fc.oneof({ weight: 10 - weight, arbitrary: fc.constant({}) }, { weight, arbitrary: fields });

/** The fields of the parts together; later parts win. */
const together = (...parts: readonly fc.Arbitrary<JsonObject>[]): LineArbitrary =>
  fc.tuple(...parts).map((given) => Object.assign({}, ...given) as JsonObject);

const method = (name: string, ...parts: readonly fc.Arbitrary<JsonObject>[]): LineArbitrary =>
  together(fc.constant({ method: name }), place, ...parts);

const withArguments = (queueArguments: fc.Arbitrary<JsonObject>): fc.Arbitrary<JsonObject> =>
  queueArguments.map((given) => (Object.keys(given).length === 0 ? {} : { arguments: given }));

const ttl = fc.constantFrom(0, shortMs, longMs);
const deadLetter = fc.oneof(
  {
    weight: 5,
    arbitrary: fc
      .constantFrom('q1', 'q2', 'q3')
      .map((name): JsonObject => ({ 'x-dead-letter-exchange': '', 'x-dead-letter-routing-key': name })),
  },
  {
    weight: 4,
    arbitrary: together(
      fc.oneof(exchange, fc.constantFrom('', 'e9')).map((name) => ({ 'x-dead-letter-exchange': name })),
      maybe(
        5,
        fc.constantFrom('q1', 'q2', 'q3', 'q4', 'a.b').map((name) => ({ 'x-dead-letter-routing-key': name })),
      ),
    ),
  },
);
const lengthLimit = together(
  fc.oneof(
    fc.constantFrom(0, 1, 2, 3).map((limit) => ({ 'x-max-length': limit })),
    fc.constantFrom(0, 3, 6, 20).map((limit) => ({ 'x-max-length-bytes': limit })),
  ),
  maybe(
    6,
    fc.constantFrom('drop-head', 'reject-publish').map((name) => ({ 'x-overflow': name })),
  ),
);
const singleActive = fc.constant({ 'x-single-active-consumer': true });

const classicArguments = together(
  maybe(
    2,
    ttl.map((time) => ({ 'x-message-ttl': time })),
  ),
  maybe(6, deadLetter),
  maybe(4, lengthLimit),
  maybe(1, fc.constant({ 'x-overflow': 'reject-publish-dlx' })),
  maybe(
    1,
    fc.constantFrom(shortMs, longMs).map((time) => ({ 'x-expires': time })),
  ),
  maybe(
    2,
    fc.constantFrom(1, 5, 10).map((limit) => ({ 'x-max-priority': limit })),
  ),
  maybe(2, singleActive),
);
const quorumArguments = together(
  fc.constant({ 'x-queue-type': 'quorum' }),
  maybe(6, deadLetter),
  maybe(
    2,
    ttl.map((time) => ({ 'x-message-ttl': time })),
  ),
  maybe(2, lengthLimit),
  maybe(
    5,
    fc.constantFrom(0, 1, 2).map((limit) => ({ 'x-delivery-limit': limit })),
  ),
  maybe(2, singleActive),
);
/** Arguments that a broker refuses, or has to think about. */
const hostileArguments = fc.oneof(
  ...['x-message-ttl', 'x-expires', 'x-max-length', 'x-max-length-bytes', 'x-max-priority', 'x-delivery-limit'].map(
    (name) =>
      fc
        .constantFrom<Json[]>(-1, 'x', 1.5, true, null, 0, 256, 4294967296, [])
        .map((value): JsonObject => ({ [name]: value })),
  ),
  ...[
    'x-overflow',
    'x-dead-letter-exchange',
    'x-dead-letter-routing-key',
    'x-queue-type',
    'x-queue-mode',
    'x-unknown',
  ].map((name) =>
    fc.constantFrom<Json[]>(1, 'nonsense', '', true, null).map((value): JsonObject => ({ [name]: value })),
  ),
  fc.constantFrom<Json[]>('x', 1, false).map((value): JsonObject => ({ 'x-single-active-consumer': value })),
);

const queueFlags = together(
  maybe(4, fc.constant({ durable: true })),
  rarely.map((autoDelete) => (autoDelete ? { auto_delete: true } : {})),
  rarely.map((exclusive) => (exclusive ? { exclusive } : {})),
);

const declareClassic = (name: fc.Arbitrary<string>): LineArbitrary =>
  method(
    'queue.declare',
    name.map((named) => ({ queue: named })),
    queueFlags,
    withArguments(classicArguments),
  );
const declareQuorum = (name: fc.Arbitrary<string>): LineArbitrary =>
  method(
    'queue.declare',
    name.map((named) => ({ queue: named, durable: true })),
    withArguments(quorumArguments),
  );
const declareHostile = method(
  'queue.declare',
  anyQueue.map((named) => ({ queue: named })),
  queueFlags,
  maybe(2, fc.constant({ passive: true })),
  withArguments(fc.oneof(hostileArguments, classicArguments, together(quorumArguments, hostileArguments))),
);

const exchangeFlags = together(
  maybe(2, fc.constant({ durable: true })),
  rarely.map((autoDelete) => (autoDelete ? { auto_delete: true } : {})),
  rarely.map((internal) => (internal ? { internal } : {})),
);
const alternate = maybe(
  3,
  fc.oneof(exchange, fc.constant('amq.fanout')).map((name) => ({ 'alternate-exchange': name })),
);
const declareExchange = (name: fc.Arbitrary<string>): LineArbitrary =>
  method(
    'exchange.declare',
    name.map((named) => ({ exchange: named })),
    fc.constantFrom(...exchangeTypes).map((type) => ({ type })),
    exchangeFlags,
    withArguments(alternate),
  );
const declareHostileExchange = method(
  'exchange.declare',
  anyExchange.map((named) => ({ exchange: named })),
  fc.constantFrom(...exchangeTypes, 'nonsense', '').map((type) => ({ type })),
  exchangeFlags,
  maybe(3, fc.constant({ passive: true })),
  withArguments(fc.oneof(alternate, fc.constantFrom<JsonObject[]>({ 'alternate-exchange': 1 }, { 'x-any': 'thing' }))),
);

const headerValue = fc.constantFrom<Json[]>('1', '2', 1, 2, true, null);
const headerNames = { colour: headerValue, size: headerValue, 'x-kind': headerValue };
const matchArguments = together(
  maybe(
    8,
    fc.constantFrom('all', 'any', 'all-with-x', 'any-with-x').map((mode) => ({ 'x-match': mode })),
  ),
  some(headerNames),
);
const routingKeys = (...some: readonly string[]): fc.Arbitrary<JsonObject> =>
  fc.constantFrom(...some).map((routingKey) => ({ routing_key: routingKey }));
/** The key and arguments of a binding by the type of its exchange. */
const termsByType: Readonly<Record<string, fc.Arbitrary<JsonObject>>> = {
  direct: routingKeys(...keys),
  fanout: routingKeys('', 'a'),
  topic: routingKeys(...patterns),
  headers: together(routingKeys('', 'a'), withArguments(matchArguments)),
  'x-consistent-hash': routingKeys(...weights),
};
const typesByName: Readonly<Record<string, string>> = {
  'amq.topic': 'topic',
  'amq.direct': 'direct',
  'amq.fanout': 'fanout',
  'amq.headers': 'headers',
  'amq.match': 'headers',
};
const anyTerms = fc.oneof(...Object.values(termsByType));
type TypesOf = (exchange: string) => string | undefined;
const typeUnknown: TypesOf = (name) => typesByName[name];

/** From an exchange to a queue or to another exchange, on terms that its type understands. */
const binding = (name: string, destination: fc.Arbitrary<JsonObject>, from: string, typeOf: TypesOf): LineArbitrary =>
  boundExchange.chain((source) =>
    method(name, destination, fc.constant({ [from]: source }), termsByType[typeOf(source) ?? ''] ?? anyTerms),
  );
const toQueue = queue.map((name): JsonObject => ({ queue: name }));
const toExchange = exchange.map((name): JsonObject => ({ destination: name }));
const bindQueue = (typeOf: TypesOf): LineArbitrary => binding('queue.bind', toQueue, 'exchange', typeOf);
const bindExchange = (typeOf: TypesOf): LineArbitrary => binding('exchange.bind', toExchange, 'source', typeOf);

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

/** Three queues and three exchanges, bindings between them that fit their types, and a client or two. */
const on = (line: LineArbitrary, where: JsonObject): LineArbitrary => line.map((made) => ({ ...made, ...where }));
const declared = fc.tuple(
  ...queueNames
    .slice(0, 3)
    .map((name) =>
      on(
        fc.oneof(
          { weight: 7, arbitrary: declareClassic(fc.constant(name)) },
          { weight: 3, arbitrary: declareQuorum(fc.constant(name)) },
        ),
        { channel: 1, connection: 'default' },
      ),
    ),
  ...exchangeNames
    .slice(0, 3)
    .map((name) => on(declareExchange(fc.constant(name)), { channel: 1, connection: 'default' })),
);
/** The topology's lines, as channel 1 of the first connection declares it. */
export const topologies: fc.Arbitrary<readonly Line[]> = declared.chain((lines) => {
  const types = new Map(lines.map((line) => [line.exchange, line.type]));
  const typeOf: TypesOf = (name) => typesByName[name] ?? (types.get(name) as string | undefined);
  const bindings = fc.oneof(
    { weight: 6, arbitrary: bindQueue(typeOf) },
    { weight: 2, arbitrary: bindExchange(typeOf) },
  );
  return fc.array(bindings, { minLength: 3, maxLength: 7 }).map((bound) => [...lines, ...bound]);
});
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
export const sessions: fc.Arbitrary<readonly Line[]> = fc
  .tuple(
    setUp,
    fc.oneof(
      { weight: 7, arbitrary: fc.array(fc.oneof(...operations), { minLength: 10, maxLength: 30 }) },
      { weight: 4, arbitrary: fc.array(fc.oneof(...operations, advance), { minLength: 6, maxLength: 20 }) },
    ),
  )
  .map(([topology, done]) => [...withoutLosingQueues([...topology, ...done]), ...epilogue]);
