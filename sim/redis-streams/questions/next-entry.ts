import { firstGood, pick, questionRandom } from '../../core/draw';
import type { Difficulty, QuestionGenerator } from '../../core/question';
import type { Random } from '../../core/random';
import type { Reply } from '../../systems/redis/types';
import type { RedisStreamsCommand } from '../command';
import type { RedisStreamsConfig } from '../config';
import { readOf } from '../replies';
import {
  asIfAlso,
  asIfAsked,
  claimCopies,
  deletedIsDelivered,
  readIsAck,
  setIdArgv,
  takeArgv,
  xdelClearsPending,
} from './beliefs';
import {
  ackOne,
  addEntries,
  claimOne,
  type Draft,
  deleteOne,
  deleteUnread,
  NAMES,
  type Name,
  newDraft,
  ownedBy,
  passTime,
  readArgv,
  readNew,
  stemValues,
} from './history';
import { type Belief, contrast, pictureAndProof, singleForm } from './situation';

const SALT = 12;

/** Which entries does this XREADGROUP give? 1: `>` alone; 2: `>` or one's own history; 3: with claims and deleted entries. */
export const nextEntry: QuestionGenerator<RedisStreamsConfig, RedisStreamsCommand, 'next-entry'> = {
  id: 'next-entry',
  generate(seed, difficulty) {
    const random = questionRandom(seed, SALT);
    const { situation, right, wrong } = firstGood(() => {
      const draft = drawHistory(difficulty, random);
      const name = pick(NAMES, random);
      const from = difficulty > 1 && random.chance(1, 2) ? '0' : '>';
      const asked = { ms: draft.ms, argv: readArgv(name, 1 + random.below(3), from) };
      const beliefs = from === '>' ? newBeliefs(draft, name) : historyBeliefs(draft, name);
      return contrast({ done: draft.done, asked }, beliefs, idsText, random);
    });
    const form = singleForm(
      { verbatim: right },
      { key: 'questions.next-entry.right' },
      wrong.map(({ label, misconception }) => ({ label: { verbatim: label }, misconception })),
      random,
    );
    return {
      stem: { key: 'questions.next-entry.stem', values: stemValues(situation) },
      form,
      ...pictureAndProof(situation),
    };
  },
};

function drawHistory(difficulty: Difficulty, random: Random): Draft {
  const draft = newDraft(4 + random.below(3));
  passTime(draft, 1000);
  readNew(draft, 'alice', 1 + random.below(2));
  readNew(draft, 'bob', 1 + random.below(2));
  passTime(draft, 1000);
  ackOne(draft, random);
  if (difficulty >= 2 && random.chance(1, 2)) readNew(draft, 'alice', 1);
  if (difficulty === 3) {
    claimOne(draft, pick(NAMES, random), random);
    if (random.chance(1, 2)) deleteOne(draft, random);
    else deleteUnread(draft, random);
  }
  addEntries(draft, random.below(3));
  passTime(draft, 1000);
  return draft;
}

/** The ids of a reply, in order; `(nil)` beside those that have no fields any more. */
function idsText(reply: Reply): string {
  if (reply === null) return '(nil)';
  const entries = readOf(reply);
  if (entries.length === 0) return '(empty)';
  return entries.map(({ id, fields }) => (fields === null ? `${id} (nil)` : id)).join(', ');
}

function newBeliefs(draft: Draft, name: Name): readonly Belief[] {
  const othersFirst = ownedBy(draft, null).find((id) => draft.owners.get(id) !== name);
  const holdsSome = ownedBy(draft, name).length > 0;
  return [
    ...(holdsSome ? [asIfAsked('streams-new-repeats-pending', (argv) => [...argv.slice(0, -1), '0'])] : []),
    asIfAlso('streams-cursor-per-consumer', [setIdArgv(draft.lastRead.get(name) ?? 0)]),
    asIfAlso('streams-crash-releases', [
      othersFirst === undefined ? [] : setIdArgv(Number.parseInt(othersFirst, 10) - 1),
    ]),
    deletedIsDelivered,
  ];
}

function historyBeliefs(draft: Draft, name: Name): readonly Belief[] {
  const others = ownedBy(draft, null).filter((id) => draft.owners.get(id) !== name && !draft.deleted.has(id));
  return [
    asIfAsked('streams-history-adds-new', (argv) => [...argv.slice(0, -1), '>']),
    asIfAlso('streams-history-of-group', [takeArgv(name, others)]),
    readIsAck(draft, name),
    claimCopies,
    deletedIsDelivered,
    xdelClearsPending(draft),
  ];
}
