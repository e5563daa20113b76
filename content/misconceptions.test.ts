import { expect, test } from 'vitest';
import { labs } from '@/sim/catalog';
import type { Lab } from '@/sim/core/lab';
import { DIFFICULTIES } from '@/sim/core/question';
import { contentFolder, readYaml, topics } from './catalog';
import { namedMisconceptions } from './item-mistakes';
import { misconceptionsFile } from './misconceptions';

/** Draws of each generator that show which misconceptions it is about. */
const SEEDS = 12;

/** What is asked about by a generator of a lab that no written topic has yet. */
function generated(): readonly string[] {
  return Object.values(labs).flatMap((lab: Lab) =>
    lab.questions.flatMap(({ id }) =>
      DIFFICULTIES.flatMap((difficulty) =>
        Array.from({ length: SEEDS }, (_, seed) => namedMisconceptions(lab.question(id, seed, difficulty)))
          .flat()
          .map((named) => named.id),
      ),
    ),
  );
}

test('every misconception of the list is asked about somewhere, and those with a source in a bank', async () => {
  const { value, mistakes } = await readYaml(contentFolder, 'misconceptions.yaml', misconceptionsFile);
  expect(mistakes).toEqual([]);
  const banks = [...(await topics()).values()].flatMap(({ quiz }) => namedMisconceptions(quiz).map(({ id }) => id));
  const asked = new Set([...banks, ...generated()]);
  const all = Object.entries(value ?? {});
  expect(all.filter(([id]) => !asked.has(id)).map(([id]) => id)).toEqual([]);
  const sourced = all.filter(([, { source }]) => source !== undefined).map(([id]) => id);
  expect(sourced.length).toBeGreaterThanOrEqual(16);
  expect(sourced.filter((id) => !banks.includes(id))).toEqual([]);
});
