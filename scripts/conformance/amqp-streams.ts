/** Streams and policies in random sessions: q3 is a stream, the others what a policy may change under their clients. */
import fc from 'fast-check';
import type { Json } from '../../sim/core/simulation';
import {
  anyQueue,
  body,
  type Line,
  type LineArbitrary,
  longMs,
  maybe,
  method,
  some,
  together,
} from './amqp-arbitraries';
import type { JsonObject } from './amqp-lines';

const one = (...lines: readonly JsonObject[]): fc.Arbitrary<JsonObject> => fc.constantFrom(...lines);
const values = (...some: readonly Json[]): fc.Arbitrary<Json> => fc.constantFrom(...some);

/** Segments are no smaller than what a stream writes at the beginning of each, and bodies so long that they are filled. */
const streamArguments = together(
  one({ 'x-queue-type': 'stream' }),
  maybe(4, one({ 'x-stream-max-segment-size-bytes': 3000 }, { 'x-stream-max-segment-size-bytes': 6000 })),
  maybe(4, one({ 'x-max-length-bytes': 0 }, { 'x-max-length-bytes': 7500 }, { 'x-max-length-bytes': 100_000 })),
  maybe(2, one({ 'x-max-age': '1h' }, { 'x-max-age': '1D' })),
);
const declareStream: LineArbitrary = streamArguments.map((given) => ({
  method: 'queue.declare',
  queue: 'q3',
  durable: true,
  channel: 1,
  connection: 'default',
  arguments: given,
}));
const declareOddly = method(
  'queue.declare',
  one({ queue: 'q3' }, { queue: 'q4' }),
  maybe(8, one({ durable: true })),
  maybe(1, one({ auto_delete: true }, { exclusive: true }, { passive: true })),
  some({
    'x-queue-type': values('stream', 'stream', 'stream', 'quorum', 'classic'),
    'x-max-age': values('1h', '5x', '0s', 'D', '', 7, null),
    'x-max-length-bytes': values(0, 1000, -1, '1'),
    'x-stream-max-segment-size-bytes': values(3000, -1, 3_000_000_001, 1.5),
    'x-initial-cluster-size': values(1, 0, -1, 'x'),
    'x-queue-leader-locator': values('client-local', 'balanced', 'nearest', 1),
    'x-max-length': values(1),
    'x-single-active-consumer': values(true),
  }).map((given) => ({ arguments: given })),
);

const text = fc.constantFrom('m', 'two', '한글', 'x'.repeat(900), 'y'.repeat(1900));
const headers = some({
  colour: values('red', 1, true, null, 1.5, [1], { a: 1 }),
  size: values(300, 70_000, 5_000_000_000, -1),
  when: values({ '!': 'timestamp', value: 1_700_000_000 }),
  wide: values({ '!': 'int64', value: 1 }, { '!': 'uint8', value: 200 }, { '!': 'float', value: 0.5 }),
  CC: values(['q1'], ['q3', 'q2']),
});
const publish = method(
  'basic.publish',
  one(
    { routing_key: 'q3' },
    { routing_key: 'q3' },
    { routing_key: 'q3' },
    { routing_key: 'q1' },
    { routing_key: 'q2' },
  ),
  text.map((content) => ({ body: content })),
  maybe(
    4,
    together(
      maybe(
        6,
        headers.map((given) => ({ headers: given })),
      ),
      some({
        priority: values(0, 7),
        delivery_mode: values(1, 2),
        message_id: values('id', ''),
        correlation_id: values('c1'),
        content_type: values('text/plain'),
        type: values('t'),
        app_id: values('app'),
        timestamp: values(1_700_000_000),
        user_id: values('guest'),
      }),
    ).map((given) => ({ properties: given })),
  ),
  maybe(1, one({ mandatory: true })),
);
const consume = method(
  'basic.consume',
  one({ queue: 'q3' }, { queue: 'q3' }, { queue: 'q3' }, { queue: 'q1' }),
  one({ consumer_tag: 'c1' }, { consumer_tag: 'c2' }, { consumer_tag: 'c3' }, { consumer_tag: 'c4' }),
  maybe(
    7,
    values(
      'first',
      'last',
      'next',
      0,
      1,
      2,
      5,
      40,
      -3,
      '1h',
      { '!': 'timestamp', value: 0 },
      {
        '!': 'timestamp',
        value: 4_000_000_000,
      },
    ).map((offset) => ({ arguments: { 'x-stream-offset': offset } })),
  ),
  maybe(1, one({ exclusive: true }, { no_ack: true })),
);
const oddConsume = method(
  'basic.consume',
  one({ queue: 'q3', consumer_tag: 'c5' }),
  values('5x', 'soon', true, null, 1.5, [], {}).map((offset) => ({ arguments: { 'x-stream-offset': offset } })),
);
const tag = fc.nat(11).map((pick): JsonObject => ({ delivery_tag: { pick } }));

