import {
  ArrowLeftRight,
  CircleStop,
  CopyPlus,
  Flame,
  Link,
  MailQuestion,
  MailX,
  Play,
  Power,
  Rabbit,
  RotateCcw,
  Snowflake,
  Trash2,
  Turtle,
  Unlink,
  Unplug,
} from 'lucide-react';
import { nodes } from '@/components/lab-shell/stage/nodes/nodes-stage';
import { defineView } from '@/components/lab-shell/view/define-view';
import { lazyPart } from '@/components/ui/lazy-part';
import { whyIgnored } from '@/sim/redis-streams/commands';
import { ticksFromMs } from '@/sim/redis-streams/config';
import type { RequestKind } from '@/sim/redis-streams/event';
import { redisStreams } from '@/sim/redis-streams/redis-streams';
import { redisStreamsScenarios } from '@/sim/redis-streams/scenarios';
import { whyReplicaIgnored } from '@/sim/redis-streams/server-faults';
import { findClient, isProducer, type RedisStreamsState } from '@/sim/redis-streams/state';
import { laterPart } from '../later-part';
import { ClientNode, ConsumerNode } from './client-node';
import { ConnectionEdge } from './connection-edge';
import { ConsoleNode } from './console-node';
import { itemsOf, parts } from './items';
import { kindsThatOccur, messageKinds, messageOf } from './messages';
import { ServerNode } from './server-node';
import { about, interrupts, isRoutine } from './story';
import { toFlow } from './to-flow';
import { traceTexts } from './trace-text';

// Of the panels one is shown at first; these are loaded when they are chosen.
const ConsolePanel = laterPart('redis-streams', () => import('./console-panel').then((module) => module.ConsolePanel));
const PendingPanel = laterPart('redis-streams', () => import('./pending-panel').then((module) => module.PendingPanel));
const InfoPanel = laterPart('redis-streams', () => import('./info-panel').then((module) => module.InfoPanel));
const FiguresPanel = laterPart('redis-streams', () => import('./figures-panel').then((module) => module.FiguresPanel));
const LogPanel = laterPart('redis-streams', () => import('./log-panel').then((module) => module.LogPanel));
const BuildPanel = laterPart('redis-streams', () => import('./build-panel').then((module) => module.BuildPanel));

const USUAL = 1000;
const SLOWED = 10_000;
const BURST = 10;

const lab = {
  simulation: redisStreams,
  scenarios: redisStreamsScenarios,
  whole: () => import('@/sim/redis-streams/lab').then((module) => module.redisStreamsLab),
};

/** The Redis Streams lab as the shell opens it. */
// Once the picture is drawn.
const Toolbox = lazyPart(() => import('./toolbox').then((module) => module.Toolbox), null);

