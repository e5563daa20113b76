import type { LabId } from '../catalog';
import { labs } from '../catalog';
import { GRADED_RUN, TICK_MAX } from '../core/limits';

/** A recording that asks for far more work than its length, its steps or its commands tell. */
export interface HostileRecording {
  readonly name: string;
  readonly lab: LabId;
  /** JSON text, as it would be sent. */
  readonly recording: string;
}

/**
 * The commands are all given at the start, before anything else; then the run goes on for as many steps as may be. A run that is
 * carried out to its end is refused then, since it ends nowhere near the clock's end: until then everything has been done.
 */
function hostile(lab: LabId, name: string, config: object, commands: readonly object[]): HostileRecording {
  const { id, version } = labs[lab].simulation;
  const recorded = commands.map((command, index) => ({ step: index + 1, tick: 0, command }));
  const end = { step: GRADED_RUN.stepsMax, tick: TICK_MAX };
  const recording = { format: 1, simulation: id, version, seed: 1, config, commands: recorded, end };
  return { name, lab, recording: JSON.stringify(recording) };
}

function times<Part>(count: number, make: (index: number) => Part): Part[] {
  return Array.from({ length: count }, (_, index) => make(index));
}

const MILLION = { preloadEntries: 1_000_000, producers: 0, consumers: 0 };
const SMALL_NODES = { ...MILLION, streamNodeMaxEntries: 1 };
/** The first of a million entries has this id's milliseconds; each next one, one more. */
const FIRST_MS = 1_699_999_000_000;

/** Typed into the console, words divided by spaces. */
function typed(line: string): object {
  return { type: 'console', argv: line.split(' ') };
}

function client(name: string, options: object): object {
  return { type: 'addClient', client: name, options: { key: 'orders', networkDelayMs: 0, ...options } };
}

const redis = (name: string, config: object, commands: readonly object[]) =>
  hostile('redis-streams', name, config, commands);

