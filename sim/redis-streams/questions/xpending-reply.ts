import { firstGood, questionRandom } from '../../core/draw';
import type { Difficulty, QuestionGenerator } from '../../core/question';
import type { Random } from '../../core/random';
import type { RedisStreamsCommand } from '../command';
import type { RedisStreamsConfig } from '../config';
import {
  ackArgv,
  ackIsCumulative,
  asIfAlso,
  asIfEach,
  claimCopies,
  deletedIsDelivered,
  noAckIsPending,
  xdelClearsPending,
} from './beliefs';
import {
  ackOne,
  claimOne,
  type Draft,
  deleteOne,
  GROUP,
  KEY,
  NAMES,
  newDraft,
  ownedBy,
  passTime,
  readArgv,
  readNew,
  stemValues,
  type,
} from './history';
import { type Belief, contrast, inline, pictureAndProof, singleForm } from './situation';

const SALT = 11;

/** What does this XPENDING reply? 1, 2: its summary; 3: its rows, with idle times and delivery counts. */
export const xpendingReply: QuestionGenerator<RedisStreamsConfig, RedisStreamsCommand, 'xpending-reply'> = {
  id: 'xpending-reply',
  generate(seed, difficulty) {
    const random = questionRandom(seed, SALT);
    const { situation, right, wrong } = firstGood(() => {
      const draft = drawHistory(difficulty, random);
      const rows = difficulty === 3 ? ['-', '+', '10'] : [];
      const asked = { ms: draft.ms, argv: ['XPENDING', KEY, GROUP, ...rows] };
      return contrast({ done: draft.done, asked }, beliefsOf(draft), inline, random);
    });
    const form = singleForm(
      { verbatim: right },
      { key: 'questions.xpending-reply.right' },
      wrong.map(({ label, misconception }) => ({ label: { verbatim: label }, misconception })),
      random,
    );
    return {
      stem: { key: 'questions.xpending-reply.stem', values: stemValues(situation) },
      form,
      ...pictureAndProof(situation),
    };
  },
};

function drawHistory(difficulty: Difficulty, random: Random): Draft {
  const draft = newDraft(4 + random.below(3));
  const [alice, bob, carol] = NAMES;
  passTime(draft, 1000 * (1 + random.below(4)));
  readNew(draft, alice, 1 + random.below(2));
  passTime(draft, 1000 * (1 + random.below(4)));
  readNew(draft, bob, 1 + random.below(2), difficulty === 2 && random.chance(1, 2));
  if (difficulty >= 2) readNew(draft, carol, 1);
  passTime(draft, 1000);
  ackOne(draft, random);
  if (difficulty >= 2) claimOne(draft, random.chance(1, 2) ? alice : bob, random);
  if (difficulty === 3) {
    deleteOne(draft, random);
    passTime(draft, 1000 * (1 + random.below(4)));
    if (ownedBy(draft, alice).length > 0) type(draft, readArgv(alice, 10, '0'));
  }
  passTime(draft, 1000 * (1 + random.below(4)));
  return draft;
}

function beliefsOf(draft: Draft): readonly Belief[] {
  const isRepeated = (argv: readonly string[]): boolean => argv[0] === 'XREADGROUP' && argv.at(-1) !== '>';
  return [
    ackIsCumulative,
    noAckIsPending,
    claimCopies,
    deletedIsDelivered,
    xdelClearsPending(draft),
    asIfAlso('streams-read-is-ack', [ackArgv(ownedBy(draft, null).slice(0, -1))]),
    asIfAlso('streams-pending-is-unread', [readArgv('carol', 100, '>')]),
    asIfEach('streams-history-counts-nothing', (step) => (isRepeated(step.argv) ? null : step)),
  ];
}
