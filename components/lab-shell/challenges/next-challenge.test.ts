import { expect, it } from 'vitest';
import type { ListedChallenge } from '../run/openable-lab';
import { nextChallenge } from './next-challenge';

const challenge = (id: string, isImpossible = false): ListedChallenge => ({
  id,
  level: 1,
  parCommands: 1,
  isImpossible,
  config: null,
  text: () => ({ title: id, goal: id, teaches: id, shown: id, hints: [], why: null }),
});

const ladder = [challenge('a'), challenge('b'), challenge('never', true), challenge('c')];

const nextId = (solved: readonly string[], after: string | null = null) =>
  nextChallenge(ladder, { credited: Object.fromEntries(solved.map((id) => [id, 1])), met: {} }, after)?.id ?? null;

it('a reader who has solved nothing starts at the bottom', () => {
  expect(nextId([])).toBe('a');
});

it('after one that is solved comes the next up, past those that are solved and those that cannot be', () => {
  expect(nextId(['a'], 'a')).toBe('b');
  expect(nextId(['a', 'b'], 'b')).toBe('c');
});

it('from the top it leads back to what was left out', () => {
  expect(nextId(['c'], 'c')).toBe('a');
});

it('what cannot be met comes last, and then there is nothing more', () => {
  expect(nextId(['a', 'b', 'c'], 'c')).toBe('never');
  expect(nextId(['a', 'b', 'c'], 'never')).toBeNull();
});

it('what was met on this page counts before the server has said so', () => {
  expect(nextChallenge(ladder, { credited: {}, met: { a: 'sending' } })?.id).toBe('b');
});
