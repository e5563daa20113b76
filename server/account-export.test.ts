import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { exportAccount, NOT_EXPORTED } from './account-export';
import { beginSession } from './sessions';
import { someone, testDatabase } from './testing/database';

const db = await testDatabase();
const NOW_MS = Date.UTC(2026, 0, 1);

/** By table: the relation in an export that holds its rows. A table that tells of people and is in neither list fails a test. */
const EXPORTED: Readonly<Record<string, string>> = {
  answers: 'attempts.answers',
  assignment_extensions: 'memberships.extensions',
  challenge_stalls: 'memberships.periods.stalls',
  challenge_tries: 'tries',
  class_events: 'classEvents',
  class_staff: 'teaches',
  identities: 'identities',
  item_misses: 'memberships.periods.misses',
  lab_runs: 'labRuns',
  learner_notes: 'memberships.notes',
  lesson_predictions: 'lessonPredictions',
  membership_periods: 'memberships.periods',
  memberships: 'memberships',
  mistake_reports: 'mistakeReports',
  prediction_answers: 'predictions',
  quiz_attempts: 'attempts',
  reading_positions: 'positions',
  review_cards: 'cards',
  reviews: 'cards.reviews',
  section_progress: 'sections',
  sessions: 'sessions',
  solved_challenges: 'challenges',
  topic_progress: 'memberships.periods.progress',
  users: '',
};

async function attemptOf(userId: string, isOpen: boolean): Promise<void> {
  await db.quizAttempt.create({
    data: {
      id: randomUUID(),
      userId,
      topicId: '12-consensus-algorithms',
      itemCount: 1,
      items: [{ id: 'quorum', hash: 'h', seed: 4711 }],
      ...(isOpen ? { openKey: randomUUID() } : { finishedAt: new Date(NOW_MS) }),
      answers: { create: { id: randomUUID(), itemId: 'quorum', response: 'b', earned: 1, total: 1 } },
    },
  });
}

it('an export holds what is kept about the person, and nothing that lets others in or tells of them', async () => {
  const [learner, other] = [await someone(db, 'learner'), await someone(db, 'other')];
  await attemptOf(learner, false);
  const classId = randomUUID();
  await db.class.create({
    data: { id: classId, name: 'Systems', code: 'ABCDEFGH', staff: { create: { userId: other, role: 'owner' } } },
  });
  await db.membership.create({ data: { classId, userId: learner } });
  await beginSession(db, learner, NOW_MS, 'Firefox, Linux');
  const { passwordHash, email } = await db.user.findUniqueOrThrow({ where: { id: learner } });

  const exported = await exportAccount(db, learner, NOW_MS);
  expect(exported).toMatchObject({
    email,
    hasPassword: true,
    sessions: [{ client: 'Firefox, Linux' }],
    attempts: [{ items: ['quorum'], answers: [{ response: 'b', earned: 1 }] }],
    memberships: [{ class: { name: 'Systems' } }],
  });
  const text = JSON.stringify(exported);
  for (const secret of [passwordHash, 'ABCDEFGH', other, '4711']) expect(text).not.toContain(secret);
});

it('tells of an open quiz what was answered and not how it was scored', async () => {
  const learner = await someone(db, 'learner');
  await attemptOf(learner, true);
  const { attempts } = await exportAccount(db, learner, NOW_MS);
  expect(attempts[0]?.answers).toMatchObject([{ response: 'b' }]);
  expect(Object.keys(attempts[0]?.answers[0] ?? {})).not.toContain('earned');
});

it('every table that tells of people is in the export or has a reason not to be', async () => {
  const references = await db.$queryRaw<{ source: string; target: string }[]>`
    SELECT DISTINCT conrelid::regclass::text AS source, confrelid::regclass::text AS target FROM pg_constraint
    WHERE contype = 'f' AND connamespace = 'public'::regnamespace`;
  const personal = new Set(['users']);
  for (let size = 0; size < personal.size; ) {
    size = personal.size;
    for (const { source, target } of references) if (personal.has(target)) personal.add(source);
  }
  const named = [...Object.keys(EXPORTED), ...Object.keys(NOT_EXPORTED)];
  expect([...personal].sort()).toEqual(named.sort());
  const exported: object = await exportAccount(db, await someone(db, 'learner'), NOW_MS);
  for (const relation of Object.values(EXPORTED)) {
    const [first = ''] = relation.split('.');
    if (first !== '') expect(Object.keys(exported)).toContain(first);
  }
});
