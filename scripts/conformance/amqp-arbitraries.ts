/** What random AMQP sessions are made of: few names, so that things collide; places to speak from; times; parts of lines. */
import fc from 'fast-check';
import type { Json } from '../../sim/core/simulation';
import type { JsonObject } from './amqp-lines';

export type Line = JsonObject;
export type LineArbitrary = fc.Arbitrary<Line>;

/** One advance lets the short time pass, twice if need be, and two the long one, whatever the lines between took. */
export const advanceMs = 2_000;
export const shortMs = 950;
export const longMs = 2_850;

export const queueNames = ['q1', 'q2', 'q3', 'q4'] as const;
export const exchangeNames = ['e1', 'e2', 'e3', 'e4'] as const;
export const exchangeTypes = ['direct', 'fanout', 'topic', 'headers', 'x-consistent-hash'] as const;
export const keys = ['a', 'b', 'a.b', 'a.b.c', 'a..b', '', '.', 'b.a', 'q1', 'q2', 'q3'] as const;
export const patterns = [
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
export const weights = ['1', '2', '3', '1', '2', '10', '0', '-1', 'x', ''] as const;

/** The first ones are those that a session starts with. */
export const queue = fc.constantFrom(
  ...queueNames,
  ...queueNames.slice(0, 3),
  ...queueNames.slice(0, 3),
  ...queueNames.slice(0, 3),
);
export const exchange = fc.constantFrom(...exchangeNames, ...exchangeNames.slice(0, 3), ...exchangeNames.slice(0, 3));
export const boundExchange = fc.oneof(
  { weight: 9, arbitrary: exchange },
  { weight: 3, arbitrary: fc.constantFrom('amq.topic', 'amq.direct', 'amq.fanout', 'amq.headers', 'amq.match') },
);
export const anyExchange = fc.oneof(
  { weight: 20, arbitrary: exchange },
  { weight: 6, arbitrary: fc.constantFrom('amq.topic', 'amq.direct', 'amq.fanout', 'amq.headers', 'amq.match') },
  { weight: 6, arbitrary: fc.constant('') },
  { weight: 1, arbitrary: fc.constantFrom('e9', 'amq.rabbitmq.trace', 'amq.none') },
);
export const anyQueue = fc.oneof(
  { weight: 30, arbitrary: queue },
  { weight: 1, arbitrary: fc.constantFrom('q9', '', 'amq.none') },
);
export const key = fc.constantFrom(...keys);
export const rarely = fc.oneof(
  { weight: 12, arbitrary: fc.constant(false) },
  { weight: 1, arbitrary: fc.constant(true) },
);
export const body = fc.constantFrom('m', 'two', 'three', 'long message body', '', '한글');

/** Where a client speaks from: two channels of one connection, or another connection. */
export const place = fc.oneof(
  { weight: 5, arbitrary: fc.constant({ channel: 1 }) },
  { weight: 4, arbitrary: fc.constant({ channel: 2 }) },
  { weight: 3, arbitrary: fc.constant({ channel: 1, connection: 'b' }) },
);

/** A record of which each field is there or not. */
export const some = (fields: Readonly<Record<string, fc.Arbitrary<Json>>>): fc.Arbitrary<JsonObject> =>
  fc.record(fields, { requiredKeys: [] }) as fc.Arbitrary<JsonObject>;

export const maybe = (weight: number, fields: fc.Arbitrary<JsonObject>): fc.Arbitrary<JsonObject> =>
  fc.oneof({ weight: 10 - weight, arbitrary: fc.constant({}) }, { weight, arbitrary: fields });

/** The fields of the parts together; later parts win. */
export const together = (...parts: readonly fc.Arbitrary<JsonObject>[]): LineArbitrary =>
  fc.tuple(...parts).map((given) => Object.assign({}, ...given) as JsonObject);

export const method = (name: string, ...parts: readonly fc.Arbitrary<JsonObject>[]): LineArbitrary =>
  together(fc.constant({ method: name }), place, ...parts);

export const withArguments = (queueArguments: fc.Arbitrary<JsonObject>): fc.Arbitrary<JsonObject> =>
  queueArguments.map((given) => (Object.keys(given).length === 0 ? {} : { arguments: given }));