export const view = defineView(lab, {
  // A quarter of life's pace: a message takes about an eighth of a second, a second of work four.
  ticksPerRealSecond: ticksFromMs(250),
  opensAtTick: 0,
  timeSpanTicks: ticksFromMs(12_000),
  stage: nodes({
    nodeTypes: { server: ServerNode, console: ConsoleNode, client: ClientNode, consumer: ConsumerNode },
    edgeTypes: { connection: ConnectionEdge },
    nodeMargin: { x: 12, y: 12 },
    smallestText: 12,
    toFlow,
    // The lab places all nodes itself.
    editing: { move: null, canConnect: () => false, Toolbox },
  }),
  messages: {
    kinds: messageKinds,
    of: messageOf,
    occur: kindsThatOccur,
    lostShownTicks: ticksFromMs(300),
    lanes: { crash: 'failure', restart: 'ok', pause: 'neutral', resume: null, restartServer: 'ok' },
  },
  items: itemsOf,
  parts,
  // A stream may have a million entries: nothing is tried out on a copy.
  actions: {
    crash: { on: 'client', icon: Unplug, key: 'c', ignored: (state, id) => ignored(state, id, 'crash') },
    restart: { on: 'client', icon: Power, key: 'r', ignored: (state, id) => ignored(state, id, 'restart') },
    pause: { on: 'client', icon: Snowflake, key: 'p', ignored: (state, id) => ignored(state, id, 'pause') },
    resume: {
      on: 'client',
      icon: Play,
      key: 'p',
      inToolbar: false,
      ignored: (state, id) => ignored(state, id, 'resume'),
    },
    burst: {
      on: 'client',
      icon: Flame,
      key: 'a',
      fixed: { count: BURST },
      when: isProducerAt,
      ignored: (state, id) => ignored(state, id, 'pause'),
    },
    slow: {
      on: 'client',
      icon: Turtle,
      key: 's',
      inToolbar: false,
      fixed: { perMille: SLOWED },
      when: (state, id) => worksAt(state, id) === 'usual',
      ignored: () => null,
    },
    fast: {
      on: 'client',
      icon: Rabbit,
      key: 's',
      inToolbar: false,
      command: 'slow',
      fixed: { perMille: USUAL },
      when: (state, id) => worksAt(state, id) === 'slowed',
      ignored: () => null,
    },
    loseRequest: {
      on: 'client',
      icon: MailX,
      key: 'q',
      command: 'lose',
      values: (client, state) => ({ client, what: 'request', of: lostOf(state, client, 'request'), times: 1 }),
      ignored: () => null,
    },
    loseReply: {
      on: 'client',
      icon: MailQuestion,
      key: 'l',
      command: 'lose',
      values: (client, state) => ({ client, what: 'reply', of: lostOf(state, client, 'reply'), times: 1 }),
      ignored: () => null,
    },
    killServer: {
      on: 'server',
      icon: Unplug,
      key: 'c',
      command: 'restartServer',
      values: () => ({ how: 'kill' }),
      ignored: () => null,
    },
    restartServer: { on: 'server', icon: RotateCcw, key: 'r', values: () => ({ how: 'stop' }), ignored: () => null },
    startReplica: {
      on: 'server',
      icon: CopyPlus,
      key: 'n',
      command: 'replica',
      values: () => ({ does: 'start' }),
      ignored: (state) => whyReplicaIgnored(state, 'start'),
    },
    pauseReplica: {
      on: 'server',
      icon: Unlink,
      key: 'p',
      command: 'replica',
      values: () => ({ does: 'pause' }),
      ignored: (state) => whyReplicaIgnored(state, 'pause'),
    },
    resumeReplica: {
      on: 'server',
      icon: Link,
      key: 'p',
      inToolbar: false,
      command: 'replica',
      values: () => ({ does: 'resume' }),
      ignored: (state) => whyReplicaIgnored(state, 'resume'),
    },
    failover: {
      on: 'server',
      icon: ArrowLeftRight,
      key: 'f',
      values: () => ({}),
      ignored: ({ replica }) => (replica === null ? 'no-replica' : null),
    },
    removeClient: { on: 'client', icon: Trash2, key: 'd', inToolbar: false, ignored: () => null },
    interrupt: {
      on: 'console',
      icon: CircleStop,
      key: 'x',
      inToolbar: false,
      values: (_, state) => ({ number: blockedNumber(state) ?? 1 }),
      ignored: (state) => (blockedNumber(state) === null ? 'not-blocked' : null),
    },
  },
  marks: {
    crash: 'failure',
    restartServer: 'failure',
    failover: 'failure',
    trim: ({ data }) => (data.unread.length > 0 ? 'failure' : null),
    duplicate: 'failure',
    claim: 'pending',
    bury: 'pending',
    workFailed: 'failure',
    sendAgain: 'failure',
    createGroup: 'pending',
    pause: 'neutral',
    restart: 'ok',
    resume: 'ok',
    delete: 'neutral',
    console: 'ok',
    burst: 'ok',
    deliver: 'active',
    got: 'active',
  },
  tones: {
    lose: 'pending',
    reconnect: 'pending',
    replica: 'ok',
    ack: 'success',
    worked: 'success',
    add: 'ok',
    trim: 'neutral',
    drop: 'neutral',
  },
  // A trim that takes what a group has not read: nobody is told, so it is said before all else.
  isUrgent: (entry) => entry.kind === 'trim' && entry.data.unread.length > 0,
  order: [
    'ignored',
    'console',
    'restartServer',
    'failover',
    'replica',
    'lose',
    'crash',
    'restart',
    'pause',
    'resume',
    'slow',
    'addClient',
    'editClient',
    'removeClient',
    'burst',
    'bury',
    'duplicate',
    'sendAgain',
    'createGroup',
    'reconnect',
    'claim',
    'forget',
    'delete',
    'ack',
    'deliver',
    'add',
    'trim',
    'workFailed',
    'worked',
    'got',
    'work',
    'consoleReply',
    'consoleMessage',
    'interrupt',
    'block',
    'timeout',
    'unblock',
  ],
  about,
  ends: ['ack', 'bury', 'forget'],
  lasting: ['work'],
  interrupts,
  isRoutine,
  traceTexts,
  settings: {
    start: ['producers', 'consumers', 'preloadEntries'],
    network: ['networkDelayMs'],
    server: [
      'version',
      'persistence',
      'maxmemory',
      'maxmemoryPolicy',
      'streamNodeMaxEntries',
      'streamNodeMaxBytes',
      'unixStartMs',
    ],
  },
  panels: {
    console: { group: 'act', Part: ConsolePanel },
    pending: { group: 'see', Part: PendingPanel },
    info: { group: 'see', Part: InfoPanel },
    figures: { group: 'see', Part: FiguresPanel },
    log: { group: 'see', Part: LogPanel },
    build: { group: 'act', Part: BuildPanel },
  },
});

function ignored(state: RedisStreamsState, id: string, type: Parameters<typeof whyIgnored>[1]): string | null {
  const client = findClient(state, id);
  return client === null ? null : whyIgnored(client, type);
}

/** The command of a client whose request is of interest when it is lost, and that whose reply is. */
function lostOf(state: RedisStreamsState, id: string, what: 'request' | 'reply'): RequestKind {
  const role = findClient(state, id)?.options.role;
  if (role === 'producer') return 'add';
  if (role === 'claimer') return what === 'request' ? 'ack' : 'claim';
  return role === 'consumer' && what === 'request' ? 'ack' : 'read';
}

function isProducerAt(state: RedisStreamsState, id: string): boolean {
  const client = findClient(state, id);
  return client !== null && isProducer(client);
}

/** Those that work are slowed; the speed of the others is their network's. */
function worksAt(state: RedisStreamsState, id: string): 'usual' | 'slowed' | null {
  const client = findClient(state, id);
  if (client === null || !('serviceMinMs' in client.options)) return null;
  return client.slowPerMille > USUAL ? 'slowed' : 'usual';
}

/** The number of the console's command that has been blocked longest; null: none is. */
function blockedNumber({ console: { lines } }: RedisStreamsState): number | null {
  return lines.find(({ isBlocked }) => isBlocked)?.number ?? null;
}
