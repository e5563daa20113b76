import { expect, test } from 'vitest';
import { withBeliefs } from './beliefs';

const told = (misconceptions: readonly string[]) => ({ told: { score: { misconceptions } } });

test('an answer is told what it shows to be believed, with the place that puts it right', async () => {
  expect(await withBeliefs(told(['sentinel-is-a-proxy']))).toMatchObject({
    told: { beliefs: [{ id: 'sentinel-is-a-proxy', source: { at: 'Redis service discovery via Sentinel' } }] },
  });
});

test('an answer that is not told yet says nothing of beliefs, and one that shows none has none', async () => {
  expect(await withBeliefs({ told: null })).toEqual({ told: null });
  expect(await withBeliefs(told([]))).toMatchObject({ told: { beliefs: [] } });
});
