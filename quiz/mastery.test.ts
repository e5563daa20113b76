import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Evidence, MASTERY_LEVELS, mastery } from './mastery';

const begun: Evidence = { hasBegun: true, quizShare: null, challengeShare: 0, retention: null };

test('a topic climbs level by level as evidence comes in', () => {
  expect(mastery({ ...begun, hasBegun: false }).level).toBe('not-started');
  expect(mastery(begun)).toEqual({ level: 'learning', missing: ['quizShare'] });
  expect(mastery({ ...begun, quizShare: 0.7 })).toEqual({
    level: 'familiar',
    missing: ['quizShare', 'challengeShare'],
  });
  expect(mastery({ ...begun, quizShare: 0.85, challengeShare: 0.5 }).level).toBe('proficient');
  expect(mastery({ ...begun, quizShare: 1, challengeShare: 0.6, retention: 0.9 })).toEqual({
    level: 'mastered',
    missing: [],
  });
});

test('what is forgotten takes a level back', () => {
  const mastered: Evidence = { ...begun, quizShare: 1, challengeShare: 1, retention: 0.9 };
  expect(mastery(mastered).level).toBe('mastered');
  expect(mastery({ ...mastered, retention: 0.75 })).toEqual({ level: 'proficient', missing: ['retention'] });
  expect(mastery({ ...mastered, retention: 0.4 })).toEqual({ level: 'learning', missing: ['retention'] });
});

test('a topic without challenges can be mastered', () => {
  expect(mastery({ ...begun, quizShare: 1, challengeShare: null, retention: 1 }).level).toBe('mastered');
});

test('more of anything never lowers the level', () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(share, share, share, share, (quizShare, challengeShare, retention, more) => {
      const rank = (evidence: Evidence) => MASTERY_LEVELS.indexOf(mastery(evidence).level);
      const before: Evidence = { hasBegun: true, quizShare, challengeShare, retention };
      expect(rank({ ...before, quizShare: Math.max(quizShare, more) })).toBeGreaterThanOrEqual(rank(before));
      expect(rank({ ...before, retention: Math.max(retention, more) })).toBeGreaterThanOrEqual(rank(before));
    }),
  );
});
