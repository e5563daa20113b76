import { describe, expect, it } from 'vitest';
import { pendingCount, streamLength } from './figures';
import { add, at, bare, typed } from './script';
import { findClient } from './state';
import { replies, runCommands } from './testing/run';

const group = { key: 'orders', group: 'workers' } as const;
const read = [
  ...at(0, typed('XGROUP CREATE orders workers $ MKSTREAM')),
  ...at(10, typed('XADD orders * a b'), typed('SAVE'), typed('XADD orders * a b')),
  ...at(20, typed('XREADGROUP GROUP workers c STREAMS orders >')),
];

describe('a new process of the server has', () => {
  it.each([
    ['nothing', 'kill', 0, 0],
    ['aof', 'kill', 2, 2],
    ['rdb', 'stop', 2, 2],
    ['rdb', 'kill', 1, 0],
  ] as const)('with %s, after %s, so many entries and pending ones', (persistence, how, entries, pending) => {
    const commands = [...read, ...at(30, { type: 'restartServer', how })];
    const { state } = runCommands(commands, 40, bare({ persistence }));
    expect(streamLength(state, 'orders')).toBe(entries);
    expect(pendingCount(state, 'orders', 'workers')).toBe(pending);
  });

  it('none of its connections: clients make new ones and go on, a command that waited in the console does not', () => {
    const { state, records } = runCommands(
      [
        ...read,
        ...at(20, add('worker-1', { role: 'consumer', ...group, blockMs: 0 }), typed('XREAD BLOCK 0 STREAMS none $')),
        ...at(30, { type: 'restartServer', how: 'kill' }),
        ...at(100, typed('XADD orders * a b')),
      ],
      500,
      bare({ persistence: 'aof' }),
    );
    expect(replies(state)).toContainEqual({ err: 'Error: Server closed the connection' });
    expect(records.flatMap(({ trace }) => trace.filter(({ kind }) => kind === 'reconnect'))).toHaveLength(1);
    expect(findClient(state, 'worker-1')?.counters.worked).toBe(1);
  });

  it('what its settings say, not what CONFIG SET said', () => {
    const { state } = runCommands(
      [
        ...at(0, typed('CONFIG SET stream-node-max-entries 3')),
        ...at(10, { type: 'restartServer', how: 'stop' }),
        ...at(20, typed('CONFIG GET stream-node-max-entries'), typed('CONFIG GET maxmemory')),
      ],
      30,
      bare({ streamNodeMaxEntries: 7, maxmemory: 2_000_000 }),
    );
    expect(replies(state).slice(1)).toEqual([
      ['stream-node-max-entries', '7'],
      ['maxmemory', '2000000'],
    ]);
  });
});

describe('a replica', () => {
  it('that is in step loses nothing in a failover, and who was blocked is told', () => {
    const { state } = runCommands(
      [
        ...read,
        ...at(20, typed('XREAD BLOCK 0 STREAMS none $')),
        ...at(25, { type: 'replica', does: 'start' }, { type: 'failover' }),
      ],
      40,
    );
    expect(pendingCount(state, 'orders', 'workers')).toBe(2);
    expect(JSON.stringify(replies(state))).toContain('UNBLOCKED force unblock from blocking operation');
  });

  it('says why nothing is done: there is none, there is one, it is behind already, it is not', () => {
    const { records } = runCommands(
      [
        ...at(0, { type: 'failover' }, { type: 'replica', does: 'pause' }, { type: 'replica', does: 'start' }),
        ...at(1, { type: 'replica', does: 'start' }, { type: 'replica', does: 'resume' }),
        ...at(2, { type: 'replica', does: 'pause' }, { type: 'replica', does: 'pause' }),
      ],
      3,
    );
    const reasons = records.flatMap(({ trace }) =>
      trace.flatMap(({ kind, data }) => (kind === 'ignored' ? [data.reason] : [])),
    );
    expect(reasons).toEqual(['no-replica', 'no-replica', 'replica', 'not-behind', 'behind']);
  });
});

describe('a message is lost', () => {
  it('and a read is sent again: what it had been given stays pending with nobody who knows', () => {
    const { state } = runCommands(
      [
        ...at(0, typed('XGROUP CREATE orders workers $ MKSTREAM')),
        ...at(1, add('worker-1', { role: 'consumer', ...group })),
        ...at(50, { type: 'lose', client: 'worker-1', what: 'reply', of: 'read', times: 1 }),
        ...at(100, typed('XADD orders * a b')),
        ...at(3000, typed('XADD orders * a b')),
      ],
      4000,
    );
    expect(findClient(state, 'worker-1')?.counters.worked).toBe(1);
    expect(pendingCount(state, 'orders', 'workers')).toBe(1);
  });

  it('and an XACK that is sent again does no harm', () => {
    const { state } = runCommands(
      [
        ...at(0, typed('XGROUP CREATE orders workers $ MKSTREAM')),
        ...at(1, add('worker-1', { role: 'consumer', ...group, whenUnanswered: 'send-again' })),
        ...at(2, { type: 'lose', client: 'worker-1', what: 'reply', of: 'ack', times: 2 }),
        ...at(100, typed('XADD orders * a b')),
      ],
      4000,
    );
    expect(findClient(state, 'worker-1')?.counters).toMatchObject({ worked: 1, resent: 2 });
    expect(pendingCount(state, 'orders', 'workers')).toBe(0);
  });

  it('on a broken connection so is all that follows, until the client has noticed', () => {
    const { state } = runCommands(
      [
        ...at(0, add('shop', { role: 'producer', key: 'orders', ratePerSecond: 10, whenUnanswered: 'send-again' })),
        ...at(50, { type: 'lose', client: 'shop', what: 'request', of: 'add', times: 1 }),
      ],
      2050,
    );
    expect(findClient(state, 'shop')?.counters).toMatchObject({ entries: 20, resent: 10 });
    expect(streamLength(state, 'orders')).toBe(20);
  });
});
