import { describe, expect, it } from 'vitest';
import { createRedisSession } from './session';
import { REDIS_VERSIONS, type RedisVersion } from './types';

/** What the last lines give, by version; a version that is not named answers as the one before it. */
type ByVersion = Partial<Record<RedisVersion, readonly unknown[]>>;

const READ = ['XADD s 1 f v', 'XADD s 2 f v', 'XGROUP CREATE s g 0', 'XREADGROUP GROUP g c COUNT 1 STREAMS s >'];
const BEGUN = ['XADD s 1 f v', 'XADD s 2 f v', 'XADD s 3 f v', 'XGROUP CREATE s g 0', 'XGROUP CREATE s h 0'];
const INVALID_ID = { err: 'ERR Invalid stream ID specified as stream command argument' };
const NO_GROUP = "NOGROUP No such key 's' or consumer group 'g' in XREADGROUP with GROUP option";
const SYNTAX_ERROR = { err: 'ERR syntax error' };
const group = (...more: readonly unknown[]) => [
  ['name', 'g', 'consumers', 1, 'pending', 1, 'last-delivered-id', '1-0', ...more],
];
const consumer = (name: string, ...more: readonly unknown[]) => ['name', name, 'pending', ...more];
const unknown = (text: string) => [{ err: `ERR unknown command ${text}` }];

