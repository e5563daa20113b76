import { firstGood, questionRandom } from '../../core/draw';
import type { Difficulty, QuestionGenerator } from '../../core/question';
import type { Random } from '../../core/random';
import type { Reply } from '../../systems/redis/types';
import type { RedisStreamsCommand } from '../command';
import type { RedisStreamsConfig } from '../config';
import { claimedOf } from '../replies';
import { ackArgv, asIfAlso, asIfAsked, asIfEach, claimCopies, deletedIsDelivered, readIsAck } from './beliefs';
import {
  ackOne,
  claimOne,
  type Draft,
  deleteOne,
  GROUP,
  KEY,
  type Name,
  newDraft,
  ownedBy,
  passTime,
  readNew,
  stemValues,
} from './history';
import { type Belief, contrast, inline, pictureAndProof, singleForm } from './situation';

const SALT = 13;
const MIN_IDLE_MS = 5000;

const NOTHING = '[0-0, [], []]';

/** What does this XAUTOCLAIM return? 1: by idle time; 2: with COUNT, and entries of its own; 3: with deleted and claimed ones. */
export const autoclaimReply: QuestionGenerator<RedisStreamsConfig, RedisStreamsCommand, 'autoclaim-reply'> = {
  id: 'autoclaim-reply',
  generate(seed, difficulty) {
    const random = questionRandom(seed, SALT);
    const { situation, right, wrong } = firstGood(() => {
      const draft = drawHistory(difficulty, random);
      const count = difficulty === 1 ? [] : ['COUNT', String(1 + random.below(3))];
      const argv = ['XAUTOCLAIM', KEY, GROUP, 'carol', String(MIN_IDLE_MS), '0-0', ...count];
      const situation = { done: draft.done, asked: { ms: draft.ms, argv } };
      const drawn = contrast(situation, beliefsOf(draft, 'carol'), claimText, random);
      // A reply without entries is worth a question now and then, not as often as chance makes one.
      return drawn?.right === NOTHING && random.chance(3, 4) ? null : drawn;
    });
    const form = singleForm(
      { verbatim: right },
      { key: 'questions.autoclaim-reply.right' },
      wrong.map(({ label, misconception }) => ({ label: { verbatim: label }, misconception })),
      random,
    );
    return {
      stem: { key: 'questions.autoclaim-reply.stem', values: stemValues(situation) },
      form,
      ...pictureAndProof(situation),
    };
  },
};

function drawHistory(difficulty: Difficulty, random: Random): Draft {
  const draft = newDraft(5 + random.below(3));
  passTime(draft, 2000);
  if (difficulty >= 2) readNew(draft, 'carol', 1);
  readNew(draft, 'alice', 1 + random.below(2));
  passTime(draft, 1000 * (1 + random.below(4)));
  if (difficulty === 3) {
    if (random.chance(1, 2)) claimOne(draft, 'bob', random);
    deleteOne(draft, random);
  }
  passTime(draft, 1000 * (1 + random.below(3)));
  readNew(draft, 'bob', 1 + random.below(2));
  if (random.chance(1, 2)) ackOne(draft, random);
  passTime(draft, 1000 * (2 + random.below(3)));
  return draft;
}

/** The three parts of the reply: where to go on, the ids that were claimed, the ids that were found deleted. */
function claimText(reply: Reply): string {
  const { cursor, entries } = claimedOf(reply);
  const deleted = Array.isArray(reply) ? inline(reply[2] ?? null) : 'nil';
  return `[${cursor}, [${entries.map(({ id }) => id).join(', ')}], ${deleted}]`;
}

function beliefsOf(draft: Draft, claimer: Name): readonly Belief[] {
  const unread = Array.from({ length: draft.added - draft.read }, (_, at) => `${draft.read + 1 + at}-0`);
  const takeNew = ['XCLAIM', KEY, GROUP, 'alice', '0', ...unread, 'IDLE', '60000', 'FORCE', 'JUSTID'];
  return [
    asIfAsked('streams-autoclaim-ignores-idle', (argv) => argv.map((word, at) => (at === 4 ? '0' : word))),
    asIfAsked('streams-autoclaim-ignores-count', (argv) => argv.slice(0, 6)),
    asIfAlso('streams-autoclaim-takes-new', [unread.length === 0 ? [] : takeNew]),
    asIfAlso('streams-autoclaim-skips-own', [ackArgv(ownedBy(draft, claimer))]),
    // The entries were all added at second 0: had they been read then, their idle times would run from there.
    asIfEach('streams-idle-since-added', (step) => (step.ms === 0 ? step : { ...step, ms: 0 })),
    readIsAck(draft, null),
    claimCopies,
    deletedIsDelivered,
  ];
}