/** Redis: a range has a million entries, a group as many that are pending, a stream as many nodes. */
const redisRecordings: readonly HostileRecording[] = [
  redis(
    'reads a million entries three times',
    MILLION,
    times(3, () => typed('XRANGE orders - +')),
  ),
  redis(
    'has twelve groups read a million entries',
    MILLION,
    times(12, (group) => [
      typed(`XGROUP CREATE orders g${group} 0`),
      typed(`XREADGROUP GROUP g${group} c STREAMS orders >`),
    ]).flat(),
  ),
  redis(
    'reads a million entries up and down a hundred times',
    MILLION,
    times(100, (at) => typed(at % 2 === 0 ? 'XRANGE orders - +' : 'XREVRANGE orders + -')),
  ),
  redis('fills a node for each of a million entries', SMALL_NODES, []),
  redis('trims a million nodes one by one', { ...SMALL_NODES, preloadEntries: 100_000 }, [
    ...times(2_000, (at) => typed(`XTRIM orders MAXLEN ${100_000 - at}`)),
  ]),
  redis('deletes the first of many nodes again and again', { ...SMALL_NODES, preloadEntries: 100_000 }, [
    ...times(2_000, (at) => typed(`XDEL orders ${FIRST_MS + 900_000 + at}-1`)),
  ]),
  redis(
    'looks entries up in nodes of ten thousand',
    { ...MILLION, streamNodeMaxEntries: 10_000, streamNodeMaxBytes: 1_048_576 },
    [
      ...times(2_000, (at) =>
        typed(`XRANGE orders ${FIRST_MS + ((at * 7_919_000) % 1_000_000)}-1 +`.concat(' COUNT 1')),
      ),
    ],
  ),
  redis(
    'asks how a stream of many nodes is kept',
    { ...SMALL_NODES, preloadEntries: 40_000 },
    times(2_000, () => typed('XINFO STREAM orders')),
  ),
  redis(
    'asks for all of a stream in full',
    MILLION,
    times(100, () => typed('XINFO STREAM orders FULL COUNT 0')),
  ),
  redis('lists what is pending again and again', { ...MILLION, preloadEntries: 100_000 }, [
    typed('XGROUP CREATE orders g 0'),
    typed('XREADGROUP GROUP g c STREAMS orders >'),
    ...times(500, () => typed('XPENDING orders g - + 1000000')),
  ]),
  redis('claims what is pending to and fro', { ...MILLION, preloadEntries: 100_000 }, [
    typed('XGROUP CREATE orders g 0'),
    typed('XREADGROUP GROUP g c STREAMS orders >'),
    ...times(500, (at) => typed(`XAUTOCLAIM orders g c${at % 2} 0 0 COUNT 1000000`)),
  ]),
  redis(
    'has thirty readers read from the beginning at once',
    MILLION,
    times(24, (at) => client(`r${at}`, { role: 'reader', count: 1000, startsAt: '0' })),
  ),
  redis('has consumers take a thousand each and forget them', MILLION, [
    typed('XGROUP CREATE orders g 0'),
    ...times(24, (at) =>
      client(`c${at}`, { role: 'consumer', group: 'g', count: 1000, ack: 'never', serviceMinMs: 0, serviceMaxMs: 0 }),
    ),
  ]),
  redis('has producers trim before many groups', { ...SMALL_NODES, preloadEntries: 50_000 }, [
    ...times(1_000, (at) => typed(`XGROUP CREATE orders g${at} 0`)),
    ...times(31, (at) =>
      client(`p${at}`, {
        role: 'producer',
        ratePerSecond: 1000,
        trim: { strategy: 'MAXLEN', approximate: false, threshold: 50_000 },
      }),
    ),
  ]),
  redis('makes three thousand consumers and looks for one', { ...MILLION, preloadEntries: 10_000 }, [
    typed('XGROUP CREATE orders g 0'),
    ...times(1_500, (at) => typed(`XGROUP CREATECONSUMER orders g c${at}`)),
    typed('XREADGROUP GROUP g zz STREAMS orders >'),
    ...times(500, () => typed('XPENDING orders g - + 10000')),
  ]),
  redis(
    'adds and deletes keys beside many others',
    MILLION,
    times(1_900, (at) => [typed(`SET k${at} v`), typed(`DEL k${at - 1_000}`)])
      .flat()
      .slice(0, 3_400),
  ),
  redis(
    'saves a million entries again and again',
    MILLION,
    times(1_000, () => typed('SAVE')),
  ),
  redis('has a replica fall behind and catch up again and again', MILLION, [
    { type: 'replica', does: 'start' },
    ...times(3_000, (at) => ({ type: 'replica', does: at % 2 === 0 ? 'pause' : 'resume' })),
  ]),
  redis(
    'restarts with a million entries again and again',
    { ...MILLION, persistence: 'aof' },
    times(1_000, () => ({ type: 'restartServer', how: 'kill' })),
  ),
  redis(
    'reads its own history of a hundred thousand, and fails over to and fro',
    { ...MILLION, preloadEntries: 100_000 },
    [
      typed('XGROUP CREATE orders g 0'),
      typed('XREADGROUP GROUP g c STREAMS orders >'),
      ...times(300, () => typed('XREADGROUP GROUP g c STREAMS orders 0')),
      { type: 'replica', does: 'start' },
      ...times(300, () => ({ type: 'failover' })),
    ],
  ),
  redis('counts the memory of many groups before each command', { ...MILLION, preloadEntries: 1_000, maxmemory: 1e9 }, [
    ...times(600, (at) => [
      typed(`XGROUP CREATE orders g${at} 0`),
      typed(`XREADGROUP GROUP g${at} c STREAMS orders >`),
    ]).flat(),
    ...times(1_000, () => typed('PING')),
  ]),
  redis('has producers send again all that was not answered', { producers: 0, consumers: 0 }, [
    ...times(30, (at) => client(`p${at}`, { role: 'producer', ratePerSecond: 1000, whenUnanswered: 'send-again' })),
    ...times(30, (at) => ({ type: 'lose', client: `p${at}`, what: 'reply', of: 'add', times: 10 })),
    ...times(300, (at) => ({ type: 'burst', client: `p${at % 30}`, count: 1000 })),
  ]),
  redis('matches keys with a pattern of many stars', MILLION, [
    ...times(400, (at) => typed(`SET ${'a'.repeat(200)}${at} v`)),
    ...times(200, () => typed(`KEYS ${'a*'.repeat(200)}b`)),
  ]),
  redis('asks how much memory a stream of small nodes takes', { ...SMALL_NODES, preloadEntries: 20_000 }, [
    ...times(1_000, () => typed('MEMORY USAGE orders SAMPLES 0')),
  ]),
  redis(
    'has producers burst',
    { producers: 8 },
    times(2_500, (at) => ({ type: 'burst', client: `producer-${(at % 8) + 1}`, count: 1000 })),
  ),
];