// docs/redis-versions.md names the source of each.
const DIFFERENCES: readonly (readonly [string, readonly string[], ByVersion])[] = [
  [
    'entries-read and lag came with 7.0',
    [...READ, 'XINFO GROUPS s'],
    { '6.2': [group()], '7.0': [group('entries-read', 1, 'lag', 1)] },
  ],
  [
    'XAUTOCLAIM gives a deleted entry as null, from 7.0 on its id in a list of its own',
    [...READ, 'XDEL s 1', 'XAUTOCLAIM s g d 0 0'],
    { '6.2': [['0-0', [null]]], '7.0': [['0-0', [], ['1-0']]] },
  ],
  [
    'XCLAIM gives a deleted entry as null, from 7.0 on it takes it out of the pending list',
    [...READ, 'XDEL s 1', 'XCLAIM s g d 0 1-0', 'XPENDING s g'],
    { '6.2': [[null], [1, '1-0', '1-0', [['d', '1']]]], '7.0': [[], [0, null, null, null]] },
  ],
  ['XADD makes the sequence alone since 7.0', ['XADD s 5-* f v'], { '6.2': [INVALID_ID], '7.0': ['5-0'] }],
  [
    'a group’s blocked reader learns since 7.0 that the stream is deleted, since 7.2 as if it asked anew',
    ['XGROUP CREATE s g 0 MKSTREAM', '@client b', 'XREADGROUP GROUP g c BLOCK 0 STREAMS s >', '@client main', 'DEL s'],
    {
      '6.2': [{ blocked: true }, 1],
      '7.0': [1, { client: 'b', reply: { err: 'UNBLOCKED the stream key no longer exists' } }],
      '7.2': [1, { client: 'b', reply: { err: NO_GROUP } }],
    },
  ],
  [
    'idle counts what was asked since 7.2, inactive what was got',
    [...READ, '@advance 100', 'XREADGROUP GROUP g c STREAMS s 0', 'XAUTOCLAIM s g d 1000 0', 'XINFO CONSUMERS s g'],
    {
      '6.2': [[consumer('c', 1, 'idle', 0)]],
      '7.2': [[consumer('c', 1, 'idle', 0, 'inactive', 100), consumer('d', 0, 'idle', 0, 'inactive', -1)]],
    },
  ],
  [
    'XREAD + gives the last entry since 7.4',
    ['XADD s 1 f v', 'XADD s 2 f v', 'XREAD STREAMS s +'],
    { '6.2': [INVALID_ID], '7.4': [[['s', [['2-0', ['f', 'v']]]]]] },
  ],
  [
    'XREAD + of a stream that never had an entry is an error',
    ['XGROUP CREATE s g 0 MKSTREAM', 'XREAD STREAMS s +'],
    { '6.2': [INVALID_ID], '7.4': [{ err: 'ERR the stream last element ID is 0-0' }] },
  ],
  [
    'the lag of a group behind all that is left counts since 7.4.2 what is left, before that the deleted too',
    [
      ...['XADD s 1 f v', 'XADD s 2 f v', 'XADD s 3 f v', 'XGROUP CREATE s g 0'],
      'XREADGROUP GROUP g c COUNT 1 STREAMS s >',
      'XDEL s 1 2',
      'XINFO GROUPS s',
    ],
    { '6.2': [group()], '7.0': [group('entries-read', 1, 'lag', 2)], '7.4': [group('entries-read', 1, 'lag', 1)] },
  ],
  [
    'XACKDEL came with 8.2: it acknowledges, and deletes what no other group needs',
    [
      ...BEGUN,
      'XREADGROUP GROUP g c STREAMS s >',
      'XREADGROUP GROUP h c COUNT 1 STREAMS s >',
      'XACK s h 1-0',
      'XACKDEL s g ACKED IDS 3 1-0 2-0 9-0',
      'XPENDING s g',
      'XLEN s',
    ],
    { '8.2': [[1, 2, -1], [1, '3-0', '3-0', [['c', '1']]], 2] },
  ],
  [
    'XADD and XTRIM take ACKED, DELREF and KEEPREF since 8.2',
    [...READ, 'XTRIM s MAXLEN 0 ACKED', 'XADD s MAXLEN 1 DELREF 3 f v', 'XPENDING s g'],
    {
      '6.2': [SYNTAX_ERROR, INVALID_ID, [1, '1-0', '1-0', [['c', '1']]]],
      '8.2': [0, '3-0', [0, null, null, null]],
    },
  ],
  [
    'XSETID below an entry that was deleted is refused since 7.2',
    ['XADD s 1 f v', 'XADD s 5 f v', 'XDEL s 5', 'XSETID s 2'],
    {
      '6.2': [{ ok: 'OK' }],
      '7.2': [{ err: 'ERR The ID specified in XSETID is smaller than current max_deleted_entry_id' }],
    },
  ],
  [
    'XDELEX came with 8.2: ACKED leaves what a group still needs, DELREF takes it out of the pending lists',
    [
      ...BEGUN,
      'XREADGROUP GROUP g c STREAMS s >',
      'XREADGROUP GROUP h c COUNT 2 STREAMS s >',
      'XACK s g 1-0 2-0',
      'XACK s h 1-0',
      'XDELEX s ACKED IDS 4 1-0 2-0 3-0 9-0',
      'XDELEX s DELREF IDS 1 3-0',
      'XPENDING s g',
    ],
    {
      '6.2': [
        ...unknown('`XDELEX`, with args beginning with: `s`, `ACKED`, `IDS`, `4`, `1-0`, `2-0`, `3-0`, `9-0`, '),
        ...unknown('`XDELEX`, with args beginning with: `s`, `DELREF`, `IDS`, `1`, `3-0`, '),
        [1, '3-0', '3-0', [['c', '1']]],
      ],
      '7.0': [
        ...unknown("'XDELEX', with args beginning with: 's' 'ACKED' 'IDS' '4' '1-0' '2-0' '3-0' '9-0' "),
        ...unknown("'XDELEX', with args beginning with: 's' 'DELREF' 'IDS' '1' '3-0' "),
        [1, '3-0', '3-0', [['c', '1']]],
      ],
      '8.2': [[1, 2, 2, -1], [1], [0, null, null, null]],
    },
  ],
];

describe('what differs between versions', () => {
  it('is said first, and 7.0 is meant when it is not', () => {
    const session = createRedisSession();
    session.feed('XADD s 1-* f v');
    expect(() => session.feed('{"version":"6.2"}')).toThrow('before anything else');
    expect(() => createRedisSession().feed('{"version":"5.0"}')).toThrow('6.2, 7.0, 7.2, 7.4, 8.2');
    expect(session.feed('XINFO GROUPS s')).toEqual([[]]);
  });

  const rows = DIFFERENCES.flatMap(([title, lines, byVersion]) => {
    let expected: readonly unknown[] | undefined;
    return REDIS_VERSIONS.flatMap((version) => {
      expected = byVersion[version] ?? expected;
      return expected === undefined ? [] : [{ title, version, lines, expected }];
    });
  });
  it.each(rows)('$title: $version', ({ version, lines, expected }) => {
    const session = createRedisSession();
    session.feed(JSON.stringify({ version }));
    const values = lines.flatMap((line) => session.feed(line));
    expect(values.slice(-expected.length)).toEqual(expected);
  });
});
