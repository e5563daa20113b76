import { describe, expect, it, vi } from 'vitest';
import { later } from '@/lib/later';
import { RunPreviews } from './run-previews';
import { testDatabase } from './testing/database';

const db = await testDatabase();
const png = (name: string) => new TextEncoder().encode(name);

/** Asks from an address of the test's own, so that limits are its own. */
function setUp(address: string, keptMax = 10) {
  const draw = vi.fn(async (_whose: string, _labId: string, _locale: string, query: string) => {
    if (query === 'run=nonsense') return null;
    return query === 'run=long' ? later(5_000) : png(query);
  });
  const previews = new RunPreviews(draw, keptMax);
  return { draw, get: (query: string) => previews.get(db, address, 'raft', 'ko', query) };
}

describe('the picture of a run', () => {
  it('is drawn once, also where there is none', async () => {
    const { draw, get } = setUp('10.0.0.1');
    for (let time = 0; time < 3; time += 1) {
      expect(await get('run=a')).toEqual(png('run=a'));
      expect(await get('run=nonsense')).toBeNull();
    }
    expect(draw).toHaveBeenCalledTimes(2);
  });

  it('is asked for again where it could not be drawn now', async () => {
    const { draw, get } = setUp('10.0.0.2');
    expect(await get('run=long')).toEqual(later(5_000));
    expect(await get('run=long')).toEqual(later(5_000));
    expect(draw).toHaveBeenCalledTimes(2);
  });

  it('goes when it was not asked for longest', async () => {
    const { draw, get } = setUp('10.0.0.3', 2);
    for (const query of ['run=a', 'run=b', 'run=a', 'run=c', 'run=a']) await get(query);
    expect(draw.mock.calls.map(([, , , query]) => query)).toEqual(['run=a', 'run=b', 'run=c']);
    await get('run=b');
    expect(draw).toHaveBeenCalledTimes(4);
  });

  it('is drawn for an address 120 times in ten minutes; those that are kept do not count', async () => {
    const { draw, get } = setUp('10.0.0.4', 200);
    for (let number = 1; number <= 120; number += 1) await get(`run=${number}`);
    expect(await get('run=121')).toMatchObject({ ok: false, reason: 'later' });
    expect(await get('run=120')).toEqual(png('run=120'));
    expect(draw).toHaveBeenCalledTimes(120);
  });
});
