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
};
