import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Memory, newMemory, RETENTION, type Remembered, rememberedBy, retrievability, review } from './schedule';

const DAY_MS = 86_400_000;
const START_MS = Date.UTC(2022, 10, 29, 12, 30);

/** The whole days that each review puts the card off, when it is always reviewed on the day it is due. */
function daysPutOff(grades: readonly Remembered[]): readonly number[] {
  let memory = newMemory(START_MS);
  let nowMs = START_MS;
  return grades.map((grade) => {
    memory = review(memory, grade, nowMs, RETENTION.usual);
    const days = Math.floor((memory.dueMs - nowMs) / DAY_MS);
    nowMs = memory.dueMs;
    return days;
  });
}

const times = (count: number, grade: Remembered): readonly Remembered[] => Array.from({ length: count }, () => grade);

describe('FSRS-6 with its default parameters, the reference vectors of py-fsrs 6 (tests/test_basic.py)', () => {
  test('thirteen reviews, two of them failed', () => {
    const grades = [...times(6, 'good'), ...times(2, 'again'), ...times(5, 'good')];
    expect(daysPutOff(grades)).toEqual([0, 2, 11, 46, 163, 498, 0, 0, 2, 4, 7, 12, 21]);
  });

  test('stability and difficulty after a failed start', () => {
    let memory: Memory = newMemory(START_MS);
    let nowMs = START_MS;
    for (const [index, days] of [0, 0, 1, 3, 8, 21].entries()) {
      nowMs += days * DAY_MS;
      memory = review(memory, index === 0 ? 'again' : 'good', nowMs, RETENTION.usual);
    }
    expect(memory.stability).toBeCloseTo(53.62691, 4);
    expect(memory.difficulty).toBeCloseTo(6.3574867, 4);
  });

  test('what is easy ten times over becomes as easy as can be', () => {
    let memory = newMemory(START_MS);
    for (let count = 0; count < 10; count += 1) memory = review(memory, 'easy', START_MS + count, RETENTION.usual);
    expect(memory.difficulty).toBe(1);
  });
});

describe('FSRS-6 with its default parameters, the reference vectors of ts-fsrs 5 (__tests__/FSRS-6.test.ts)', () => {
  test.each([
    ['again', 0.212, 6.4133, 0, 1],
    ['hard', 1.2931, 5.11217071, 0, 1],
    ['good', 2.3065, 2.11810397, 0, 1],
    ['easy', 8.2956, 1, 8, 2],
  ] as const)('the first review, %s', (grade, stability, difficulty, scheduledDays, state) => {
    const memory = review(newMemory(START_MS), grade, START_MS, RETENTION.usual);
    expect(memory).toMatchObject({ stability, difficulty, scheduledDays, state, reps: 1, lapses: 0 });
    const atDue = retrievability(memory, memory.dueMs);
    expect(atDue).toBeCloseTo(grade === 'easy' ? 0.9024733 : 1, 7);
  });

  test('steps of learning in minutes, and ten to learn again what was forgotten', () => {
    const minutes = (grade: Remembered, memory: Memory, nowMs: number) =>
      (review(memory, grade, nowMs, RETENTION.usual).dueMs - nowMs) / 60_000;
    expect((['again', 'hard', 'good'] as const).map((grade) => minutes(grade, newMemory(START_MS), START_MS))).toEqual([
      1, 6, 10,
    ]);
    const known = after(times(3, 'good'));
    expect(minutes('again', known, known.dueMs)).toBe(10);
    expect(review(known, 'again', known.dueMs, RETENTION.usual)).toMatchObject({ state: 3, lapses: 1 });
  });
});

const anyGrades = fc.array(fc.constantFrom<Remembered>('again', 'hard', 'good', 'easy'), { maxLength: 20 });

function after(grades: readonly Remembered[]): Memory {
  let memory = newMemory(START_MS);
  for (const grade of grades) memory = review(memory, grade, memory.dueMs, RETENTION.usual);
  return memory;
}

test('a memory survives being written down', () => {
  fc.assert(
    fc.property(anyGrades, (grades) => {
      const memory = after(grades);
      expect(JSON.parse(JSON.stringify(memory))).toEqual(memory);
      const next = review(memory, 'good', memory.dueMs, RETENTION.usual);
      expect(review(JSON.parse(JSON.stringify(memory)), 'good', memory.dueMs, RETENTION.usual)).toEqual(next);
    }),
  );
});

test('a memory fades, and never below nothing', () => {
  fc.assert(
    fc.property(anyGrades, fc.nat(2000), fc.nat(2000), (grades, days, more) => {
      const memory = after(['good', ...grades]);
      const from = memory.lastReviewMs ?? 0;
      const sooner = retrievability(memory, from + days * DAY_MS);
      const later = retrievability(memory, from + (days + more) * DAY_MS);
      expect(later).toBeLessThanOrEqual(sooner);
      expect(later).toBeGreaterThan(0);
      expect(sooner).toBeLessThanOrEqual(1);
    }),
  );
});

test('who wants to keep more reviews sooner', () => {
  const memory = after(times(4, 'good'));
  const dueAt = (retention: number) => review(memory, 'good', memory.dueMs, retention).dueMs;
  expect(dueAt(0.95)).toBeLessThan(dueAt(0.9));
  expect(dueAt(0.9)).toBeLessThan(dueAt(0.8));
  expect(() => dueAt(0.5)).toThrow(RangeError);
});

test.each([
  [{ earned: 0, total: 2, hintsTaken: 0, wasSure: true }, 'again'],
  [{ earned: 1, total: 3, hintsTaken: 0, wasSure: false }, 'again'],
  [{ earned: 1, total: 2, hintsTaken: 0, wasSure: false }, 'hard'],
  [{ earned: 2, total: 2, hintsTaken: 1, wasSure: true }, 'hard'],
  [{ earned: 2, total: 2, hintsTaken: 0, wasSure: false }, 'good'],
  [{ earned: 2, total: 2, hintsTaken: 0, wasSure: true }, 'easy'],
] as const)('%j is remembered as %s', (answer, remembered) => {
  expect(rememberedBy(answer)).toBe(remembered);
});
