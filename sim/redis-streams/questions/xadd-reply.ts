import { firstGood, pick, questionRandom } from '../../core/draw';
import type { Difficulty, QuestionGenerator } from '../../core/question';
import type { Random } from '../../core/random';
import type { RedisStreamsCommand } from '../command';
import type { RedisStreamsConfig } from '../config';
import { asIfAsked } from './beliefs';
import { KEY, stemValues } from './history';
import {
  type Belief,
  contrast,
  type Done,
  inline,
  pictureAndProof,
  type Situation,
  singleForm,
  UNIX_START_MS,
} from './situation';

const SALT = 16;

/** What was typed so far, and the id that counts as the stream's last. */
interface Draft {
  readonly done: Done[];
  ms: number;
  lastMs: number;
  lastSequence: number;
}

/**
 * What does this XADD reply: which id, or an error? 1: ids given in full, or their milliseconds alone; 2: after an XDEL or a
 * refused XADD; 3: `*`, where the last id may be ahead of the server's clock.
 */
export const xaddReply: QuestionGenerator<RedisStreamsConfig, RedisStreamsCommand, 'xadd-reply'> = {
  id: 'xadd-reply',
  generate(seed, difficulty) {
    const random = questionRandom(seed, SALT);
    const { situation, right, wrong } = firstGood(() => {
      const { draft, id } = difficulty === 3 ? drawClock(random) : drawGivenIds(difficulty, random);
      const argv = addArgv(id);
      return contrast({ done: draft.done, asked: { ms: draft.ms, argv } }, beliefsOf(draft, id), inline, random);
    });
    const form = singleForm(
      { verbatim: right },
      { key: `questions.xadd-reply.right.${right.startsWith('ERR') ? 'refused' : 'added'}` },
      wrong.map(({ label, misconception }) => ({ label: { verbatim: label }, misconception })),
      random,
    );
    const values = { ...stemValues(situation), clock: String(UNIX_START_MS) };
    return { stem: { key: 'questions.xadd-reply.stem', values }, form, ...pictureAndProof(situation) };
  },
};

function addArgv(id: string): readonly string[] {
  return ['XADD', KEY, id, 'item', 'tea'];
}

function addId(draft: Draft, ms: number, sequence: number): void {
  draft.done.push({ ms: draft.ms, argv: addArgv(`${ms}-${sequence}`) });
  if (ms < draft.lastMs || (ms === draft.lastMs && sequence <= draft.lastSequence)) return;
  draft.lastMs = ms;
  draft.lastSequence = sequence;
}

function drawGivenIds(difficulty: Difficulty, random: Random): { readonly draft: Draft; readonly id: string } {
  const draft: Draft = { done: [], ms: 0, lastMs: 0, lastSequence: 0 };
  const base = 4 + random.below(40);
  addId(draft, base, random.below(3));
  addId(draft, base + 1 + random.below(5), random.below(3));
  const { lastMs, lastSequence } = draft;
  addId(draft, lastMs, lastSequence + 1 + random.below(3));
  draft.ms += 1000;
  if (difficulty === 2) {
    const deletes = random.chance(1, 2);
    if (deletes) draft.done.push({ ms: draft.ms, argv: ['XDEL', KEY, `${draft.lastMs}-${draft.lastSequence}`] });
    else addId(draft, draft.lastMs - 1 - random.below(3), 5);
    draft.ms += 1000;
  }
  return { draft, id: drawId(draft, difficulty, random) };
}

/** Ids at, below and above the last one, in full and in part. */
function drawId({ lastMs, lastSequence }: Draft, difficulty: Difficulty, random: Random): string {
  const ids: readonly [string, ...string[]] =
    difficulty === 1
      ? [`${lastMs}-*`, `${lastMs + 2}-*`, `${lastMs}-${lastSequence}`, `${lastMs - 1}-${lastSequence + 4}`]
      : [`${lastMs}-*`, `${lastMs}-${lastSequence}`, `${lastMs}`, `${lastMs - 1}-*`, `${lastMs + 3}`];
  return pick(ids, random);
}

/** The last id stands behind the server's clock, at its very millisecond, or before it. */
function drawClock(random: Random): { readonly draft: Draft; readonly id: string } {
  const draft: Draft = { done: [], ms: 0, lastMs: 0, lastSequence: 0 };
  addId(draft, UNIX_START_MS - 1000, 0);
  const askedMs = 1000 * (2 + random.below(3));
  const ahead = pick([0, 5000, 60_000, -500], random);
  draft.ms = 1000;
  addId(draft, UNIX_START_MS + askedMs + ahead, random.below(4));
  if (random.chance(1, 2))
    draft.done.push({ ms: draft.ms, argv: ['XDEL', KEY, `${draft.lastMs}-${draft.lastSequence}`] });
  draft.ms = askedMs;
  return { draft, id: '*' };
}

function beliefsOf({ lastMs, lastSequence }: Draft, id: string): readonly Belief[] {
  const isClock = id === '*';
  const ms = id.split('-')[0] ?? '';
  return [
    { id: isClock ? 'streams-star-is-the-clock' : 'streams-id-stands-alone', turn: onAnEmptyStream },
    asIfAsked(isClock ? 'streams-star-goes-on' : 'streams-xadd-corrects-the-id', withId(`${lastMs}-*`)),
    ...(id.includes('*') ? [asIfAsked('streams-star-adds-a-millisecond', withId(`${lastMs + 1}-0`))] : []),
    ...(id.endsWith('-*') ? [asIfAsked('streams-sequence-goes-on', withId(`${ms}-${lastSequence + 1}`))] : []),
    ...(/^\d+$/u.test(id) ? [asIfAsked('streams-part-of-an-id-goes-on', withId(`${id}-*`))] : []),
    { id: 'streams-refused-is-added', turn: afterTheRefusedOne },
    { id: 'streams-deleted-id-is-free', turn: withoutTheDeleted },
  ];
}

function withId(id: string): (argv: readonly string[]) => readonly string[] {
  return (argv) => argv.map((word, at) => (at === 2 ? id : word));
}

/** The id as it would come out if nothing were there before. */
function onAnEmptyStream({ asked }: Situation): Situation {
  return { done: [], asked };
}

/** As if the last XADD, which was refused, had been added and were the last entry. */
function afterTheRefusedOne({ done, asked }: Situation): Situation | null {
  const last = done.at(-1);
  return done.length < 4 || last?.argv[0] !== 'XADD' ? null : { done: [last], asked };
}

/** As if what was deleted had never been added. */
function withoutTheDeleted({ done, asked }: Situation): Situation | null {
  const deleted = new Set(done.flatMap(({ argv }) => (argv[0] === 'XDEL' ? argv.slice(2) : [])));
  if (deleted.size === 0) return null;
  return { done: done.filter(({ argv }) => argv[0] !== 'XDEL' && !deleted.has(argv[2] ?? '')), asked };
}
