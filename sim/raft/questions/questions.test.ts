import { describe, expect, test } from 'vitest';
import { DIFFICULTIES } from '../../core/question';
import { parseRecording, replay } from '../../core/recording';
import { raft } from '../raft';
import { raftQuestions } from './generators';

const SEEDS = 120;

for (const generator of raftQuestions) {
  describe(generator.id, () => {
    const questions = Array.from({ length: SEEDS }, (_, seed) =>
      generator.generate(seed, DIFFICULTIES[seed % DIFFICULTIES.length] ?? 1),
    );

    test('asks something for every seed, with a key among its options', () => {
      for (const { form, stem } of questions) {
        expect(stem).toMatchObject({ key: `questions.${generator.id}.stem` });
        if (form.type === 'numeric') {
          expect(form.right).toBeGreaterThanOrEqual(0);
          continue;
        }
        const ids = form.options.map(({ id }) => id);
        expect(new Set(ids).size).toBe(ids.length);
        const right = [form.right].flat();
        expect(right.every((id) => ids.includes(id))).toBe(true);
        expect(right.length).toBeLessThan(ids.length);
        for (const { id, misconception } of form.options) expect(misconception === null).toBe(right.includes(id));
      }
    });

    test('asks the same from the same seed, and many different things from different ones', () => {
      for (const seed of [0, 5, 2 ** 32 - 1]) {
        expect(generator.generate(seed, 2)).toEqual(generator.generate(seed, 2));
      }
      const different = new Set(questions.map(({ stem, form }) => JSON.stringify([stem, form])));
      expect(different.size).toBeGreaterThan(SEEDS * 0.6);
    });

    test('shows runs that can be played, the picture first, and break no rule', () => {
      for (const { picture, proof } of questions.slice(0, 15)) {
        expect(proof.recording.commands.slice(0, picture.commands.length)).toEqual(picture.commands);
        expect(proof.step).toBeLessThanOrEqual(proof.recording.end.step);
        for (const recording of [picture, proof.recording]) {
          const parsed = parseRecording(JSON.stringify(recording), raft);
          if (!parsed.ok) throw new Error(parsed.message);
          expect(replay(raft, parsed.recording)).toMatchObject({ ok: true, violations: [] });
        }
      }
    });
  });
}
