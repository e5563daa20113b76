import { describe, expect, it } from 'vitest';
import { CommandRefused } from '../core/simulation';
import type { RedisStreamsCommand } from './command';
import { redisStreamsConfig } from './config';
import { at, bare, typed } from './script';
import { terminalMode } from './state';
import { replies, runCommands } from './testing/run';

/** Typed into a terminal, its words parted by single blanks. */
function typedIn(terminal: number, line: string): RedisStreamsCommand {
  return { type: 'console', argv: line.split(' '), terminal };
}

describe('a terminal of the console', () => {
  it('holds a transaction from MULTI to EXEC, and another does not see into it', () => {
    const commands = [
      ...at(0, typedIn(1, 'MULTI'), typedIn(1, 'XADD orders 1-0 f v'), typedIn(1, 'XLEN orders')),
      ...at(1, typedIn(2, 'XLEN orders'), typedIn(1, 'EXEC'), typedIn(2, 'XLEN orders')),
      ...at(2, typedIn(1, 'MULTI'), typedIn(1, 'DEL orders'), typedIn(1, 'DISCARD'), typedIn(1, 'XLEN orders')),
    ];
    const queued = { ok: 'QUEUED' };
    expect(replies(runCommands(commands.slice(0, 5), 10).state).slice(1)).toEqual([queued, queued, 0, ['1-0', 1]]);
    const { state } = runCommands(commands, 10);
    expect(replies(state).slice(5)).toEqual([1, { ok: 'OK' }, queued, { ok: 'OK' }, 1]);
    expect(terminalMode(state, 1)).toBe('usual');
  });

  it('gets what is published to the channels that it has joined, until it leaves', () => {
    const commands = [
      ...at(0, typedIn(1, 'SUBSCRIBE news other'), typedIn(2, 'PUBLISH news hello'), typed('PUBLISH other again')),
      ...at(1, typedIn(1, 'GET k'), typedIn(1, 'RESET'), typedIn(2, 'PUBLISH news late')),
    ];
    const inTerminal = runCommands(commands, 10).state.console.lines.filter(({ terminal }) => terminal === 1);
    expect(inTerminal.map(({ argv, reply }) => [argv.join(' '), reply])).toEqual([
      ['SUBSCRIBE news other', ['subscribe', 'news', 1]],
      ['', ['subscribe', 'other', 2]],
      ['', ['message', 'news', 'hello']],
      ['', ['message', 'other', 'again']],
      ['GET k', { err: expect.stringContaining("Can't execute 'get'") }],
      ['RESET', { ok: 'RESET' }],
    ]);
    const [joined] = commands;
    if (joined === undefined) throw new Error('no command');
    expect(terminalMode(runCommands([joined], 10).state, 1)).toBe('subscribed');
  });

  it('takes no command while it waits for a reply; another terminal gives it one', () => {
    const wait = typedIn(1, 'XREAD BLOCK 0 STREAMS orders $');
    expect(() => runCommands(at(0, wait, typedIn(1, 'PING')), 10)).toThrow(CommandRefused);
    const { state } = runCommands(at(0, wait, typedIn(2, 'XADD orders 1-0 f v'), typedIn(1, 'PING')), 10);
    expect(replies(state)).toEqual([[['orders', [['1-0', ['f', 'v']]]]], '1-0', { ok: 'PONG' }]);
  });

  it('begins anew after it was interrupted', () => {
    const commands = [
      ...at(0, typedIn(1, 'CLIENT SETNAME me'), typedIn(1, 'XREAD BLOCK 0 STREAMS orders $')),
      ...at(5, { type: 'interrupt', number: 2 }, typedIn(1, 'CLIENT GETNAME')),
    ];
    const { state } = runCommands(commands, 10);
    expect(state.console.lines[1]).toMatchObject({ isBlocked: false, wasInterrupted: true });
    expect(replies(state)[2]).toBeNull();
    expect(state.blocked).toEqual({});
  });

  it('has its transaction forgotten when the server starts anew', () => {
    const commands = at(0, typedIn(1, 'MULTI'), { type: 'restartServer', how: 'kill' }, typedIn(1, 'PING'));
    expect(replies(runCommands(commands, 10).state)).toEqual([{ ok: 'OK' }, { ok: 'PONG' }]);
  });

  it('tells the observers of what EXEC carries out', () => {
    const commands = [
      ...at(0, typed('XADD orders 1-0 f v'), typed('XGROUP CREATE orders workers 0')),
      ...at(1, typedIn(1, 'XREADGROUP GROUP workers c STREAMS orders >')),
      ...at(2, typedIn(1, 'MULTI'), typedIn(1, 'XGROUP SETID orders workers 0'), typedIn(1, 'FLUSHALL')),
      ...at(3, typedIn(1, 'XADD orders 1-0 f v'), typedIn(1, 'EXEC')),
    ];
    const { records, state } = runCommands(commands, 10);
    expect(replies(state).at(-1)).toEqual([{ ok: 'OK' }, { ok: 'OK' }, '1-0']);
    expect(records.flatMap(({ violations }) => violations)).toEqual([]);
  });
});

describe('a macro node', () => {
  it('has no limit where its setting is 0, as in Redis', () => {
    const entries = (config: Parameters<typeof bare>[0]) => {
      const adds = at(0, ...Array.from({ length: 250 }, (_, i) => typed(`XADD s ${i + 1}-0 f v`)));
      const asked = typed('XINFO STREAM s');
      return replies(runCommands([...adds, ...at(1, asked)], 10, bare(config)).state).at(-1);
    };
    const nodes = (limits: Parameters<typeof bare>[0]) => {
      const info = entries(limits);
      return Array.isArray(info) ? info[info.indexOf('radix-tree-keys') + 1] : null;
    };
    expect(nodes({})).toBe(3);
    expect(nodes({ streamNodeMaxEntries: 0 })).toBe(1);
    expect(nodes({ streamNodeMaxEntries: 0, streamNodeMaxBytes: 1000 })).toBeGreaterThan(1);
    expect(nodes({ streamNodeMaxEntries: 0, streamNodeMaxBytes: 0 })).toBe(1);
  });

  it('has room for an entry', () => {
    expect(redisStreamsConfig.safeParse({ streamNodeMaxBytes: 63 }).success).toBe(false);
    expect(redisStreamsConfig.safeParse({ streamNodeMaxBytes: 64 }).success).toBe(true);
  });
});
