import { describe, expect, it } from 'vitest';
import { BadLine } from '../core/line-session';
import { createRedisSession } from './session';

/** What all lines give, one after the other. */
function feedAll(...lines: readonly string[]): readonly unknown[] {
  const session = createRedisSession();
  return lines.flatMap((line) => session.feed(line));
}

describe('a session driven by lines', () => {
  it('gives one value a command, in the forms of the protocol', () => {
    const values = feedAll('SET text x', 'XADD s 1 f v', 'XLEN s', 'GET none', 'XRANGE s - +', 'XLEN text', 'XLEN');
    expect(values).toEqual([
      { ok: 'OK' },
      '1-0',
      1,
      null,
      [['1-0', ['f', 'v']]],
      { err: 'WRONGTYPE Operation against a key holding the wrong kind of value' },
      { err: "ERR wrong number of arguments for 'xlen' command" },
    ]);
  });

  it('makes ids and idle times from virtual time', () => {
    const values = feedAll(
      'XADD s * f v',
      '@advance 5',
      'XADD s * f v',
      'XADD s * f v',
      'XGROUP CREATE s g 0',
      'XREADGROUP GROUP g c COUNT 1 STREAMS s >',
      '@advance 250',
      'XPENDING s g - + 1',
      'XINFO CONSUMERS s g',
    );
    expect(values[0]).toBe('1700000000000-0');
    expect(values.slice(1, 3)).toEqual(['1700000000005-0', '1700000000005-1']);
    expect(values.slice(-2)).toEqual([[['1700000000000-0', 'c', 250, 1]], [['name', 'c', 'pending', 1, 'idle', 250]]]);
  });

  it('prints a blocked command as blocked, and its reply behind that of the command which caused it', () => {
    const values = feedAll(
      '@client reader',
      'XREAD BLOCK 0 STREAMS s $',
      'PING',
      '@client writer',
      'XADD s 1 f v',
      'XLEN s',
    );
    expect(values).toEqual([
      { blocked: true },
      { blocked: true },
      '1-0',
      { client: 'reader', reply: [['s', [['1-0', ['f', 'v']]]]] },
      { client: 'reader', reply: { ok: 'PONG' } },
      1,
    ]);
  });

  it('ends a BLOCK when its time is over, and what waited behind it runs at that time', () => {
    const session = createRedisSession();
    expect(session.feed('XREAD BLOCK 100 STREAMS s $')).toEqual([{ blocked: true }]);
    expect(session.feed('XADD s * f v')).toEqual([{ blocked: true }]);
    expect(session.feed('@advance 99')).toEqual([]);
    expect(session.feed('@advance 1000')).toEqual([
      { client: 'main', reply: null },
      { client: 'main', reply: '1700000000100-0' },
    ]);
    expect(session.feed('XADD s * f v')).toEqual(['1700000001099-0']);
  });

  it('quotes as redis-cli does', () => {
    const values = feedAll(
      'ECHO "a\\x41\\n\\"\\q"',
      "ECHO 'it\\'s \\n'",
      'ECHO "\\xed\\x95\\x9c"',
      'ECHO "\\xff"',
      'ECHO a"b c"',
      'ECHO "open',
      'ECHO "a"b',
      '"" x',
    );
    expect(values).toEqual([
      'aA\n"q',
      "it's \\n",
      '한',
      '\udcff',
      'ab c',
      { err: 'Invalid argument(s)' },
      { err: 'Invalid argument(s)' },
      { err: "ERR unknown command '', with args beginning with: 'x' " },
    ]);
  });

  it('keeps every digit of an integer beyond what a number holds', () => {
    const values = feedAll('XADD s 1 f v', 'XGROUP CREATE s g 0 ENTRIESREAD 9223372036854775807', 'XINFO GROUPS s');
    expect(values[2]).toEqual([expect.arrayContaining(['entries-read', { int: '9223372036854775807' }])]);
  });

  it('ignores empty lines, and refuses what it does not know without doing anything', () => {
    const session = createRedisSession();
    expect(session.feed('')).toEqual([]);
    expect(session.feed('   ')).toEqual([]);
    for (const line of [
      '@',
      '@sleep 1',
      '@advance',
      '@advance -1',
      '@advance x',
      '@advance 1 2',
      '@client',
      '@client a b',
    ]) {
      expect(() => session.feed(line), line).toThrow(BadLine);
    }
    expect(session.feed('XADD s * f v')).toEqual(['1700000000000-0']);
  });
});
