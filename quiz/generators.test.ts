import { describe, expect, test } from 'vitest';
import { labs } from '../sim/catalog';
import { DIFFICULTIES, type GeneratedQuestion, type QuestionForm } from '../sim/core/question';
import type { LabDesk } from './lab-desk';
import type { SittingItem } from './schema';
import { bindItem } from './score';
import { item } from './testing/items';

const SEEDS = 1000;

/** What is given to this question that is not its key: every other option, each pick changed, neighbours swapped, one more or less. */
function wrongResponses(form: QuestionForm): readonly unknown[] {
  switch (form.type) {
    case 'single':
      return form.options.filter(({ id }) => id !== form.right).map(({ id }) => [id]);
    case 'multiple':
      return form.options.map(({ id }) =>
        form.right.includes(id) ? form.right.filter((each) => each !== id) : [...form.right, id],
      );
    case 'ordering':
      return form.right.slice(1).map((second, index) => {
        const swapped = [...form.right];
        swapped[index + 1] = form.right[index] ?? '';
        swapped[index] = second;
        return swapped;
      });
    case 'numeric':
      return [String(form.right + 1), String(form.right - 1)];
  }
}

function rightResponse(form: QuestionForm): unknown {
  if (form.type === 'numeric') return String(form.right);
  return form.type === 'single' ? [form.right] : form.right;
}

/** Labs that have made the one question already: it is scored many times. */
const desk = (question: GeneratedQuestion<unknown, unknown>): LabDesk => ({
  predictionOptions: () => null,
  predict: () => null,
  generate: () => question,
});

describe(`over ${SEEDS} seeds, the key scores full and whatever else is given less`, () => {
  for (const [labId, lab] of Object.entries(labs)) {
    for (const { id } of lab.questions) {
      test(`${labId}, ${id}`, { timeout: 300_000 }, () => {
        const asked: SittingItem = item({ type: 'generated', lab: labId, generator: id, difficulty: 1 });
        for (let seed = 0; seed < SEEDS; seed += 1) {
          const question = lab.question(id, seed, DIFFICULTIES[seed % DIFFICULTIES.length] ?? 1);
          if (question === null) throw new Error(`nothing from seed ${seed}`);
          const bound = bindItem(asked, desk(question));
          const full = bound.score(rightResponse(question.form));
          expect([seed, full?.earned]).toEqual([seed, full?.total]);
          const wrong = wrongResponses(question.form);
          expect(wrong.length).toBeGreaterThan(0);
          for (const response of wrong) {
            const score = bound.score(response);
            expect([seed, response, score !== null && score.earned < score.total]).toEqual([seed, response, true]);
          }
        }
      });
    }
  }
});
