import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { placement, placementMistakes } from './placement';
import { type AreaScore, PLACEMENT_AREAS, type PlacementArea, statusOfArea, suggestedPath } from './placement-areas';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'interleave-placement-'));
  for (const file of ['placement.yaml', 'misconceptions.yaml']) await cp(`content/${file}`, path.join(folder, file));
});
afterEach(() => rm(folder, { recursive: true }));

async function edit(from: RegExp, to: string): Promise<void> {
  const place = path.join(folder, 'placement.yaml');
  const before = await readFile(place, 'utf8');
  expect(before).toMatch(from);
  await writeFile(place, before.replace(from, to));
}

describe('the placement quiz', () => {
  it('is without mistakes and has eight to ten items', async () => {
    expect(await placementMistakes('content')).toEqual([]);
    const { items } = await placement();
    expect(items.length).toBeGreaterThanOrEqual(8);
    expect(items.length).toBeLessThanOrEqual(10);
  });

  it.each([
    ['an area that there is not', /objective: messaging/, 'objective: made-up', 'objective: "made-up"'],
    ['a source that is not listed', /source: \{ id: raft/, 'source: { id: made-up', 'source: "made-up"'],
    ['a source that nobody cites', /source: \{ id: raft/, 'source: { id: redis-xack', '"raft" is cited by no item'],
    ['a prediction that the lab has not', /prediction: votes-to-win/, 'prediction: made-up', 'no prediction "made-up"'],
    ['an unknown field', /type: single/, 'type: single\n    points: 3', 'Unrecognized key'],
    ['two right answers', /- id: go-on\n/, '- id: go-on\n        correct: true\n', 'exactly one correct choice'],
  ])('is refused with %s', async (_, from, to, message) => {
    await edit(from, to);
    expect((await placementMistakes(folder)).join('\n')).toContain(message);
  });
});

describe('the suggestion', () => {
  const scores = (known: readonly PlacementArea[]): AreaScore[] =>
    PLACEMENT_AREAS.map(({ id }) => ({ area: id, earned: known.includes(id) ? 3 : 1, total: 3 }));

  it('is the fast path for who knows asyncio and Celery', () => {
    expect(suggestedPath(scores(['asyncio', 'celery']))).toBe('fast');
    expect(suggestedPath(scores(['asyncio', 'celery', 'models', 'messaging']))).toBe('fast');
  });

  it('is the foundations for who lacks either', () => {
    expect(suggestedPath(scores(['asyncio', 'models', 'messaging', 'distributed']))).toBe('foundations');
    expect(suggestedPath(scores([]))).toBe('foundations');
    expect(suggestedPath([])).toBe('foundations');
  });

  it('is distributed systems for who knows it all', () => {
    expect(suggestedPath(scores(PLACEMENT_AREAS.map(({ id }) => id)))).toBe('distributed-systems');
  });

  it('tells what is known from what is known in part', () => {
    expect(statusOfArea({ earned: 2, total: 3 })).toBe('known');
    expect(statusOfArea({ earned: 1, total: 3 })).toBe('partly');
    expect(statusOfArea({ earned: 0, total: 3 })).toBe('new');
    expect(statusOfArea({ earned: 0, total: 0 })).toBe('new');
  });
});
