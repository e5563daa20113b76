import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { labById } from '@/sim/catalog';
import type { Lab } from '@/sim/core/lab';
import { bringAbout } from '@/sim/core/milestone';
import { recordScenario } from '@/sim/core/scenario';
import { topics } from './catalog';
import { readLesson } from './lesson-document';
import { lessonFile } from './lesson-path';
import { type LessonReading, takeInLesson } from './lesson-reading';

const lessons = [...(await topics()).values()].flatMap(({ id, lessons }) =>
  lessons.map((lesson) => [id, lesson.id] as const),
);

function read(topicId: string, lessonId: string, language: 'ko' | 'en'): LessonReading {
  const text = readFileSync(path.join(import.meta.dirname, lessonFile(topicId, lessonId, language)), 'utf8');
  const lesson = readLesson(text);
  if (!lesson.ok) throw new Error(`line ${lesson.line}: ${lesson.message}`);
  return takeInLesson(lesson);
}

/** What a text waits for, and where the lab above it opens. */
function waitingTexts({ labs, whens, decides }: LessonReading) {
  const decisions = decides.map(({ until, line, options }) => ({ seen: until, line, asks: options ?? 'a number' }));
  return [...whens.map((each) => ({ ...each, asks: null })), ...decisions].map(({ seen, line, asks }) => {
    const lab = labs.filter((each) => each.line < line).at(-1);
    if (lab === undefined) throw new Error(`no lab above line ${line}`);
    return { seen, lab: lab.lab, scenario: lab.scenario, step: lab.step ?? 0, asks };
  });
}

function runOf({ seen, lab: labId, scenario, step }: ReturnType<typeof waitingTexts>[number]) {
  const lab: Pick<Lab, 'simulation' | 'scenarios' | 'milestones'> | null = labById(labId);
  const found = lab?.scenarios.find(({ id }) => id === scenario);
  const milestone = lab?.milestones.find(({ id }) => id === seen);
  if (lab === null || found === undefined || milestone === undefined) throw new Error(`${labId} has no such thing`);
  return bringAbout(lab.simulation, milestone, recordScenario(lab.simulation, found), step);
}

describe.each(lessons)('the lesson %s, %s', (topicId, lessonId) => {
  const korean = waitingTexts(read(topicId, lessonId, 'ko'));
  const english = waitingTexts(read(topicId, lessonId, 'en'));

  test.each(english)(
    'in $lab, $scenario from step $step on: doing what the text asks for brings $seen about',
    (waiting) => {
      const found = runOf(waiting);
      expect(found?.step).toBeGreaterThan(waiting.step);
      // What is asked about the run is what the run gives.
      const { asks } = waiting;
      if (asks === 'a number') expect(found?.answer).toEqual(expect.any(Number));
      else if (asks !== null) expect(asks).toContain(found?.answer);
    },
  );

  test('waits for the same, at the same moments, in both languages', () => {
    expect(korean).toEqual(english);
  });
});
