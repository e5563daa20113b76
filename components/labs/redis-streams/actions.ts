import { CircleStop, Flame, Pause, Play, Power, Rabbit, Trash2, Turtle, Unplug } from 'lucide-react';
import type { NodeAction, Translate } from '@/components/lab-shell/lab-view';
import type { RedisStreamsCommand } from '@/sim/redis-streams/command';
import { CONSOLE_NODE } from '@/sim/redis-streams/config';
import { findClient, isPaused, isProducer, isRunning, type RedisStreamsState } from '@/sim/redis-streams/state';

type Action = NodeAction<RedisStreamsState, RedisStreamsCommand>;
type Refusal = Action['refusal'];

function when(holds: (state: RedisStreamsState, nodeId: string, t: Translate) => string | null): Refusal {
  return (state, nodeId, t) =>
    findClient(state, nodeId) === null ? t('redis-streams.actions.noClient') : holds(state, nodeId, t);
}

const needsRunning = when((state, nodeId, t) => {
  const client = findClient(state, nodeId);
  return client !== null && isRunning(client) ? null : t('redis-streams.actions.isCrashed');
});

const needsAwake = when((state, nodeId, t) => {
  const client = findClient(state, nodeId);
  if (client === null || !isRunning(client)) return t('redis-streams.actions.isCrashed');
  return isPaused(client) ? t('redis-streams.actions.isPaused') : null;
});

function refuseResume(state: RedisStreamsState, nodeId: string, t: Translate): string | null {
  const client = findClient(state, nodeId);
  if (client === null) return t('redis-streams.actions.noClient');
  return isPaused(client) ? null : t('redis-streams.actions.notPaused');
}

function refuseBurst(state: RedisStreamsState, nodeId: string, t: Translate): string | null {
  const client = findClient(state, nodeId);
  if (client === null || !isProducer(client)) return t('redis-streams.actions.noProducer');
  return needsAwake(state, nodeId, t);
}

/** Those that work are slowed; the speed of the others is their network's. */
function refuseSlow(state: RedisStreamsState, nodeId: string, t: Translate): string | null {
  const client = findClient(state, nodeId);
  if (client === null || !('serviceMinMs' in client.options)) return t('redis-streams.actions.noWorker');
  return client.slowPerMille > USUAL ? t('redis-streams.actions.isSlow') : null;
}

function refuseFast(state: RedisStreamsState, nodeId: string, t: Translate): string | null {
  const client = findClient(state, nodeId);
  if (client === null || !('serviceMinMs' in client.options)) return t('redis-streams.actions.noWorker');
  return client.slowPerMille > USUAL ? null : t('redis-streams.actions.isUsual');
}

const USUAL = 1000;
const SLOWED = 10_000;
const BURST = 10;

/** The number of the console's command that has been blocked longest; null: none is. */
function blockedNumber({ console: { lines } }: RedisStreamsState): number | null {
  return lines.find(({ isBlocked }) => isBlocked)?.number ?? null;
}

/** What a person can do to a client; of the console, to give up what is blocked. */
export const actions: readonly Action[] = [
  {
    id: 'crash',
    key: 'c',
    icon: Unplug,
    inToolbar: true,
    label: (t) => t('redis-streams.actions.crash'),
    command: (client) => ({ type: 'crash', client }),
    refusal: needsRunning,
  },
  {
    id: 'restart',
    key: 'r',
    icon: Power,
    inToolbar: true,
    label: (t) => t('redis-streams.actions.restart'),
    command: (client) => ({ type: 'restart', client }),
    refusal: when((state, nodeId, t) => {
      const client = findClient(state, nodeId);
      return client !== null && isRunning(client) ? t('redis-streams.actions.isRunning') : null;
    }),
  },
  {
    id: 'pause',
    key: 'p',
    icon: Pause,
    inToolbar: true,
    label: (t) => t('redis-streams.actions.pause'),
    command: (client) => ({ type: 'pause', client }),
    refusal: needsAwake,
  },
  {
    id: 'resume',
    key: 'p',
    icon: Play,
    inToolbar: false,
    label: (t) => t('redis-streams.actions.resume'),
    command: (client) => ({ type: 'resume', client }),
    refusal: refuseResume,
  },
  {
    id: 'burst',
    key: 'a',
    icon: Flame,
    inToolbar: true,
    label: (t) => t('redis-streams.actions.burst', { count: BURST }),
    command: (client) => ({ type: 'burst', client, count: BURST }),
    refusal: refuseBurst,
  },
  {
    id: 'slow',
    key: 's',
    icon: Turtle,
    inToolbar: false,
    label: (t) => t('redis-streams.actions.slow', { factor: SLOWED / USUAL }),
    command: (client) => ({ type: 'slow', client, perMille: SLOWED }),
    refusal: refuseSlow,
  },
  {
    id: 'fast',
    key: 's',
    icon: Rabbit,
    inToolbar: false,
    label: (t) => t('redis-streams.actions.fast'),
    command: (client) => ({ type: 'slow', client, perMille: USUAL }),
    refusal: refuseFast,
  },
  {
    id: 'remove',
    key: 'd',
    icon: Trash2,
    inToolbar: false,
    label: (t) => t('redis-streams.actions.remove'),
    command: (client) => ({ type: 'removeClient', client }),
    refusal: when(() => null),
  },
  {
    id: 'interrupt',
    key: 'x',
    icon: CircleStop,
    inToolbar: false,
    label: (t) => t('redis-streams.actions.interrupt'),
    command: (_, state) => ({ type: 'interrupt', number: blockedNumber(state) ?? 1 }),
    refusal: (state, nodeId, t) =>
      nodeId === CONSOLE_NODE && blockedNumber(state) !== null ? null : t('redis-streams.actions.notBlocked'),
  },
];
