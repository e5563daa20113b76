import { expect, it } from 'vitest';
import { outlines } from '@/app/outlines';
import { topics } from '@/content/catalog';
import { sectionPath } from '@/content/lesson-path';
import { progressOf } from './progress';
import { keepPosition, readingPosition, readingPositions } from './reading-position';
import { someone, testDatabase } from './testing/database';

const db = await testDatabase();
const topicId = '12-consensus-algorithms';
const nowMs = Date.UTC(2026, 0, 5);

function mark(sectionId: string, readAtMs: number, topic = topicId) {
  return { topicId: topic, sectionId, readAtMs };
}

it('keeps what was read last, in whatever order the devices report it', async () => {
  const learner = await someone(db, 'learner');
  expect(await readingPosition(db, learner, topicId)).toBeNull();
  await keepPosition(db, learner, mark('split-vote', 2_000), nowMs);
  await keepPosition(db, learner, mark('roles-and-terms', 1_000), nowMs);
  expect(await readingPosition(db, learner, topicId)).toBe('split-vote');
  await keepPosition(db, learner, mark('roles-and-terms', 3_000), nowMs);
  await keepPosition(db, learner, mark('roles-and-terms', 3_000), nowMs);
  expect(await readingPositions(db, learner)).toEqual([
    { topicId, sectionId: 'roles-and-terms', readAt: new Date(3_000) },
  ]);
});

it('does not let a clock that runs ahead win for ever', async () => {
  const learner = await someone(db, 'learner');
  await keepPosition(db, learner, mark('split-vote', nowMs + 86_400_000), nowMs);
  await keepPosition(db, learner, mark('stale-leader', nowMs + 1_000), nowMs + 1_000);
  expect(await readingPosition(db, learner, topicId)).toBe('stale-leader');
});

it('lists the topics with the last read first, and only the learner’s own', async () => {
  const [learner, other] = [await someone(db, 'learner'), await someone(db, 'other-learner')];
  await keepPosition(db, learner, mark('a', 1_000, '03-amqp-protocol'), nowMs);
  await keepPosition(db, learner, mark('b', 2_000, '07-redis-streams'), nowMs);
  await keepPosition(db, other, mark('c', 3_000), nowMs);
  expect((await readingPositions(db, learner)).map(({ topicId: topic }) => topic)).toEqual([
    '07-redis-streams',
    '03-amqp-protocol',
  ]);
});

it('rows kept while a topic had one lesson lead to the lesson that has their section, and count in it', async () => {
  const learner = await someone(db, 'learner');
  const rows = [
    { topicId: '03-amqp-protocol', sectionId: 'poison', lessonId: 'prefetch-to-recovery' },
    { topicId: '07-redis-streams', sectionId: 'claiming', lessonId: 'groups-and-recovery' },
    { topicId, sectionId: 'what-election-leaves-open', lessonId: 'log-and-commit' },
  ];
  for (const { topicId: topic, sectionId } of rows) {
    const row = { userId: learner, topicId: topic, sectionId, readAt: new Date(nowMs) };
    await db.readingPosition.create({ data: row });
    await db.sectionProgress.create({ data: row });
  }
  const catalogue = await topics();
  const counted = (await progressOf(db, [learner], outlines(catalogue.values()))).get(learner) ?? [];
  for (const { topicId: topic, sectionId } of await readingPositions(db, learner)) {
    const lessonId = rows.find((row) => row.topicId === topic)?.lessonId;
    const content = catalogue.get(topic);
    expect(content && sectionPath(content, sectionId)).toBe(`/topics/${topic}/lesson/${lessonId}#${sectionId}`);
    expect(counted.find((each) => each.topicId === topic)?.sectionsRead).toBe(1);
  }
});
