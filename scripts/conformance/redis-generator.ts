import * as fc from 'fast-check';
import { DEFAULT_OPTIONS } from '../../sim/systems/redis/server';
import type { Sequence, SequenceStep } from '../../sim/systems/redis/testing/sequence';
import {
  command,
  consumer,
  count,
  group,
  id,
  idle,
  key,
  maybe,
  minIdle,
  oneOf,
  plainId,
  rangeEnd,
  someOf,
  text,
  word,
} from './redis-arguments';
import { keyspaceCommand } from './redis-key-commands';

type Argv = readonly string[];

const limit = maybe(command(word('LIMIT'), count), 0.5);
const sign = maybe(command(oneOf('~', '=')), 3);
const trimming = fc.oneof(command(word('MAXLEN'), sign, count, limit), command(word('MINID'), sign, id, limit));
/** Trimming that is not refused. */
const plainTrimming = fc.oneof(
  command(word('MAXLEN'), oneOf('~', '~', '='), oneOf('0', '1', '2', '3', '5', '8', '13')),
  command(word('MAXLEN'), '~', oneOf('0', '1', '2', '3', '5', '8', '13'), word('LIMIT'), count),
  command(word('MINID'), oneOf('~', '='), plainId),
  command(word('MINID'), '~', plainId, word('LIMIT'), count),
);
const pairs = fc.array(fc.tuple(text, text), { minLength: 1, maxLength: 3 }).map((list) => list.flat());
const addId = fc.oneof(
  { weight: 160, arbitrary: id },
  { weight: 60, arbitrary: fc.constant('*') },
  { weight: 60, arbitrary: fc.integer({ min: 0, max: 12 }).map((ms) => `${ms}-*`) },
);
const xadd = command(
  word('XADD'),
  key,
  fc.oneof(
    { weight: 100, arbitrary: fc.constant([]) },
    { weight: 40, arbitrary: someOf(trimming, command(word('NOMKSTREAM'))) },
    { weight: 60, arbitrary: plainTrimming },
  ),
  addId,
  pairs,
);

const countOption = command(word('COUNT'), count);
const xrange = command(fc.oneof(word('XRANGE'), word('XREVRANGE')), key, rangeEnd, rangeEnd, maybe(countOption, 0.5));

const readId = fc.oneof({ weight: 100, arbitrary: id }, { weight: 20, arbitrary: oneOf('$', '>', '+', '-') });
const groupReadId = fc.oneof(
  { weight: 140, arbitrary: fc.constant('>') },
  { weight: 60, arbitrary: fc.constant('0') },
  { weight: 20, arbitrary: fc.oneof(id, fc.constant('$')) },
);

/** STREAMS with keys and as many ids, mostly one of each. */
function streams(ids: fc.Arbitrary<string>): fc.Arbitrary<Argv> {
  const lists = fc.array(fc.tuple(key, ids), { minLength: 1, maxLength: 3 });
  return fc
    .oneof({ weight: 80, arbitrary: fc.tuple(fc.tuple(key, ids)) }, { weight: 20, arbitrary: lists })
    .chain((sources) =>
      command(word('STREAMS'), fc.constant([...sources.map(([k]) => k), ...sources.map(([, i]) => i)])),
    );
}

/** A BLOCK that ends at the test's end only, or is an error. */
const blockOption = command(
  word('BLOCK'),
  fc.oneof(
    { weight: 160, arbitrary: oneOf('0', '100000000') },
    { weight: 20, arbitrary: oneOf('-1', 'x', '9223372036854775807', '') },
  ),
);
const xread = command(word('XREAD'), someOf(countOption, blockOption), streams(readId));
const groupOption = command(word('GROUP'), group, consumer);
const xreadgroup = command(
  word('XREADGROUP'),
  groupOption,
  someOf(countOption, blockOption, command(word('NOACK'))),
  streams(groupReadId),
);
const xreadgroupOdd = command(
  word('XREADGROUP'),
  someOf(countOption, groupOption, command(word('NOACK'))),
  streams(groupReadId),
);

const entriesRead = command(word('ENTRIESREAD'), count);
const groupId = fc.oneof(
  { weight: 60, arbitrary: oneOf('0', '$') },
  { weight: 40, arbitrary: id },
  { weight: 20, arbitrary: oneOf('-', '+') },
);
const xgroup = fc.oneof(
  {
    weight: 120,
    arbitrary: command(
      word('XGROUP'),
      word('CREATE'),
      key,
      group,
      groupId,
      someOf(command(word('MKSTREAM')), entriesRead),
    ),
  },
  { weight: 60, arbitrary: command(word('XGROUP'), word('SETID'), key, group, groupId, maybe(entriesRead)) },
  { weight: 20, arbitrary: command(word('XGROUP'), word('DESTROY'), key, group) },
  {
    weight: 40,
    arbitrary: command(word('XGROUP'), fc.oneof(word('CREATECONSUMER'), word('DELCONSUMER')), key, group, consumer),
  },
  { weight: 6, arbitrary: command(word('XGROUP'), oneOf('HELP', 'FOO', 'NOPE\r\n'), maybe(command(key), 0.3)) },
);

