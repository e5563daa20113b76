import { expect, test } from 'vitest';
import { labDesk } from '@/quiz/labs';
import { amqpLab } from '@/sim/amqp/lab';
import { autoscalingLab } from '@/sim/autoscaling/lab';
import { msFromTicks } from '@/sim/concurrency-models/config';
import { concurrencyModelsLab } from '@/sim/concurrency-models/lab';
import type { Lab, LabTypes } from '@/sim/core/lab';
import { msFromTicks as gilMs } from '@/sim/gil/config';
import { gilLab } from '@/sim/gil/lab';
import { fileOf } from '@/sim/io-multiplexing/kernel';
import { ioMultiplexingLab } from '@/sim/io-multiplexing/lab';
import { raftLab } from '@/sim/raft/lab';
import { redisStreamsLab } from '@/sim/redis-streams/lab';
import { workerPoolsLab } from '@/sim/worker-pools/lab';
import { topics } from './catalog';

/** What the run of each configuration comes to, by the option's id: what its author says of it has to be what happens. */
const OUTCOMES: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  // Events that each listener got of the fourteen.
  'a-queue-each': { 'one-queue': 'shared', 'one-queue-prefetch': 'shared', 'queue-each': 'all' },
  'three-gateways': { 'one-group': 'shared', 'one-name': 'shared', 'no-group': 'all' },
  // Milliseconds that a thread waited for the GIL at most; requests that were computed.
  'answer-in-two-ms': { 'eight-cores': 5, 'one-ms': 1, 'longest-first': 5, 'twenty-ms': 20 },
  'more-done-by-the-executor': { 'eight-cores': 36, 'half-ms': 36, 'twelve-threads': 72 },
  'nobody-queues-for-the-gil': { 'eight-cores': 75, 'one-ms': 34, 'in-c': 0 },
  // Bytes that stand unread when the loop idles.
  'loop-that-reads-all': { 'edge-once': 1_904, 'more-events': 1_904, 'one-shot-once': 1_904, 'edge-until-eagain': 0 },
  // Tasks that are done half a second after the 25 have come.
  'worker-to-choose': { 'own-loops': 1, 'native-threads': 10, 'imported-first': 1, 'imported-after': 25 },
  // Whether a health check was late; how many failed; how many took no longer than their own half second.
  'two-streams-and-a-probe': { 'two-processes': true, 'more-tokens': true, 'as-def': false, restart: true },
  'pool-that-does-not-jam': { twenty: 40, longer: 40, 'twenty-tokens': 40, 'forty-connections': 0 },
  'survives-a-kill-and-two-blocks': { 'two-old': 0, 'two-new': 0, 'three-old': 0, 'three-new': 4 },
  // Short tasks that waited for the long one, and tasks that waited in vain.
  'nothing-behind-the-long-one': { 'multiplier-one': 1, 'o-fair': 4, 'late-only': 3, 'late-and-one': 0, zero: 10 },
  'one-child-more': { 'sixty-seconds': 4, threads: 4, five: 0, 'late-ack': 4 },
  // Kilobytes that the units held at most.
  'configuration-with-least-memory': { processes: 172_000, threads: 1_640, greenlets: 620, tasks: 124 },
  // Milliseconds until all jobs were done.
  'model-for-mixed-work': { threads: 130, processes: 90, greenlets: 184, tasks: 184 },
  'workers-for-one-round': { nine: 1_219, twelve: 816, twenty: 812, 'twenty-four': 417, 'forty-eight': 417 },
  'node-for-sixty-requests': { 'more-pods': 360, 'more-cores': 240, both: 180, 'even-more': 180 },
  // Whether both were answered within 100 ms.
  'what-lets-them-wait-together': { 'yield-before': false, patched: true, 'patched-late': false },
  // Replicas when the work is long done, and pods started on the way.
  'up-and-down-again': {
    'three-in-git': { wanted: 3, made: 13 },
    'min-of-three': { wanted: 1, made: 67 },
    'longer-window': { wanted: 1, made: 17 },
    'not-in-git': { wanted: 1, made: 3 },
  },
  // Pods that work when all could have started.
  'three-pods-that-work': {
    'low-value': 1,
    'prefetch-of-twenty-two': 1,
    'one-is-enough': 1,
    'ready-only': 2,
    'eight-and-eight': 3,
  },
  // Pods started in three waves.
  'pods-between-waves': { none: 13, 'half-a-minute': 13, 'a-minute': 9, 'a-minute-and-a-half': 5, 'five-minutes': 5 },
  // Tasks begun again.
  'zero-without-repeating': { 'cooldown-sixty': 3, 'grace-sixty': 3, 'poll-slowly': 6, 'count-unacked': 0 },
  // Tasks done, and pods that wait for a place.
  'maximum-for-the-node': {
    three: { done: 30, pending: 0 },
    four: { done: 40, pending: 0 },
    five: { done: 40, pending: 1 },
    ten: { done: 40, pending: 6 },
  },
  // Pods in the rush.
  'follows-the-queue': { 'cpu-sixty': 1, 'cpu-twelve': 1, 'cpu-ten': 5, 'queue-fifty': 4 },
  // Entries worked twice, and entries taken over.
  'idle-limit-for-a-batch': {
    'beyond-one': { twice: true, rescued: true },
    'beyond-two': { twice: true, rescued: true },
    'beyond-the-batch': { twice: false, rescued: true },
    'a-minute': { twice: false, rescued: false },
  },
  'servers-for-two-failures': { three: false, four: false, five: true, six: true },
  // Whether every leader had what was committed before it.
  'which-rule-was-missing': { 'more-servers': false, 'no-op': false, 'by-term': false, 'compare-logs': true },
  'no-op-before-a-change': { 'more-heartbeats': false, 'no-op': true, 'one-entry': false, 'by-term': false },
  // Whether s1 leads at the end, in the term in which it began.
  'remedy-for-a-removed-server': { 'pre-vote': true, 'fast-heartbeats': false, 'long-timeouts': false, 'no-op': false },
};