/** What operators say: the same names, so that they change and end. */
const policy: LineArbitrary = fc.oneof(
  {
    weight: 4,
    arbitrary: together(
      one({ policy: 'p1' }, { policy: 'p2' }, { policy: 'p3' }),
      one({ pattern: '^q' }, { pattern: '^q[12]$' }, { pattern: '3' }, { pattern: '.*' }, { pattern: 'none' }),
      one({ apply_to: 'queues' }, { apply_to: 'all' }, { apply_to: 'exchanges' }),
      maybe(5, one({ priority: 1 }, { priority: 5 })),
      some({
        'max-length': values(0, 1, 2),
        'max-length-bytes': values(0, 6, 7500),
        'message-ttl': values(0, longMs * 100),
        'dead-letter-exchange': values('', 'amq.fanout'),
        'dead-letter-routing-key': values('q2', 'q3'),
        overflow: values('drop-head', 'reject-publish', 'reject-publish-dlx'),
        'delivery-limit': values(0, 1),
        'max-age': values('1h'),
      })
        .filter((definition) => Object.keys(definition).length > 0 && Object.keys(definition).length < 5)
        .map((definition) => ({ definition })),
    ),
  },
  { weight: 1, arbitrary: one({ policy: 'p1', definition: null }, { policy: 'p2', definition: null }) },
);

const operations: readonly { weight: number; arbitrary: LineArbitrary }[] = [
  { weight: 30, arbitrary: publish },
  { weight: 12, arbitrary: consume },
  { weight: 14, arbitrary: method('basic.ack', tag, maybe(3, one({ multiple: true }))) },
  {
    weight: 4,
    arbitrary: method('basic.qos', one({ prefetch_count: 1 }, { prefetch_count: 2 }, { prefetch_count: 9 })),
  },
  { weight: 3, arbitrary: method('basic.cancel', one({ consumer_tag: 'c1' }, { consumer_tag: 'c2' })) },
  { weight: 2, arbitrary: method('channel.close') },
  { weight: 2, arbitrary: method('confirm.select') },
  {
    weight: 2,
    arbitrary: method(
      'basic.get',
      anyQueue.map((name) => ({ queue: name })),
    ),
  },
  { weight: 1, arbitrary: method('basic.nack', tag, maybe(3, one({ multiple: true })), one({ requeue: false }, {})) },
  { weight: 1, arbitrary: method('basic.reject', tag, one({ requeue: false }, {})) },
  { weight: 1, arbitrary: oddConsume },
  { weight: 2, arbitrary: declareOddly },
  {
    weight: 1,
    arbitrary: method('queue.delete', one({ queue: 'q3' }), maybe(3, one({ if_empty: true, if_unused: true }))),
  },
  { weight: 1, arbitrary: method('queue.purge', one({ queue: 'q3' })) },
  { weight: 1, arbitrary: method('tx.select') },
  { weight: 1, arbitrary: method('tx.commit') },
  { weight: 1, arbitrary: method('connection.close') },
];
const policies = { weight: 12, arbitrary: policy };

const others = fc.tuple(
  ...['q1', 'q2'].map((name) =>
    together(
      one({ method: 'queue.declare', queue: name, durable: true, channel: 1, connection: 'default' }),
      maybe(
        6,
        together(
          maybe(4, one({ 'x-queue-type': 'quorum' })),
          maybe(4, one({ 'x-dead-letter-exchange': '', 'x-dead-letter-routing-key': 'q3' })),
          maybe(2, one({ 'x-max-length': 1 }, { 'x-max-length': 3 })),
        ).map((given) => ({ arguments: given })),
      ),
    ),
  ),
);

/** Channels whose consumers may have something: a stream gives nothing to a consumer without a prefetch. */
const prefetches: readonly Line[] = [1, 2].map((channel) => ({
  method: 'basic.qos',
  channel,
  prefetch_count: channel * 2,
}));

export const streamLines: fc.Arbitrary<readonly Line[]> = fc
  .tuple(declareStream, others, fc.array(fc.oneof(...operations), { minLength: 10, maxLength: 30 }))
  .map(([stream, queues, done]) => [stream, ...queues, ...prefetches, ...done]);

export const policyLines: fc.Arbitrary<readonly Line[]> = fc
  .tuple(
    declareStream,
    others,
    fc.array(fc.oneof(...operations, policies, { weight: 12, arbitrary: shortPublish() }), {
      minLength: 10,
      maxLength: 25,
    }),
  )
  .map(([stream, queues, done]) => [stream, ...queues, ...prefetches, ...done]);

function shortPublish(): LineArbitrary {
  return method(
    'basic.publish',
    one({ routing_key: 'q1' }, { routing_key: 'q2' }),
    body.map((content) => ({ body: content })),
  );
}