const ids = fc.array(id, { minLength: 1, maxLength: 4 });
const plainIds = fc.array(plainId, { minLength: 1, maxLength: 10 });
const xack = command(word('XACK'), key, group, fc.oneof(ids, plainIds));
const xdel = command(word('XDEL'), key, fc.oneof(ids, plainIds));
const xpending = fc.oneof(
  command(word('XPENDING'), key, group),
  command(
    word('XPENDING'),
    key,
    group,
    maybe(command(word('IDLE'), minIdle), 0.7),
    rangeEnd,
    rangeEnd,
    count,
    maybe(command(consumer), 0.5),
  ),
  command(word('XPENDING'), key, group, '-', '+', '20', maybe(command(consumer), 0.5)),
);
const claimOptions = someOf(
  command(word('IDLE'), idle),
  command(word('TIME'), oneOf('0', '1000000', '-1', '1700000000000', '9223372036854775807', 'x')),
  command(word('RETRYCOUNT'), count),
  command(word('FORCE')),
  command(word('JUSTID')),
  command(word('LASTID'), id),
);
const xclaim = command(word('XCLAIM'), key, group, consumer, minIdle, fc.oneof(ids, plainIds), claimOptions);
const xautoclaim = command(
  word('XAUTOCLAIM'),
  key,
  group,
  consumer,
  minIdle,
  fc.oneof({ weight: 60, arbitrary: oneOf('0', '-', '0-0') }, { weight: 20, arbitrary: rangeEnd }),
  someOf(countOption, command(word('JUSTID'))),
);
const xinfo = fc.oneof(
  { weight: 80, arbitrary: command(word('XINFO'), word('STREAM'), key) },
  { weight: 80, arbitrary: command(word('XINFO'), word('STREAM'), key, word('FULL'), maybe(countOption)) },
  { weight: 80, arbitrary: command(word('XINFO'), word('GROUPS'), key) },
  { weight: 40, arbitrary: command(word('XINFO'), word('CONSUMERS'), key, group) },
  { weight: 6, arbitrary: command(word('XINFO'), oneOf('HELP', 'FOO'), maybe(command(key), 0.3)) },
);
const xsetid = command(
  word('XSETID'),
  key,
  fc.oneof({ weight: 1, arbitrary: id }, { weight: 1, arbitrary: oneOf('40-0', '300-5', '999-18446744073709551615') }),
  someOf(command(word('ENTRIESADDED'), count), command(word('MAXDELETEDID'), id)),
);
const keyCommand = fc.oneof(
  { weight: 60, arbitrary: command(word('XLEN'), key) },
  { weight: 20, arbitrary: command(word('DEL'), fc.array(key, { minLength: 1, maxLength: 2 })) },
  { weight: 20, arbitrary: command(word('EXISTS'), fc.array(key, { minLength: 1, maxLength: 3 })) },
  { weight: 20, arbitrary: command(word('TYPE'), key) },
  { weight: 10, arbitrary: command(word('SET'), key, text) },
  { weight: 10, arbitrary: command(word('GET'), key) },
  { weight: 4, arbitrary: command(oneOf('FLUSHALL', 'FLUSHDB'), maybe(command(oneOf('ASYNC', 'SYNC', 'NOW')))) },
  {
    weight: 6,
    arbitrary: command(oneOf('PING', 'FOO', 'XNOPE', 'DBSIZE', 'ECHO', ''), fc.array(text, { maxLength: 3 })),
  },
);

const setting = fc.oneof(
  { weight: 10, arbitrary: oneOf('stream-node-max-entries', 'stream-node-max-bytes') },
  { weight: 2, arbitrary: oneOf('maxmemory', 'maxmemory-policy', 'MAXmemory') },
  // Not a name and a zero: a server finds that one or not by the seed of its hash table.
  { weight: 2, arbitrary: oneOf('STREAM-node-max-ENTRIES', 'nope', '') },
);
const settingValue = fc.oneof(
  { weight: 10, arbitrary: oneOf('1', '2', '3', '7', '100', '200', '4096', '0') },
  {
    weight: 3,
    arbitrary: oneOf('1kb', '2K', '300mB', '1g', '1b', 'kb', '007', '99999999999gb', '1\0k', '92233720368547759'),
  },
  { weight: 3, arbitrary: count },
  { weight: 3, arbitrary: oneOf('noeviction', 'allkeys-LRU', 'volatile-ttl', 'lru', '900mb', '18446744073709551616') },
);
const config = fc.oneof(
  command(
    word('CONFIG'),
    word('SET'),
    fc.array(fc.tuple(setting, settingValue), { minLength: 1, maxLength: 2 }).map((pairs) => pairs.flat()),
  ),
  command(word('CONFIG'), word('GET'), fc.oneof(setting, oneOf('stream-node-max-b*', 'STREAM-NODE-MAX-?NTRIES'))),
  command(word('CONFIG'), oneOf('FOO', '', 'HELP', 'RESETSTAT', 'REWRITE'), maybe(command(setting), 0.3)),
);

