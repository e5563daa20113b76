import type { Explorer } from '../core/explore';
import type { IoMultiplexingCommand, IoMultiplexingConfig } from './config';
import type { IoMultiplexingState } from './state';

/** Clients send and hang up, the loop handles events, and scripts of a few calls run beside it. */
export const ioMultiplexingExplorer: Explorer<IoMultiplexingConfig, IoMultiplexingState, IoMultiplexingCommand> = {
  ticksMax: 20_000,
  stepsMax: 60,
  commandsFor(_config, random) {
    const opening = ['epoll x', 'pipe p', 'dup p.r d'];
    const lines = [
      'ctl x ADD p.r IN',
      'ctl x ADD p.r IN|ET',
      'ctl x ADD p.r IN|ONESHOT',
      'ctl x ADD p.w OUT|ET',
      'ctl x DEL p.r',
      'write p.w 100',
      'read p.r 10',
      'wait x',
      'wait x',
      'wait x 1',
      'close d',
      'close p.r',
      'close p.w',
    ];
    return {
      next({ loop }) {
        const line = opening.shift() ?? lines[random.below(lines.length)] ?? 'wait x';
        const client = loop.watched[random.below(Math.max(1, loop.watched.length))];
        const what = random.below(10);
        if (client === undefined || client === 'L' || what < 5) return { type: 'call', line };
        if (what < 7) return { type: 'arrive', client, bytes: 1 + random.below(8_000) };
        return what === 7 ? { type: 'hangUp', client } : { type: 'handle' };
      },
    };
  },
  count: ({ kind }) => (kind === 'handled' || kind === 'idle' ? kind : null),
  simpler: (command) => (command.type === 'arrive' && command.bytes > 100 ? [{ ...command, bytes: 100 }] : []),
};
