import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { differenceOf, Model, type Recording } from './testing/replay';
import { parseSequence } from './testing/sequence';

const FOLDER = path.join(import.meta.dirname, 'testdata');
const names = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.txt'))
  .map((name) => name.replace('.txt', ''));

// Each .txt was run on a real server by `npm run conformance -- redis-streams --record`, which wrote the .json beside it.
describe('the model answers as Redis 7.0.15 did', () => {
  it.each(names)('in the sequence %s', (name) => {
    const { steps } = parseSequence(readFileSync(path.join(FOLDER, `${name}.txt`), 'utf8'));
    const recording: Recording = JSON.parse(readFileSync(path.join(FOLDER, `${name}.json`), 'utf8'));
    expect(recording.redisVersion).toBe('7.0.15');
    expect(recording.steps.map(({ argv }) => argv)).toEqual(steps.map((step) => ('argv' in step ? step.argv : null)));
    const model = new Model(recording.options);
    for (const step of recording.steps) {
      const difference = differenceOf(step, model.replay(step));
      expect(difference, `after ${step.argv?.join(' ') ?? 'a wait'}`).toBeNull();
    }
  });

  it('in sequences enough to be worth it', () => {
    expect(names.length).toBeGreaterThan(60);
  });
});
