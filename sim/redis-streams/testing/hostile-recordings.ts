import { type HostileRecording, hostileTo, times } from '../../core/testing/hostile-recording';
import { redisStreams } from '../redis-streams';

const redis = hostileTo(redisStreams);
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

/** Redis: a range has a million entries, a group as many that are pending, a stream as many nodes. */
export const hostileRecordings: readonly HostileRecording[] = [
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
