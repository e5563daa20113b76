import { describe, expect, it } from 'vitest';
import { cloneJson } from '../../core/json';
import { advance, createServer, disconnect, execute, nextDueMs } from './server';
import { BLOCKED, type Reply, type ServerEnv, type ServerNote, type ServerState } from './types';
import { readStream } from './view';

/** A server with a clock that the test sets, and what it said without being asked. */
class Bench {
  server: ServerState = createServer();
  nowMs = 1_000_000;
  readonly replies: { readonly client: string; readonly reply: Reply }[] = [];
  readonly notes: ServerNote[] = [];
  readonly env: ServerEnv;

  constructor() {
    const nowMs = () => this.nowMs;
    this.env = {
      get nowMs() {
        return nowMs();
      },
      reply: (client, reply) => this.replies.push({ client, reply }),
      push: (client, reply) => this.replies.push({ client, reply }),
      note: (note) => this.notes.push(note),
    };
  }

  run(client: string, command: string): Reply | typeof BLOCKED {
    return execute(this.server, client, command.split(' '), this.env);
  }
}

describe('the server', () => {
  it('tells observers what happens to the data and to clients', () => {
    const bench = new Bench();
    bench.run('a', 'XGROUP CREATE s g $ MKSTREAM');
    bench.run('b', 'XREADGROUP GROUP g c BLOCK 50 STREAMS s >');
    bench.run('a', 'XADD s 1 f v');
    bench.run('a', 'XCLAIM s g d 0 1');
    bench.run('b', 'XREADGROUP GROUP g d STREAMS s 0');
    bench.run('a', 'XACK s g 1 2');
    bench.run('a', 'XDEL s 1');
    bench.run('a', 'XADD s MAXLEN 0 2 f v');
    bench.run('b', 'XREAD BLOCK 10 STREAMS s $');
    bench.nowMs += 10;
    advance(bench.server, bench.env);
    const group = { key: 's', group: 'g' };
    expect(bench.notes).toEqual([
      { type: 'block', client: 'b', keys: ['s'], dueMs: 1_000_050 },
      { type: 'add', key: 's', id: '1-0' },
      { type: 'deliver', client: 'b', ...group, consumer: 'c', ids: ['1-0'], again: false, noack: false },
      { type: 'unblock', client: 'b', isError: false },
      { type: 'claim', ...group, ids: ['1-0'], from: ['c'], to: 'd' },
      { type: 'deliver', client: 'b', ...group, consumer: 'd', ids: ['1-0'], again: true, noack: false },
      { type: 'ack', ...group, ids: ['1-0'] },
      { type: 'delete', key: 's', ids: ['1-0'] },
      { type: 'add', key: 's', id: '2-0' },
      { type: 'trim', key: 's', count: 1, firstId: null },
      { type: 'block', client: 'b', keys: ['s'], dueMs: 1_000_010 },
      { type: 'timeout', client: 'b' },
    ]);
  });

  it('forgets what a client waited for when its connection is closed', () => {
    const bench = new Bench();
    expect(bench.run('b', 'XREAD BLOCK 5 STREAMS s $')).toBe(BLOCKED);
    expect(bench.run('b', 'XADD s 9 f v')).toBe(BLOCKED);
    expect(nextDueMs(bench.server)).toBe(1_000_005);
    disconnect(bench.server, 'b');
    expect(nextDueMs(bench.server)).toBeNull();
    bench.run('a', 'XADD s 1 f v');
    expect(bench.replies).toEqual([]);
    expect(bench.run('b', 'XLEN s')).toBe(1);
  });

  it('ends blocks in the order in which they are due', () => {
    const bench = new Bench();
    bench.run('b', 'XREAD BLOCK 20 STREAMS s $');
    bench.run('c', 'XREAD BLOCK 10 STREAMS s $');
    bench.run('d', 'XREAD BLOCK 30 STREAMS s $');
    bench.nowMs += 25;
    advance(bench.server, bench.env);
    expect(bench.replies.map(({ client }) => client)).toEqual(['c', 'b']);
    expect(nextDueMs(bench.server)).toBe(1_000_030);
  });

  it('is plain JSON: a copy of its text goes on as the server itself', () => {
    const bench = new Bench();
    for (let i = 1; i <= 450; i++) bench.run('a', `XADD s ${i}-* task ${i} odd |~1~`);
    bench.run('a', 'XADD s 9007199254740993-9007199254740995 other field');
    bench.run('a', 'XGROUP CREATE s g 0 ENTRIESREAD 9007199254740993');
    bench.run('a', 'XREADGROUP GROUP g c COUNT 300 STREAMS s >');
    bench.run('a', 'XDEL s 5-0 105-0 450-0');
    bench.run('b', 'XREAD BLOCK 0 STREAMS s $');
    const twin = new Bench();
    twin.server = JSON.parse(JSON.stringify(bench.server));
    expect(twin.server).toEqual(bench.server);
    for (const command of [
      'XDEL s 104-0',
      'XTRIM s MAXLEN ~ 200',
      'XINFO STREAM s FULL COUNT 0',
      'XADD s * a b',
      'XPENDING s g',
    ]) {
      expect(twin.run('a', command)).toEqual(bench.run('a', command));
    }
    expect(twin.replies).toEqual(bench.replies);
    expect(twin.server).toEqual(bench.server);
  });

  it('is not changed by what happens to a copy of it', () => {
    const bench = new Bench();
    for (let i = 1; i <= 250; i++) bench.run('a', `XADD s ${i} f ${i}`);
    bench.run('a', 'XGROUP CREATE s g 0');
    bench.run('a', 'XREADGROUP GROUP g c STREAMS s >');
    const before = JSON.stringify(bench.server);
    const twin = new Bench();
    twin.server = cloneJson(bench.server);
    for (const command of [
      'XADD s * f v',
      'XDEL s 1 101 250',
      'XACK s g 1 2 3',
      'XTRIM s MAXLEN 10',
      'XADD t 1 f v',
      'DEL s',
    ]) {
      twin.run('a', command);
    }
    expect(JSON.stringify(bench.server)).toBe(before);
    expect(bench.run('a', 'XRANGE s 250 250')).toEqual([['250-0', ['f', '250']]]);
  });

  it('keeps a hundred thousand pending entries in order, wherever they are taken out and put back', () => {
    const bench = new Bench();
    for (let i = 1; i <= 100_000; i++) execute(bench.server, 'a', ['XADD', 's', `${i}-0`, 'f', 'v'], bench.env);
    bench.run('a', 'XGROUP CREATE s g 0');
    bench.run('a', 'XREADGROUP GROUP g c STREAMS s >');
    const order = Array.from({ length: 100_000 }, (_, i) => ((i * 7919) % 100_000) + 1);
    for (const ms of order.slice(0, 10_000)) execute(bench.server, 'a', ['XACK', 's', 'g', `${ms}-0`], bench.env);
    for (const ms of order.slice(0, 5_000))
      execute(bench.server, 'a', ['XCLAIM', 's', 'g', 'd', '0', `${ms}`, 'FORCE', 'JUSTID'], bench.env);
    const group = readStream(bench.server, 's')?.groups[0];
    const pending = group?.pendingBetween(0, 100_000) ?? [];
    const expected = [...order.slice(0, 5_000), ...order.slice(10_000)].sort((a, b) => a - b);
    // One long text: comparing as many elements takes the test runner seconds.
    expect(pending.map(({ id }) => id).join()).toBe(expected.map((ms) => `${ms}-0`).join());
    expect(group?.consumers.map(({ name, pending: own }) => [name, own])).toEqual([
      ['c', 90_000],
      ['d', 5_000],
    ]);
    expect(group?.pendingBetween(94_998, 5).map(({ id }) => id)).toEqual(expected.slice(-2).map((ms) => `${ms}-0`));
  }, 60_000);
});

describe('a view of a stream', () => {
  it('finds entries by their position, without the deleted ones', () => {
    const bench = new Bench();
    for (let i = 1; i <= 1000; i++) bench.run('a', `XADD s ${i}-5 f ${i}`);
    bench.run('a', 'XDEL s 1-5 2-5 150-5 1000-5');
    const view = readStream(bench.server, 's');
    expect(view?.length).toBe(996);
    expect(view?.entriesBetween(0, 2).map(({ id }) => id)).toEqual(['3-5', '4-5']);
    expect(view?.entriesBetween(146, 2)).toEqual([
      { id: '149-5', fields: ['f', '149'] },
      { id: '151-5', fields: ['f', '151'] },
    ]);
    expect(view?.entriesBetween(994, 5).map(({ id }) => id)).toEqual(['998-5', '999-5']);
    expect(view?.entriesBetween(996, 5)).toEqual([]);
    expect(['0', '3-5', '150', '151-5', '999-5', '999-6', '5000'].map((id) => view?.positionOf(id))).toEqual([
      0, 0, 147, 147, 995, 996, 996,
    ]);
    expect(() => view?.positionOf('x')).toThrow(RangeError);
    expect(readStream(bench.server, 'none')).toBeNull();
  });
});