const anyCommand: fc.Arbitrary<Argv> = fc.oneof(
  { weight: 200, arbitrary: xadd },
  { weight: 80, arbitrary: xrange },
  { weight: 80, arbitrary: xread },
  { weight: 180, arbitrary: xreadgroup },
  { weight: 10, arbitrary: xreadgroupOdd },
  { weight: 120, arbitrary: xgroup },
  { weight: 80, arbitrary: xack },
  { weight: 80, arbitrary: xdel },
  {
    weight: 60,
    arbitrary: command(
      word('XTRIM'),
      key,
      fc.oneof(
        { weight: 120, arbitrary: plainTrimming },
        { weight: 80, arbitrary: trimming },
        { weight: 20, arbitrary: someOf(trimming, limit) },
      ),
    ),
  },
  { weight: 100, arbitrary: xpending },
  { weight: 120, arbitrary: xclaim },
  { weight: 100, arbitrary: xautoclaim },
  { weight: 120, arbitrary: xinfo },
  { weight: 40, arbitrary: xsetid },
  { weight: 60, arbitrary: keyCommand },
  { weight: 20, arbitrary: config },
  { weight: 260, arbitrary: keyspaceCommand },
);

/** Words of the language where they do not belong. */
const strayWord = oneOf(
  'STREAMS',
  'COUNT',
  'BLOCK',
  'GROUP',
  'NOACK',
  'IDLE',
  'FORCE',
  'JUSTID',
  'LASTID',
  'MAXLEN',
  'MINID',
  'LIMIT',
  '~',
  '=',
  'NOMKSTREAM',
  'MKSTREAM',
  'ENTRIESREAD',
  'FULL',
  'HELP',
  '>',
  '$',
  '*',
  '0',
  '-1',
  '1.5',
);

interface Damage {
  readonly how: 'drop' | 'double' | 'move' | 'replace' | 'insert' | 'swap' | 'cut';
  readonly at: number;
  readonly to: number;
  readonly other: string;
}

const damage: fc.Arbitrary<Damage> = fc.record({
  how: oneOf('drop', 'double', 'move', 'replace', 'insert', 'swap', 'cut'),
  at: fc.nat(),
  to: fc.nat(),
  other: fc.oneof(text, strayWord),
});

function damagedBy(argv: Argv, { how, at: anyAt, to: anyTo, other }: Damage): Argv {
  const args = [...argv];
  const at = anyAt % args.length;
  const to = anyTo % args.length;
  if (how === 'cut') return args.slice(0, at + 1);
  if (how === 'drop' && args.length > 1) args.splice(at, 1);
  else if (how === 'double') args.splice(at, 0, args[at] ?? '');
  else if (how === 'replace' && at > 0) args[at] = other;
  else if (how === 'insert') args.splice(at + 1, 0, other);
  else if (how === 'swap' && at > 0 && to > 0) [args[at], args[to]] = [args[to] ?? '', args[at] ?? ''];
  else args.splice(to, 0, ...args.splice(at, 1));
  return args;
}

/** Arguments left out, doubled, put elsewhere, exchanged, replaced, put in: wrong arity, options in odd places. */
const damaged = fc
  .tuple(anyCommand, fc.array(damage, { minLength: 1, maxLength: 3 }))
  .map(([argv, damages]) => damages.reduce(damagedBy, argv));

const client = fc.oneof({ weight: 80, arbitrary: fc.constant('a') }, { weight: 60, arbitrary: oneOf('b', 'c', 'd') });

const one: fc.Arbitrary<readonly SequenceStep[]> = fc
  .tuple(
    client,
    fc.oneof(
      { weight: 240, arbitrary: anyCommand },
      { weight: 40, arbitrary: damaged.filter(([name = '']) => name.toUpperCase() !== 'SYNC') },
    ),
  )
  .map(([name, argv]) => [{ client: name, argv }]);

const entriesToFill = fc.oneof(
  { weight: 15, arbitrary: fc.integer({ min: 3, max: 30 }) },
  { weight: 1, arbitrary: fc.integer({ min: 95, max: 260 }) },
);

