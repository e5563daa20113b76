import type { ScenarioMoments } from '../core/scenario';
import { ticksFromMs } from './config';

/** Where the scenarios open, and where a first run of each stops. */
export const moments: Readonly<Record<string, ScenarioMoments>> = {
  'first-election': {
    keyEvents: [
      { id: 'stands', kind: 'role', data: { to: 'candidate' } },
      { id: 'wins', kind: 'role', data: { to: 'leader' } },
    ],
  },
  'leader-crash': {
    opensAtTick: ticksFromMs(580),
    keyEvents: [
      { id: 'crash', kind: 'crash' },
      { id: 'returns', kind: 'restart' },
    ],
  },
  'split-vote': {
    keyEvents: [
      { id: 'second', kind: 'role', actor: 's2', data: { to: 'candidate' } },
      { id: 'again', kind: 'timeout', data: { term: 1 } },
    ],
  },
  'partitioned-leader': {
    opensAtTick: ticksFromMs(145),
    keyEvents: [
      { id: 'split', kind: 'partition' },
      { id: 'second-leader', kind: 'role', actor: 's3', data: { to: 'leader' } },
    ],
  },
  'figure-8': {
    opensAtTick: ticksFromMs(300),
    keyEvents: [
      { id: 'commits', kind: 'commit', actor: 's1', data: { to: 2 } },
      { id: 'overwritten', kind: 'truncate', actor: 's2' },
    ],
  },
  'figure-8-with-rule': {
    opensAtTick: ticksFromMs(300),
    keyEvents: [{ id: 'overwritten', kind: 'truncate', actor: 's2' }],
  },
  'figure-8-e': {
    opensAtTick: ticksFromMs(300),
    keyEvents: [{ id: 'commits', kind: 'commit', actor: 's1', data: { to: 3 } }],
  },
  'disruptive-server': {
    opensAtTick: ticksFromMs(240),
    keyEvents: [{ id: 'stands', kind: 'role', actor: 's4', data: { to: 'candidate' } }],
  },
  'slow-follower-snapshot': {
    opensAtTick: ticksFromMs(55),
    keyEvents: [
      { id: 'compacts', kind: 'snapshot' },
      { id: 'installs', kind: 'installSnapshot' },
    ],
  },
  'grow-to-five': {
    opensAtTick: ticksFromMs(78),
    keyEvents: [
      { id: 'joint', kind: 'reconfigure', data: { phase: 'C_old,new' } },
      { id: 'new', kind: 'reconfigure', data: { phase: 'C_new' } },
    ],
  },
  'impatient-followers': {
    keyEvents: [
      { id: 'wins', kind: 'role', actor: 's4', data: { to: 'leader' } },
      { id: 'deposed', kind: 'role', actor: 's4', data: { from: 'leader' } },
    ],
  },
  'figure-7': {
    opensAtTick: ticksFromMs(390),
    keyEvents: [{ id: 'leads', kind: 'role', actor: 's1', data: { to: 'leader' }, fromTick: ticksFromMs(390) }],
  },
  'disruptive-server-pre-vote': {
    keyEvents: [
      { id: 'asks', kind: 'role', actor: 's4', data: { to: 'candidate' } },
      { id: 'refused', kind: 'preVote', actor: 's3', data: { granted: false } },
    ],
  },
  'empty-leader': {
    opensAtTick: ticksFromMs(165),
    keyEvents: [
      { id: 'empty', kind: 'restart', actor: 's1' },
      { id: 'denied', kind: 'vote', actor: 's2', peer: 's1', data: { granted: false } },
    ],
  },
  'empty-leader-without-check': {
    opensAtTick: ticksFromMs(165),
    keyEvents: [
      { id: 'wins', kind: 'role', actor: 's1', data: { to: 'leader' }, fromTick: ticksFromMs(170) },
      { id: 'removed', kind: 'truncate', actor: 's2' },
    ],
  },
  'lost-disk': {
    opensAtTick: ticksFromMs(140),
    keyEvents: [
      { id: 'empty', kind: 'restart', actor: 's2' },
      { id: 'wins', kind: 'role', actor: 's3', data: { to: 'leader' } },
      { id: 'removed', kind: 'truncate', actor: 's1' },
    ],
  },
  'timed-out-write': {
    opensAtTick: ticksFromMs(55),
    keyEvents: [
      { id: 'crash', kind: 'crash', actor: 's1' },
      { id: 'committed', kind: 'commit', actor: 's2', data: { to: 3 } },
      { id: 'again', kind: 'clientRequest', actor: 's2' },
    ],
  },
  'single-server-change': {
    keyEvents: [
      { id: 'split', kind: 'partition' },
      { id: 'second', kind: 'commit', actor: 's2', data: { to: 2 } },
      { id: 'disjoint', kind: 'role', actor: 's1', data: { to: 'leader' }, fromTick: ticksFromMs(300) },
    ],
  },
  'single-server-change-after-commit': {
    keyEvents: [
      { id: 'committed', kind: 'commit', actor: 's2', data: { to: 2 } },
      { id: 'denied', kind: 'vote', actor: 's4', peer: 's1', data: { granted: false } },
    ],
  },
  'node-restart': {
    keyEvents: [
      { id: 'committed', kind: 'commit', actor: 's1', data: { to: 4 } },
      { id: 'down', kind: 'crash', actor: 's1' },
    ],
  },
};
