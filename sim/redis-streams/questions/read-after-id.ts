import { firstGood, pick, questionRandom } from '../../core/draw';
import type { Difficulty, QuestionGenerator } from '../../core/question';
import type { Random } from '../../core/random';
import type { Reply } from '../../systems/redis/types';
import type { RedisStreamsCommand } from '../command';
import type { RedisStreamsConfig } from '../config';
import { readOf } from '../replies';
import { asIfAlso, asIfAsked, deletedIsDelivered } from './beliefs';
import { KEY, stemValues } from './history';
import { type Belief, contrast, type Done, pictureAndProof, singleForm } from './situation';

const SALT = 17;

interface Draft {
  readonly done: Done[];
  readonly ids: string[];
  /** What somebody has read already, with XREAD. */
  readonly read: string[];
}

/**
 * Which entries does this XREAD or XRANGE give? 1: XREAD after an id, when somebody else has read before; 2: XRANGE with its ends,
 * `(`, or XREAD with `$`; 3: ids without a sequence number, and a deleted entry.
 */
export const readAfterId: QuestionGenerator<RedisStreamsConfig, RedisStreamsCommand, 'read-after-id'> = {
  id: 'read-after-id',
  generate(seed, difficulty) {
    const random = questionRandom(seed, SALT);
    const { situation, right, wrong } = firstGood(() => {
      const draft = drawHistory(difficulty, random);
      const argv = drawCommand(draft, difficulty, random);
      const none = argv[0] === 'XREAD' ? '(nil)' : '(empty array)';
      const label = (reply: Reply) => idsText(reply, none);
      return contrast({ done: draft.done, asked: { ms: 2000, argv } }, beliefsOf(draft, argv), label, random);
    });
    const form = singleForm(
      { verbatim: right },
      { key: `questions.read-after-id.right.${situation.asked.argv[0] === 'XREAD' ? 'read' : 'range'}` },
      wrong.map(({ label, misconception }) => ({ label: { verbatim: label }, misconception })),
      random,
    );
    return {
      stem: { key: 'questions.read-after-id.stem', values: stemValues(situation) },
      form,
      ...pictureAndProof(situation),
    };
  },
};

function drawHistory(difficulty: Difficulty, random: Random): Draft {
  const draft: Draft = { done: [], ids: [], read: [] };
  let ms = 1 + random.below(4);
  for (let count = 0; count < 3; count += 1) {
    const entries = 1 + random.below(2);
    for (let sequence = 0; sequence < entries; sequence += 1) draft.ids.push(`${ms}-${sequence}`);
    ms += 1 + random.below(4);
  }
  for (const [at, id] of draft.ids.entries()) {
    draft.done.push({ ms: 0, argv: ['XADD', KEY, id, 'n', String(at + 1)] });
  }
  if (difficulty === 1) {
    const count = 1 + random.below(2);
    draft.done.push({ ms: 1000, argv: ['XREAD', 'COUNT', String(count), 'STREAMS', KEY, '0'] });
    draft.read.push(...draft.ids.slice(0, count));
  }
  if (difficulty === 3)
    draft.done.push({ ms: 1000, argv: ['XDEL', KEY, draft.ids[random.below(draft.ids.length)] ?? ''] });
  return draft;
}

function drawCommand({ ids }: Draft, difficulty: Difficulty, random: Random): readonly string[] {
  const id = ids[random.below(ids.length - 1)] ?? '0';
  const later = ids[ids.length - 1 - random.below(2)] ?? '+';
  const count = ['COUNT', String(1 + random.below(3))];
  const xread = (from: string) => ['XREAD', ...count, 'STREAMS', KEY, from];
  if (difficulty === 1) return xread(random.chance(1, 3) ? '0' : id);
  if (difficulty === 2) {
    return pick([['XRANGE', KEY, id, later], ['XRANGE', KEY, `(${id}`, later], xread('$')], random);
  }
  return pick([['XRANGE', KEY, msOf(id), msOf(later)], xread(msOf(id))], random);
}

function msOf(id: string): string {
  return id.split('-')[0] ?? id;
}

/** The ids of a reply of either command, in order; `none` where there are none. */
function idsText(reply: Reply, none: string): string {
  const isOfStreams = Array.isArray(reply) && Array.isArray(reply[0]) && reply[0][0] === KEY;
  const ids = readOf(isOfStreams ? reply : [[KEY, reply]]).map(({ id }) => id);
  return ids.length === 0 ? none : ids.join(', ');
}

function beliefsOf({ ids, read }: Draft, argv: readonly string[]): readonly Belief[] {
  const takenAway = asIfAlso('streams-reading-takes-away', [read.length === 0 ? [] : ['XDEL', KEY, ...read]]);
  return argv[0] === 'XREAD'
    ? [takenAway, ...readBeliefs(ids, argv), deletedIsDelivered]
    : [...rangeBeliefs(argv), deletedIsDelivered];
}

function readBeliefs(ids: readonly string[], argv: readonly string[]): readonly Belief[] {
  const from = argv.at(-1) ?? '0';
  const count = argv.slice(1, 3);
  if (from === '$') {
    return [
      asIfAsked('streams-dollar-is-the-last', () => ['XREVRANGE', KEY, '+', '-', 'COUNT', '1']),
      asIfAsked('streams-dollar-is-the-beginning', () => ['XRANGE', KEY, '-', '+', ...count]),
    ];
  }
  const place = ids.indexOf(from);
  return [
    asIfAsked('streams-read-includes-its-id', () => ['XRANGE', KEY, from === '0' ? '-' : from, '+', ...count]),
    asIfAsked('streams-read-goes-back', () => ['XRANGE', KEY, '-', from === '0' ? '+' : `(${from}`, ...count]),
    asIfAsked('streams-count-is-newest', () => [
      'XRANGE',
      KEY,
      ids[Math.max(place + 1, ids.length - Number(count[1]))] ?? '+',
      '+',
    ]),
    ...(from.includes('-') || from === '0'
      ? []
      : [asIfAsked('streams-part-of-an-id-is-all', () => ['XRANGE', KEY, `(${from}-99`, '+', ...count])]),
  ];
}

function rangeBeliefs(argv: readonly string[]): readonly Belief[] {
  const [, , from = '-', to = '+', ...rest] = argv;
  const isOpen = from.startsWith('(');
  const plain = from.replace('(', '');
  const range = (start: string, end: string) => () => ['XRANGE', KEY, start, end, ...rest];
  return [
    isOpen
      ? asIfAsked('streams-bracket-means-nothing', range(plain, to))
      : asIfAsked('streams-range-leaves-out-ends', range(`(${plain}`, to === '+' ? to : `(${to}`)),
    asIfAsked('streams-range-leaves-out-its-end', range(from, to === '+' ? to : `(${to}`)),
    ...(plain.includes('-') ? [] : [asIfAsked('streams-part-of-an-id-is-zero', range(`${plain}-0`, `${to}-0`))]),
  ];
}