/** Many entries, so that there are macro nodes to trim and to go through; then a look at the nodes. */
function filling(source: fc.Arbitrary<string>): fc.Arbitrary<readonly SequenceStep[]> {
  return fc
    .tuple(source, fc.integer({ min: 1, max: 12 }), entriesToFill, pairs, fc.boolean())
    .map(([name, ms, entries, fields, isSameMs]) => [
      ...Array.from({ length: entries }, (_, i) => ({
        client: 'a',
        argv: ['XADD', name, isSameMs ? `${ms}-*` : `${ms + i}-${i % 3}`, ...fields],
      })),
      { client: 'a', argv: ['XINFO', 'STREAM', name] },
    ]);
}

/** A group that reads, so that there is something pending. */
function reading(source: fc.Arbitrary<string>, name: fc.Arbitrary<string>): fc.Arbitrary<readonly SequenceStep[]> {
  return fc.tuple(source, name, consumer, fc.integer({ min: 1, max: 9 })).map(([from, by, reader, entries]) => [
    { client: 'a', argv: ['XGROUP', 'CREATE', from, by, '0', 'MKSTREAM'] },
    { client: 'a', argv: ['XREADGROUP', 'GROUP', by, reader, 'COUNT', String(entries), 'STREAMS', from, '>'] },
  ]);
}

/** Clients that block for a short time, and a wait that is longer: nothing else may happen meanwhile. */
const timingOut = fc
  .tuple(fc.array(fc.tuple(oneOf('b', 'c', 'd'), oneOf('1', '3'), key, fc.boolean()), { minLength: 1, maxLength: 2 }))
  .map(([blocks]) => [
    ...blocks.map(([name, ms, source, isGroup]) => ({
      client: name,
      argv: isGroup
        ? ['XREADGROUP', 'GROUP', 'g', 'c', 'BLOCK', ms, 'STREAMS', source, '>']
        : ['XREAD', 'BLOCK', ms, 'STREAMS', source, '$'],
    })),
    { waitMs: 12 },
  ]);

const stream = fc.constant('s');
const readStream = reading(stream, fc.constant('g'));

/** What a sequence begins with, so that most find a stream with a group. */
const beginning: fc.Arbitrary<readonly SequenceStep[]> = fc.oneof(
  { weight: 8, arbitrary: fc.tuple(filling(stream), readStream, readStream).map((parts) => parts.flat()) },
  { weight: 2, arbitrary: fc.tuple(readStream, filling(stream)).map((parts) => parts.flat()) },
  { weight: 2, arbitrary: filling(key) },
  { weight: 1, arbitrary: fc.constant([{ client: 'a', argv: ['SET', 'text', 'x'] }]) },
  { weight: 2, arbitrary: fc.constant([]) },
);

/** A whole transaction of one client, with what others do in between. */
const wholeTransaction = fc
  .tuple(client, fc.array(anyCommand, { minLength: 1, maxLength: 5 }), fc.array(one, { maxLength: 2 }))
  .map(([name, inside, others]) => [
    { client: name, argv: ['MULTI'] },
    ...inside.map((argv) => ({ client: name, argv })),
    ...others.flat(),
    { client: name, argv: ['EXEC'] },
  ]);

const action: fc.Arbitrary<readonly SequenceStep[]> = fc.oneof(
  { weight: 160, arbitrary: one },
  { weight: 6, arbitrary: wholeTransaction },
  { weight: 5, arbitrary: client.map((name) => [{ disconnects: name }]) },
  { weight: 8, arbitrary: reading(key, group) },
  { weight: 4, arbitrary: filling(key) },
  { weight: 1, arbitrary: timingOut },
);

const nodes = fc.oneof(
  { weight: 40, arbitrary: fc.constant(DEFAULT_OPTIONS) },
  {
    weight: 60,
    arbitrary: fc.record({ nodeMaxEntries: oneOf(1, 2, 3, 5, 100, 0), nodeMaxBytes: oneOf(4096, 4096, 200, 64, 0) }),
  },
);

/** Sequences in which the server's process ends and another reads its append-only file: few, since that takes time. */
const withRestart = fc
  .tuple(fc.array(action, { maxLength: 25 }), fc.array(action, { minLength: 1, maxLength: 10 }))
  .map(([before, after]) => [...before.flat(), { restarts: true } as const, ...after.flat()]);

/** Sequences that come close to the edges: of ids, of options, of what is there and what is gone. */
export const sequences: fc.Arbitrary<Sequence> = fc
  .tuple(
    nodes,
    beginning,
    fc.oneof(
      {
        weight: 40,
        arbitrary: fc.array(action, { minLength: 1, maxLength: 40, size: 'max' }).map((all) => all.flat()),
      },
      { weight: 1, arbitrary: withRestart },
    ),
  )
  .map(([options, first, actions]) => ({ options, steps: [...first, ...actions] }));