const amqp = (name: string, config: object, commands: readonly object[]) => hostile('amqp', name, config, commands);
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
const amqpRecordings: readonly HostileRecording[] = [
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

const raft = (name: string, config: object, commands: readonly object[]) => hostile('raft', name, config, commands);
const hasty = {
  servers: 9,
  latencyMinMs: 0,
  latencyMaxMs: 0,
  heartbeatIntervalMs: 1,
  rpcTimeoutMs: 1,
  entriesPerMessageMax: 100,
};
/** One server that leads from the first command on. */
const alone = { servers: 3, initialServers: 1 };

/** Raft: logs, state machines and what is remembered of them grow, and are looked through again and again. */
const raftRecordings: readonly HostileRecording[] = [
  raft('applies four thousand keys one by one', alone, [
    { type: 'timeout', server: 's1' },
    ...times(1_990, (at) => ({ type: 'clientRequest', value: `k${at}=1` })),
    { type: 'snapshot', server: 's1' },
    ...times(1_400, (at) => ({ type: 'clientRequest', value: `l${at}=1` })),
  ]),
  raft('takes a snapshot after each entry of a large machine', alone, [
    { type: 'timeout', server: 's1' },
    ...times(1_900, (at) => ({ type: 'clientRequest', value: `k${at}=1` })),
    ...times(800, (at) => [
      { type: 'clientRequest', value: `k${at}=2` },
      { type: 'snapshot', server: 's1' },
    ]).flat(),
  ]),
  raft('stands for election again and again with much committed', alone, [
    { type: 'timeout', server: 's1' },
    ...times(1_900, (at) => ({ type: 'clientRequest', value: `k${at}` })),
    ...times(1_000, () => [
      { type: 'crash', server: 's1' },
      { type: 'restart', server: 's1' },
      { type: 'timeout', server: 's1' },
    ])
      .flat()
      .slice(0, 1_800),
  ]),
  raft('has nine servers talk without rest', { ...hasty, electionTimeoutMinMs: 1, electionTimeoutMaxMs: 1 }, []),
  raft('doubles every message between nine servers', { ...hasty, duplicatePerMille: 1000 }, [
    { type: 'timeout', server: 's1' },
  ]),
  raft('brings servers without a disk up to date again and again', { ...hasty, conflictHint: true }, [
    { type: 'timeout', server: 's1' },
    ...times(1_000, (at) => ({ type: 'clientRequest', value: `k${at}` })),
    ...times(900, (at) => [
      { type: 'crash', server: `s${(at % 8) + 2}` },
      { type: 'restart', server: `s${(at % 8) + 2}`, disk: false },
    ]).flat(),
  ]),
];

const kafka = (name: string, config: object, commands: readonly object[]) =>
  hostile('kafka-group', name, config, commands);
const busy = {
  partitions: 24,
  consumers: 8,
  producers: 4,
  recordsPerSecond: 1000,
  networkDelayMs: 0,
  serviceMinMs: 0,
  serviceMaxMs: 0,
  fetchMaxWaitMs: 1,
  groupInitialRebalanceDelayMs: 0,
};

/** Kafka: fetches of many records, and assignments over and over. */
const kafkaRecordings: readonly HostileRecording[] = [
  kafka(
    'reads without rest',
    busy,
    times(10, () => ({ type: 'produce', count: 500 })),
  ),
  kafka(
    'assigns anew with each heartbeat',
    { ...busy, strategy: 'cooperative-sticky', sessionTimeoutMs: 2, heartbeatIntervalMs: 1, maxPollIntervalMs: 1 },
    times(2_500, (at) => ({ type: at % 2 === 0 ? 'crash' : 'restart', consumer: `c${(Math.floor(at / 2) % 8) + 1}` })),
  ),
  kafka(
    'fetches five hundred records to work none of them',
    {
      ...busy,
      enableAutoCommit: false,
      serviceMinMs: 600_000,
      serviceMaxMs: 600_000,
      maxPollIntervalMs: 1,
      sessionTimeoutMs: 2,
      heartbeatIntervalMs: 1,
    },
    [
      ...times(10, () => ({ type: 'produce', count: 500 })),
      ...times(2_400, (at) => ({
        type: at % 2 === 0 ? 'crash' : 'restart',
        consumer: `c${(Math.floor(at / 2) % 8) + 1}`,
      })),
    ],
  ),
  kafka('keeps eight consumers waiting', { ...busy, recordsPerSecond: 0, fetchMaxWaitMs: 1 }, [
    ...times(8, (at) => ({ type: 'pause', consumer: `c${at + 1}` })),
  ]),
];

/** Ten thousand connections, waited for by another mechanism each time; epoll instances that watch each other in layers. */
const ioRecordings: readonly HostileRecording[] = [
  hostile(
    'io-multiplexing',
    'moves ten thousand connections from one mechanism to the next',
    { clients: 10_000, mechanism: 'poll' },
    times(4_000, (at) =>
      at % 2 === 0 ? { type: 'swap', mechanism: at % 4 === 0 ? 'level' : 'poll' } : { type: 'handle' },
    ),
  ),
  hostile('io-multiplexing', 'wakes layers of epoll instances', { clients: 0 }, [
    ...[{ type: 'call', line: 'pipe p' }],
    ...times(4 * 24, (at) => ({ type: 'call', line: `epoll e${Math.floor(at / 24)}.${at % 24}` })),
    ...times(24, (at) => ({ type: 'call', line: `ctl e0.${at} ADD p.r IN` })),
    ...times(3 * 576, (at) => ({
      type: 'call',
      line: `ctl e${1 + Math.floor(at / 576)}.${at % 24} ADD e${Math.floor(at / 576)}.${Math.floor(at / 24) % 24} IN`,
    })),
    ...times(1_000, () => ({ type: 'call', line: 'write p.w 1' })),
  ]),
];

/** Over all labs: each of them ends within the limits of a graded run, by being refused or because it has come to its end. */
export const hostileRecordings: readonly HostileRecording[] = [
  ...redisRecordings,
  ...amqpRecordings,
  ...raftRecordings,
  ...kafkaRecordings,
  ...ioRecordings,
];
