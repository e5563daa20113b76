import { describe, expect, inject, test } from 'vitest';
import { DIFFICULTIES, refutesBeliefs } from '../core/question';
import { replay } from '../core/recording';
import { workerPools } from './model';
import { workerPoolsQuestions } from './questions';

const SEEDS = inject('seeds');

for (const generator of workerPoolsQuestions) {
  describe(generator.id, () => {
    const questions = Array.from({ length: SEEDS }, (_, seed) =>
      generator.generate(seed, DIFFICULTIES[seed % DIFFICULTIES.length] ?? 1),
    );

    test('has a run that shows what the key says', () => {
      for (const { form, proof } of questions) {
        const replayed = replay(workerPools, proof.recording);
        if (!replayed.ok) throw new Error(replayed.message);
        const { readyCount, stats } = replayed.snapshot.state;
        if (generator.id === 'ready-count') expect(form.right).toBe(readyCount);
        if (generator.id === 'fate-of-a-task')
          expect([stats.lost > 0, form.right === 'lost']).not.toEqual([false, true]);
        if (generator.id === 'limiter-starts') expect(form.right).toBe(proof.tick / 1_000);
        if (generator.id === 'completion-order') expect(form.right).toHaveLength(stats.done);
        if (generator.id === 'smallest-pool') expect(proof.recording.config.c).toBe(form.right);
      }
    });

    test('refutes what it is about, and asks the same for the same seed with different keys', () => {
      const again = questions.map((_, seed) => generator.generate(seed, DIFFICULTIES[seed % DIFFICULTIES.length] ?? 1));
      expect(again).toEqual(questions);
      for (const question of questions) expect(refutesBeliefs(question)).toBe(true);
      expect(new Set(questions.map(({ form }) => JSON.stringify(form.right))).size).toBeGreaterThan(1);
    });
  });
}
