import { describe, expect, inject, test } from 'vitest';
import { DIFFICULTIES } from '../core/question';
import { replay } from '../core/recording';
import { gil } from './gil';
import { gilQuestions } from './questions';

const SEEDS = inject('seeds');

for (const generator of gilQuestions) {
  describe(generator.id, () => {
    const questions = Array.from({ length: SEEDS }, (_, seed) =>
      generator.generate(seed, DIFFICULTIES[seed % DIFFICULTIES.length] ?? 1),
    );

    test('the run itself gives what the key says', () => {
      for (const { form, proof } of questions) {
        const replayed = replay(gil, proof.recording);
        if (!replayed.ok) throw new Error(replayed.message);
        const { state } = replayed.snapshot;
        if (form.type === 'multiple') expect(form.right).toContain(String(state.shared.x));
        if (generator.id === 'can-lose') expect(state.shared.x < 2).toBe(form.right === 'can');
        if (generator.id === 'releases-or-not') {
          expect((state.threads[1]?.waitedTicks ?? 0) < 1_000).toBe(form.right === 'runs');
        }
      }
    });

    test('asks the same for the same seed, with every key in turn', () => {
      expect(generator.generate(7, 2)).toEqual(generator.generate(7, 2));
      const keys = new Set(questions.map(({ form }) => String(form.right)));
      expect(keys.size).toBeGreaterThan(1);
    });
  });
}
