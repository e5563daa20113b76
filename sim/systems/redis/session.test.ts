import { describe, expect, it } from 'vitest';
import { BadLine } from '../../core/line-session';
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

  it('closes a connection: what it was blocked in is gone, what it holds stays pending, and its name is free', () => {
    const values = feedAll(
      'XGROUP CREATE s g 0 MKSTREAM',
      '@client worker-1',
      'XREADGROUP GROUP g worker-1 BLOCK 0 STREAMS s >',
      'MULTI',
      '@client worker-2',
      'XREADGROUP GROUP g worker-2 BLOCK 0 STREAMS s >',
      '@disconnect worker-1',
      '@client main',
      'XADD s 1 f v',
      '@disconnect worker-2',
      'XPENDING s g',
      '@client worker-1',
      'EXEC',
    );
    expect(values.slice(4)).toEqual([
      '1-0',
      { client: 'worker-2', reply: [['s', [['1-0', ['f', 'v']]]]] },
      [1, '1-0', '1-0', [['worker-2', '1']]],
      { err: 'ERR EXEC without MULTI' },
    ]);
  });

  const READ_AND_SAVED = [
    'XADD s 1 f v',
    'SAVE',
    'XADD s 2 f v',
    'XGROUP CREATE s g 0',
    'XREADGROUP GROUP g c COUNT 1 STREAMS s >',
    '@client b',
    'XREADGROUP GROUP g d BLOCK 0 STREAMS none >',
    'XREAD BLOCK 0 STREAMS none 0',
  ];

  it.each([
    ['aof', 2, [1, '1-0', '1-0', [['c', '1']]]],
    ['rdb', 2, [1, '1-0', '1-0', [['c', '1']]]],
    ['snapshot', 1, { err: "NOGROUP No such key 's' or consumer group 'g'" }],
    ['nothing', 0, { err: "NOGROUP No such key 's' or consumer group 'g'" }],
  ])('ends the process and starts one with what was kept: %s', (kept, length, pending) => {
    const values = feedAll(...READ_AND_SAVED, `@restart ${kept}`, '@client c', 'XLEN s', 'XPENDING s g');
    expect(values.slice(-5)).toEqual([
      { blocked: true },
      { client: 'main', closed: true },
      { client: 'b', closed: true },
      length,
      pending,
    ]);
  });

  it('loses a request before the server has it, and a reply after it has carried the command out', () => {
    const values = feedAll(
      'XGROUP CREATE s g 0 MKSTREAM',
      '@lose reply',
      'XADD s 1-* f v',
      'XADD s 1-* f v',
      'XLEN s',
      'XREADGROUP GROUP g c COUNT 1 STREAMS s >',
      '@lose request',
      'XACK s g 1-0',
      'XPENDING s g',
      '@lose reply',
      'XREAD BLOCK 0 STREAMS s $',
      '@client b',
      'XADD s 2-0 f v',
    );
    expect(values).toEqual([
      { ok: 'OK' },
      { lost: 'reply' },
      '1-1',
      2,
      [['s', [['1-0', ['f', 'v']]]]],
      { lost: 'request' },
      [1, '1-0', '1-0', [['c', '1']]],
      { blocked: true },
      '2-0',
      { client: 'main', lost: 'reply' },
    ]);
  });

  it('knows the keys that come after a restart with nothing', () => {
    const values = feedAll('XADD s 1 f v', 'SET k v', '@restart nothing', 'XADD k 2 f v', 'KEYS *', 'XADD k 1 f v');
    expect(values.slice(-3)).toEqual(['2-0', ['k'], { err: expect.stringContaining('equal or smaller') }]);
  });

  it('fails over to a replica: what it had not got is lost, and whoever was blocked is told so', () => {
    const values = feedAll(
      'XADD s 1 f v',
      'XGROUP CREATE s g 0',
      '@replica start',
      '@server replica',
      'XADD s 9 f v',
      '@server master',
      '@replica pause',
      'XREADGROUP GROUP g c STREAMS s >',
      'XADD s 2 f v',
      'XREAD BLOCK 0 STREAMS s $',
      '@failover',
      '@client again',
      'XLEN s',
      'XREADGROUP GROUP g c STREAMS s >',
    );
    const isReplica = 'instance state changed (master -> replica?)';
    expect(values.slice(2)).toEqual([
      { err: "READONLY You can't write against a read only replica." },
      [['s', [['1-0', ['f', 'v']]]]],
      '2-0',
      { blocked: true },
      { client: 'main', reply: { err: `UNBLOCKED force unblock from blocking operation, ${isReplica}` } },
      { client: 'main', closed: true },
      1,
      [['s', [['1-0', ['f', 'v']]]]],
    ]);
  });

  it('loses nothing when the replica is in step, not even who holds what', () => {
    const values = feedAll(
      'XADD s 1 f v',
      'XGROUP CREATE s g 0',
      '@replica start',
      'XREADGROUP GROUP g c STREAMS s >',
      '@failover',
      '@client again',
      'XPENDING s g',
      'XADD s 2 f v',
    );
    expect(values.slice(-2)).toEqual([[1, '1-0', '1-0', [['c', '1']]], '2-0']);
  });

  it('says of a command that Redis has and the model does not that this lab does not have it', () => {
    const values = feedAll('HSET h f v', 'LPUSH l x', 'CLIENT KILL ID 3', 'HSET h', 'NOSUCH x');
    expect(values).toEqual([
      { err: 'ERR Redis has HSET; this lab does not' },
      { err: 'ERR Redis has LPUSH; this lab does not' },
      { err: 'ERR Redis has CLIENT KILL; this lab does not' },
      { err: "ERR wrong number of arguments for 'hset' command" },
      { err: "ERR unknown command 'NOSUCH', with args beginning with: 'x' " },
    ]);
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
      '@disconnect',
      '@restart',
      '@restart disk',
      '@lose',
      '@lose it',
      '@replica',
      '@replica pause',
      '@server replica',
      '@failover',
      '@version 5.0',
    ]) {
      expect(() => session.feed(line), line).toThrow(BadLine);
    }
    expect(session.feed('XADD s * f v')).toEqual(['1700000000000-0']);
  });
});
