import { type HostileRecording, hostileTo, times } from '../../core/testing/hostile-recording';
import { amqp as simulation } from '../amqp';

const amqp = hostileTo(simulation);
const instant = { latencyMinMs: 0, latencyMaxMs: 0, hopMs: 0, nodeLatencyMinMs: 0, nodeLatencyMaxMs: 0 };

function publishers(count: number, options: object): object[] {
  return times(count, (at) => ({
    type: 'addPublisher',
    client: `p${at}`,
    options: { intervalMs: 10, burst: 200, ...options },
  }));
}

function topology(exchanges: object[], queues: object[], bindings: object[]): object {
  return { type: 'importTopology', topology: { exchanges, queues, bindings } };
}

const twoHundredQueues = times(200, (at) => ({ queue: `q${at}` }));

/** AMQP: one message goes to many queues, past many bindings, or round and round. */
export const hostileRecordings: readonly HostileRecording[] = [
  amqp('fans every message out to two hundred queues', instant, [
    topology(
      [{ exchange: 'all', exchangeType: 'fanout' }],
      twoHundredQueues.map((queue) => ({ ...queue, arguments: { 'x-max-length': 1 } })),
      times(200, (at) => ({ source: 'all', destinationType: 'queue', destination: `q${at}` })),
    ),
    ...publishers(20, { exchange: 'all' }),
  ]),
  amqp('matches a thousand patterns of many hashes', { ...instant, hopMs: 10 }, [
    topology(
      [
        { exchange: 'in', exchangeType: 'topic' },
        { exchange: 'out', exchangeType: 'fanout' },
      ],
      [{ queue: 'q', arguments: { 'x-max-length': 1 } }],
      [
        { source: 'in', destinationType: 'exchange', destination: 'out', routingKey: '#' },
        ...times(500, (at) => ({
          source: 'in',
          destinationType: 'queue',
          destination: 'q',
          routingKey: `${'#.a.*.'.repeat(40)}b${at}`,
        })),
      ],
    ),
    ...publishers(10, { exchange: 'in', routingKeys: ['a.'.repeat(120)] }),
  ]),
  amqp('compares headers with a thousand bindings', instant, [
    topology(
      [{ exchange: 'in', exchangeType: 'headers' }],
      [{ queue: 'q' }],
      times(900, (at) => ({
        source: 'in',
        destinationType: 'queue',
        destination: 'q',
        arguments: Object.fromEntries([...times(16, (name) => [`h${name}`, 1]), ['n', at]]),
      })),
    ),
    ...publishers(20, { exchange: 'in', headers: Object.fromEntries(times(16, (name) => [`h${name}`, 1])) }),
  ]),
  amqp('hashes into more buckets than there are atoms', instant, [
    topology(
      [{ exchange: 'in', exchangeType: 'x-consistent-hash' }],
      [{ queue: 'q', arguments: { 'x-max-length': 1 } }],
      [{ source: 'in', destinationType: 'queue', destination: 'q', routingKey: '9'.repeat(250) }],
    ),
    ...publishers(20, { exchange: 'in' }),
  ]),
  amqp('has more routing keys than anybody could write out', instant, [
    ...publishers(20, { routingKeys: times(16, () => '{a,b}'.repeat(51)) }),
  ]),
  amqp('makes a thousand bindings anew with each command', instant, [
    topology(
      [{ exchange: 'in', exchangeType: 'direct' }],
      [{ queue: 'q' }],
      times(1000, (at) => ({ source: 'in', destinationType: 'queue', destination: 'q', routingKey: `k${at}` })),
    ),
    ...times(1_000, (at) => ({
      type: 'editExchange',
      exchange: 'in',
      exchangeType: at % 2 === 0 ? 'topic' : 'direct',
    })),
  ]),
  amqp('sends messages round through two hundred queues that reject them', instant, [
    topology(
      [],
      times(200, (at) => ({
        queue: `q${at}`,
        arguments: {
          'x-dead-letter-exchange': '',
          'x-dead-letter-routing-key': `q${(at + 1) % 200}`,
          'x-message-ttl': at % 2 === 0 ? 0 : 1,
        },
      })),
      [],
    ),
    ...publishers(20, { routingKeys: ['q0'], burst: 50 }),
  ]),
  amqp('has consumers keep all they get', instant, [
    topology([], [{ queue: 'q' }], []),
    ...publishers(20, { routingKeys: ['q'] }),
    ...times(40, (at) => ({
      type: 'addConsumer',
      client: `c${at}`,
      options: { queue: 'q', ack: 'auto', prefetchCount: 1000, serviceMinMs: 600_000, serviceMaxMs: 600_000 },
    })),
  ]),
  amqp('replicates two hundred quorum queues over five nodes', { ...instant, nodes: 5 }, [
    topology(
      [{ exchange: 'all', exchangeType: 'fanout' }],
      twoHundredQueues.map((queue) => ({ ...queue, arguments: { 'x-queue-type': 'quorum', 'x-max-length': 1 } })),
      times(200, (at) => ({ source: 'all', destinationType: 'queue', destination: `q${at}` })),
    ),
    ...publishers(4, { exchange: 'all', burst: 10 }),
  ]),
  amqp('has ninety consumers read a stream from its beginning, again and again', instant, [
    topology([], [{ queue: 's', arguments: { 'x-queue-type': 'stream' } }], []),
    ...publishers(10, { routingKeys: ['s'], limit: 300 }),
    ...times(90, (at) => ({
      type: 'addConsumer',
      client: `c${at}`,
      options: {
        queue: 's',
        streamOffset: 'first',
        prefetchCount: 1000,
        failures: 1,
        failureOutOf: 50,
        onFailure: 'crash',
        restartMs: 1,
        serviceMinMs: 1,
        serviceMaxMs: 1,
      },
    })),
  ]),
  amqp('fills a stream of the smallest segments, which it lets go of', instant, [
    topology(
      [],
      times(20, (at) => ({
        queue: `s${at}`,
        arguments: { 'x-queue-type': 'stream', 'x-stream-max-segment-size-bytes': 1, 'x-max-length-bytes': at * 100 },
      })),
      [],
    ),
    ...publishers(20, { routingKeys: times(16, (at) => `s${at}`), burst: 50 }),
    ...times(60, (at) => ({
      type: 'addConsumer',
      client: `c${at}`,
      options: { queue: `s${at % 20}`, streamOffset: 'first', prefetchCount: 3, serviceMinMs: 5, serviceMaxMs: 5 },
    })),
  ]),
  amqp('changes policies that match two hundred queues in as many ways as there are', instant, [
    topology(
      [],
      times(200, (at) => ({ queue: `${'a'.repeat(120)}${at}` })),
      [],
    ),
    ...times(50, (at) => ({
      type: 'setPolicy',
      name: `p${at}`,
      pattern: '.*a.*b',
      priority: at,
      definition: { 'max-length': at },
    })),
    ...times(900, (at) => ({ type: 'setPolicy', name: 'p1', pattern: 'a*a*b', definition: { 'max-length': at } })),
  ]),
  amqp('has a hundred clients crash with what they hold', instant, [
    topology([], twoHundredQueues, []),
    ...publishers(10, { routingKeys: ['q{1,2,3,4,5}'], confirms: true }),
    ...times(80, (at) => ({
      type: 'addConsumer',
      client: `c${at}`,
      options: {
        queue: `q${at % 5}`,
        prefetchCount: 1000,
        onFailure: 'crash',
        failures: 1,
        failureOutOf: 2,
        restartMs: 1,
        serviceMinMs: 1,
        serviceMaxMs: 1,
      },
    })),
  ]),
];
