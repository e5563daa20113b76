import type { ScenarioMoments } from '../core/scenario';
import { ticksFromMs } from './config';

/** Where the scenarios open, and where a first run of each stops. */
export const moments: Readonly<Record<string, ScenarioMoments>> = {
  steady: {
    keyEvents: [
      { id: 'assigned', kind: 'assigned' },
      { id: 'committed', kind: 'committed' },
    ],
  },
  'member-crash': {
    opensAtTick: ticksFromMs(2900),
    keyEvents: [
      { id: 'crash', kind: 'crash' },
      { id: 'removed', kind: 'removed' },
      { id: 'again', kind: 'processed', data: { times: 2 } },
    ],
  },
  'rolling-restart-eager': {
    opensAtTick: ticksFromMs(2950),
    keyEvents: [
      { id: 'left', kind: 'removed' },
      { id: 'stopped', kind: 'revoked' },
    ],
  },
  'rolling-restart-cooperative': {
    opensAtTick: ticksFromMs(2950),
    keyEvents: [
      { id: 'left', kind: 'removed' },
      { id: 'moved', kind: 'revoked' },
    ],
  },
  'slow-consumer': {
    opensAtTick: ticksFromMs(1950),
    keyEvents: [
      { id: 'slow', kind: 'slow' },
      { id: 'out', kind: 'pollTimeout' },
    ],
  },
};
