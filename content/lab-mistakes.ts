import { labDesk } from '@/quiz/labs';
import type { QuizItem } from '@/quiz/schema';
import { labById } from '@/sim/catalog';
import type { Lab } from '@/sim/core/lab';
import { recordScenario } from '@/sim/core/scenario';

/** Seeds tried per generator, and how many different questions must come of them. */
const SEEDS = 40;
const DIFFERENT_MIN = 20;

/** What is wrong with an item's labs, found by running them: too slow for every start, right for a check. */
export function labMistakes(item: QuizItem): readonly string[] {
  const picture = item.type === 'pick-on-the-diagram' ? item.picture : undefined;
  return [
    ...(item.seeItHappen === undefined ? [] : momentMistakes('seeItHappen', item.seeItHappen)),
    ...(picture === undefined ? [] : momentMistakes('picture', picture)),
    ...(item.type === 'generated' ? generatorMistakes(item) : []),
  ];
}

/** What is wrong with a moment of a scenario that a text names. */
export function momentMistakes(
  field: string,
  { lab: labId, scenario: scenarioId, step }: { lab: string; scenario: string; step: number },
): readonly string[] {
  const lab: Pick<Lab, 'simulation' | 'scenarios'> | null = labById(labId);
  if (lab === null) return [`${field}.lab: there is no lab "${labId}"`];
  const scenario = lab.scenarios.find(({ id }) => id === scenarioId);
  if (scenario === undefined) return [`${field}.scenario: lab "${labId}" has no scenario "${scenarioId}"`];
  const { end } = recordScenario(lab.simulation, scenario);
  return step <= end.step ? [] : [`${field}.step: the scenario has ${end.step} steps, not ${step}`];
}

function generatorMistakes({
  lab,
  generator,
  difficulty,
  revision = 1,
}: Extract<QuizItem, { type: 'generated' }>): readonly string[] {
  const known: Pick<Lab, 'questions'> | null = labById(lab);
  const newest = known?.questions.find(({ id }) => id === generator)?.revision ?? 1;
  if (revision !== newest) return [`revision: the generator's questions are those of ${newest}, not ${revision}`];
  const different = new Set<string>();
  for (let seed = 0; seed < SEEDS; seed += 1) {
    const question = labDesk.generate(lab, generator, seed, difficulty, revision);
    if (question === null) return [`generator: lab "${lab}" has no generator "${generator}"`];
    different.add(JSON.stringify([question.stem, question.form, question.picture]));
  }
  const count = different.size;
  return count >= DIFFERENT_MIN ? [] : [`generator: ${SEEDS} seeds make only ${count} different questions`];
}
