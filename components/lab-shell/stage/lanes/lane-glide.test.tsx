import { afterEach, expect, it, vi } from 'vitest';
import { LaneGlide } from './lane-glide';

afterEach(() => vi.unstubAllGlobals());

function reordered(matches: boolean) {
  vi.stubGlobal('matchMedia', () => ({ matches }));
  const glide = new LaneGlide();
  const seen: number[] = [];
  glide.subscribe(() => seen.push(glide.rowsOff('b')));
  glide.reorder(['GIL', 'a', 'b'], ['a', 'b', 'c']);
  return { glide, seen };
}

it('begins where the lanes were, and ends at their places', async () => {
  const { glide, seen } = reordered(false);
  expect(['a', 'b', 'c'].map((id) => glide.rowsOff(id))).toEqual([1, 1, 0]);
  await vi.waitFor(() => expect(glide.rowsOff('b')).toBe(0), { timeout: 5_000 });
  expect(seen.length).toBeGreaterThan(2);
  expect(seen.every((rows, at) => at === 0 || rows <= (seen[at - 1] ?? 0))).toBe(true);
});

it('shows lanes at their places at once to who asked for less motion', () => {
  const { glide, seen } = reordered(true);
  expect(glide.rowsOff('b')).toBe(0);
  expect(seen).toEqual([]);
});
