import { expect, test } from '@playwright/test';
import { fuzz } from '../scripts/fuzz/run';

test('100 requests that nobody’s browser would send end in no error of the server', async () => {
  const { failures, statuses } = await fuzz({ requests: 100, seed: 7 });
  expect(failures).toEqual([]);
  expect(Object.values(statuses).reduce((sum, each) => sum + each, 0)).toBeGreaterThan(100);
});