function finalState<T extends LabTypes>(lab: Lab<T>, recording: unknown): T['State'] {
  const verdict = lab.verify(JSON.stringify(recording));
  if (!verdict.ok) throw new Error(verdict.message);
  return verdict.replay.snapshot.state;
}

/** Whether each of them got what all got together, give or take one that is on its way. */
function sharedOrAll(counts: readonly number[], sent: number): 'shared' | 'all' {
  return counts.every((count) => count >= sent - 4) ? 'all' : 'shared';
}

function leadersAreComplete(recording: unknown): boolean {
  return finalState(raftLab, recording).observations.broken.leaderCompleteness === null;
}

/** How long a thread waited for the GIL at most, in milliseconds. */
function longestGilWait(recording: unknown, of = ''): number {
  const threads = finalState(gilLab, recording).threads.filter(({ id }) => id.startsWith(of));
  return Math.round(gilMs(Math.max(...threads.map(({ longestWaitTicks }) => longestWaitTicks))));
}

function makespanOf(recording: unknown): number {
  return Math.round(msFromTicks(finalState(concurrencyModelsLab, recording).finished.at(-1)?.makespanTicks ?? 0));
}

const read: Readonly<Record<string, (recording: unknown) => unknown>> = {
  'a-queue-each'(recording) {
    const { clients } = finalState(amqpLab, recording);
    const got = clients.flatMap((client) => (client.kind === 'consumer' ? [client.received] : []));
    const sent = clients.flatMap((client) => (client.kind === 'publisher' ? [client.sent] : []));
    return sharedOrAll(got, Math.max(...sent));
  },
  'three-gateways'(recording) {
    const { clients } = finalState(redisStreamsLab, recording);
    const gateways = clients.filter(({ id }) => id.startsWith('sse'));
    const sent = clients.find(({ id }) => id === 'shop')?.counters.entries ?? 0;
    return sharedOrAll(
      gateways.map(({ counters }) => Math.max(counters.entries, counters.worked)),
      sent,
    );
  },
  'idle-limit-for-a-batch'(recording) {
    const { clients } = finalState(redisStreamsLab, recording);
    const rescued = clients.find(({ id }) => id === 'rescuer')?.counters.worked ?? 0;
    return { twice: clients.some(({ counters }) => counters.duplicates > 0), rescued: rescued > 0 };
  },
  'answer-in-two-ms': (recording) => longestGilWait(recording, 'sse'),
  'nobody-queues-for-the-gil': (recording) => longestGilWait(recording),
  'more-done-by-the-executor'(recording) {
    const { threads } = finalState(gilLab, recording);
    return Math.floor(threads.reduce((sum, { heldTicks }) => sum + gilMs(heldTicks), 0) / 2);
  },
  'loop-that-reads-all'(recording) {
    const { kernel, loop } = finalState(ioMultiplexingLab, recording);
    const sockets = loop.watched.map((name) => fileOf(kernel, name));
    return sockets.reduce((sum, file) => sum + (file?.kind === 'tcp' ? file.received : 0), 0);
  },
  'worker-to-choose'(recording) {
    const { worker } = finalState(ioMultiplexingLab, recording);
    return worker.tasks.filter(({ status }) => status === 'done').length;
  },
  'two-streams-and-a-probe'(recording) {
    return finalState(workerPoolsLab, recording).stats.latenciesMs.some((ms) => ms > 900 && ms < 4_500);
  },
  'pool-that-does-not-jam': (recording) => finalState(workerPoolsLab, recording).stats.failed,
  'survives-a-kill-and-two-blocks'(recording) {
    return finalState(workerPoolsLab, recording).stats.latenciesMs.filter((ms) => ms === 500).length;
  },
  'nothing-behind-the-long-one'(recording) {
    return finalState(workerPoolsLab, recording).stats.latenciesMs.filter((ms) => ms > 30_000).length;
  },
  'one-child-more': (recording) => finalState(workerPoolsLab, recording).stats.failed,
  'configuration-with-least-memory'(recording) {
    return Math.round((finalState(concurrencyModelsLab, recording).finished.at(-1)?.peakBytes ?? 0) / 1_000);
  },
  'model-for-mixed-work': makespanOf,
  'workers-for-one-round': makespanOf,
  'node-for-sixty-requests': makespanOf,
  'up-and-down-again'(recording) {
    const { wanted, podsMade } = finalState(autoscalingLab, recording);
    return { wanted, made: podsMade };
  },
  'three-pods-that-work'(recording) {
    return finalState(autoscalingLab, recording).pods.filter(({ runningCount }) => runningCount > 0).length;
  },
  'pods-between-waves'(recording) {
    return finalState(autoscalingLab, recording).podsMade;
  },
  'zero-without-repeating'(recording) {
    return finalState(autoscalingLab, recording).stats.repeated;
  },
  'maximum-for-the-node'(recording) {
    const { stats, pods } = finalState(autoscalingLab, recording);
    return { done: stats.done, pending: pods.filter(({ phase }) => phase === 'pending').length };
  },
  'follows-the-queue'(recording) {
    return finalState(autoscalingLab, recording).wanted;
  },
  'what-lets-them-wait-together'(recording) {
    return finalState(concurrencyModelsLab, recording).program?.isOver;
  },
  'servers-for-two-failures'(recording) {
    const { servers } = finalState(raftLab, recording);
    return servers.some(({ volatile }) => volatile?.role === 'leader');
  },
  'which-rule-was-missing': leadersAreComplete,
  'no-op-before-a-change': leadersAreComplete,
  'remedy-for-a-removed-server'(recording) {
    const [s1] = finalState(raftLab, recording).servers;
    return s1?.volatile?.role === 'leader' && s1.persistent.currentTerm === 1;
  },
};

const items = [...(await topics()).values()].flatMap(({ quiz }) =>
  quiz.flatMap((item) => (item.type === 'choose-a-configuration' ? [item] : [])),
);

test('every configuration that may be chosen is known here', () => {
  const known = Object.fromEntries(items.map(({ id, options }) => [id, options.map((option) => option.id).sort()]));
  expect(known).toEqual(
    Object.fromEntries(Object.entries(OUTCOMES).map(([id, outcomes]) => [id, Object.keys(outcomes).sort()])),
  );
});

test.each(items)('each run of $id comes to what is said of it', ({ id, lab, scenario, change, options }) => {
  const outcomes = options.map((option) => {
    const recording = labDesk.configure(lab, scenario, { ...change, ...option.change });
    return [option.id, read[id]?.(recording)];
  });
  expect(Object.fromEntries(outcomes)).toEqual(OUTCOMES[id]);
});
