import { expect, test } from 'vitest';
import { contentFolder, readYaml, topics } from './catalog';
import { namedMisconceptions } from './item-mistakes';
import { misconceptionsFile } from './misconceptions';

// That every other misconception is asked about, too, is shown in quiz/generators.test.ts, with the questions that it draws.
test('every misconception that is told with a source is asked about in a bank', async () => {
  const { value, mistakes } = await readYaml(contentFolder, 'misconceptions.yaml', misconceptionsFile);
  expect(mistakes).toEqual([]);
  const banks = [...(await topics()).values()].flatMap(({ quiz }) => namedMisconceptions(quiz).map(({ id }) => id));
  const sourced = Object.entries(value ?? {}).flatMap(([id, { source }]) => (source === undefined ? [] : [id]));
  expect(sourced.length).toBeGreaterThanOrEqual(16);
  expect(sourced.filter((id) => !banks.includes(id))).toEqual([]);
});
