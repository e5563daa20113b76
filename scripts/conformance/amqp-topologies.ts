/** Random declarations and bindings, fit for each other and not. */
import fc from 'fast-check';
import type { Json } from '../../sim/core/simulation';
import {
  anyExchange,
  anyQueue,
  boundExchange,
  exchange,
  exchangeNames,
  exchangeTypes,
  keys,
  type Line,
  type LineArbitrary,
  longMs,
  maybe,
  method,
  patterns,
  queue,
  queueNames,
  rarely,
  shortMs,
  some,
  together,
  weights,
  withArguments,
} from './amqp-arbitraries';
import type { JsonObject } from './amqp-lines';

export const ttl = fc.constantFrom(0, shortMs, longMs);
export const deadLetter = fc.oneof(
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
export const lengthLimit = together(
  fc.oneof(
    fc.constantFrom(0, 1, 2, 3).map((limit) => ({ 'x-max-length': limit })),
    fc.constantFrom(0, 3, 6, 20).map((limit) => ({ 'x-max-length-bytes': limit })),
  ),
  maybe(
    6,
    fc.constantFrom('drop-head', 'reject-publish').map((name) => ({ 'x-overflow': name })),
  ),
);
export const singleActive = fc.constant({ 'x-single-active-consumer': true });

export const classicArguments = together(
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
export const quorumArguments = together(
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
/** None is a time that passes while a session is played. */
const hostileNumber = fc.constantFrom<Json[]>(-1, 'x', 1.5, true, null, 0, 4294967296, []);
/** Arguments that a broker refuses, or has to think about. */
export const hostileArguments = fc.oneof(
  ...['x-message-ttl', 'x-expires', 'x-max-length', 'x-max-length-bytes', 'x-max-priority', 'x-delivery-limit'].map(
    (name) => hostileNumber.map((value): JsonObject => ({ [name]: value })),
  ),
  ...['x-max-length', 'x-max-length-bytes', 'x-max-priority'].map((name) => fc.constant<JsonObject>({ [name]: 256 })),
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

export const queueFlags = together(
  maybe(4, fc.constant({ durable: true })),
  rarely.map((autoDelete) => (autoDelete ? { auto_delete: true } : {})),
  rarely.map((exclusive) => (exclusive ? { exclusive } : {})),
);

export const declareClassic = (name: fc.Arbitrary<string>): LineArbitrary =>
  method(
    'queue.declare',
    name.map((named) => ({ queue: named })),
    queueFlags,
    withArguments(classicArguments),
  );
export const declareQuorum = (name: fc.Arbitrary<string>): LineArbitrary =>
  method(
    'queue.declare',
    name.map((named) => ({ queue: named, durable: true })),
    withArguments(quorumArguments),
  );
export const declareHostile = method(
  'queue.declare',
  anyQueue.map((named) => ({ queue: named })),
  queueFlags,
  maybe(2, fc.constant({ passive: true })),
  withArguments(fc.oneof(hostileArguments, classicArguments, together(quorumArguments, hostileArguments))),
);

export const exchangeFlags = together(
  maybe(2, fc.constant({ durable: true })),
  rarely.map((autoDelete) => (autoDelete ? { auto_delete: true } : {})),
  rarely.map((internal) => (internal ? { internal } : {})),
);
export const alternate = maybe(
  3,
  fc.oneof(exchange, fc.constant('amq.fanout')).map((name) => ({ 'alternate-exchange': name })),
);
export const declareExchange = (name: fc.Arbitrary<string>): LineArbitrary =>
  method(
    'exchange.declare',
    name.map((named) => ({ exchange: named })),
    fc.constantFrom(...exchangeTypes).map((type) => ({ type })),
    exchangeFlags,
    withArguments(alternate),
  );
export const declareHostileExchange = method(
  'exchange.declare',
  anyExchange.map((named) => ({ exchange: named })),
  fc.constantFrom(...exchangeTypes, 'nonsense', '').map((type) => ({ type })),
  exchangeFlags,
  maybe(3, fc.constant({ passive: true })),
  withArguments(fc.oneof(alternate, fc.constantFrom<JsonObject[]>({ 'alternate-exchange': 1 }, { 'x-any': 'thing' }))),
);

export const headerValue = fc.constantFrom<Json[]>('1', '2', 1, 2, true, null);
export const headerNames = { colour: headerValue, size: headerValue, 'x-kind': headerValue };
export const matchArguments = together(
  maybe(
    8,
    fc.constantFrom('all', 'any', 'all-with-x', 'any-with-x').map((mode) => ({ 'x-match': mode })),
  ),
  some(headerNames),
);
export const routingKeys = (...some: readonly string[]): fc.Arbitrary<JsonObject> =>
  fc.constantFrom(...some).map((routingKey) => ({ routing_key: routingKey }));
/** The key and arguments of a binding by the type of its exchange. */
export const termsByType: Readonly<Record<string, fc.Arbitrary<JsonObject>>> = {
  direct: routingKeys(...keys),
  fanout: routingKeys('', 'a'),
  topic: routingKeys(...patterns),
  headers: together(routingKeys('', 'a'), withArguments(matchArguments)),
  'x-consistent-hash': routingKeys(...weights),
};
export const typesByName: Readonly<Record<string, string>> = {
  'amq.topic': 'topic',
  'amq.direct': 'direct',
  'amq.fanout': 'fanout',
  'amq.headers': 'headers',
  'amq.match': 'headers',
};
export const anyTerms = fc.oneof(...Object.values(termsByType));
export type TypesOf = (exchange: string) => string | undefined;
export const typeUnknown: TypesOf = (name) => typesByName[name];

/** From an exchange to a queue or to another exchange, on terms that its type understands. */
export const binding = (
  name: string,
  destination: fc.Arbitrary<JsonObject>,
  from: string,
  typeOf: TypesOf,
): LineArbitrary =>
  boundExchange.chain((source) =>
    method(name, destination, fc.constant({ [from]: source }), termsByType[typeOf(source) ?? ''] ?? anyTerms),
  );
export const toQueue = queue.map((name): JsonObject => ({ queue: name }));
export const toExchange = exchange.map((name): JsonObject => ({ destination: name }));
export const bindQueue = (typeOf: TypesOf): LineArbitrary => binding('queue.bind', toQueue, 'exchange', typeOf);
export const bindExchange = (typeOf: TypesOf): LineArbitrary => binding('exchange.bind', toExchange, 'source', typeOf);

/** Three queues and three exchanges, bindings between them that fit their types, and a client or two. */
export const on = (line: LineArbitrary, where: JsonObject): LineArbitrary =>
  line.map((made) => ({ ...made, ...where }));
export const declared = fc.tuple(
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
