import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { curriculum, curriculumTopic, lessonTurn } from './curriculum';
import { paths } from './paths';

describe('the curriculum', () => {
  it('has every topic once, in the order of the numbers', () => {
    const numbers = curriculum.map(({ number }) => number);
    expect(numbers).toEqual([...new Set(numbers)].sort());
    expect(curriculum.every(({ id }) => /^\d\d(-[a-z0-9]+)+$/.test(id))).toBe(true);
  });

  it('knows every folder of content', () => {
    const folders = readdirSync('content').filter((name) => /^\d\d-/.test(name));
    expect(curriculum.map(({ id }) => id)).toEqual(expect.arrayContaining(folders));
  });

  it('has prerequisites that exist and never lead back', () => {
    const depthOf = (number: string, below: readonly string[] = []): number => {
      expect(below).not.toContain(number);
      const depths = curriculumTopic(number).prerequisites.map((each) => depthOf(each, [...below, number]));
      return Math.max(0, ...depths) + 1;
    };
    for (const { number } of curriculum) expect(depthOf(number)).toBeGreaterThan(0);
  });
});

describe('when a lesson comes', () => {
  const turns = (written: readonly string[]) =>
    Object.fromEntries(['05', '06', '04', '01', '27'].map((number) => [number, lessonTurn(number, new Set(written))]));

  it('is now for what is written next to what there is, then in the order of writing', () => {
    expect(turns(['03', '07', '12'])).toEqual({ '05': 'now', '06': 'now', '04': 'next', '01': 'later', '27': 'later' });
    expect(turns(['03', '07', '12', '06'])).toMatchObject({ '05': 'now', '06': null, '04': 'next' });
    expect(turns(['03', '07', '12', '05', '06'])).toMatchObject({ '04': 'now', '01': 'next', '27': 'later' });
  });

  it('is later for what has no place in that order, and never for a topic that has its lesson', () => {
    const ordered = ['01', '02', '03', '04', '05', '06', '07', '11', '12'];
    expect(turns(ordered)['27']).toBe('later');
    expect(curriculum.every(({ number }) => lessonTurn(number, new Set([number])) === null)).toBe(true);
  });
});

describe('the learning paths', () => {
  it('lead over topics of the curriculum, each topic at most once', () => {
    for (const { topics } of paths) {
      expect(new Set(topics).size).toBe(topics.length);
      for (const number of topics) expect(curriculumTopic(number).number).toBe(number);
    }
  });

  it('together reach every topic', () => {
    const reached = new Set<string>(paths.flatMap(({ topics }) => topics));
    expect(curriculum.filter(({ number }) => !reached.has(number))).toEqual([]);
  });

  it('never come to a topic before what it builds on, where they have both', () => {
    for (const { topics } of paths) {
      const order: readonly string[] = topics;
      for (const [place, number] of order.entries()) {
        for (const needed of curriculumTopic(number).prerequisites) {
          expect(order.indexOf(needed)).toBeLessThan(place);
        }
      }
    }
  });

  it('have stages that add up to the path', () => {
    for (const path of paths) {
      if ('steps' in path) expect(path.steps.flatMap((step) => [...step.topics])).toEqual([...path.topics]);
    }
  });
});
