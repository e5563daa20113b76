import { labById } from '../sim/catalog';
import type { Lab } from '../sim/core/lab';
import type { LabDesk } from './lab-desk';

type SomeLab = Pick<Lab, 'predict' | 'configure' | 'question' | 'predictions' | 'scenarios'>;

function find(id: string): SomeLab | null {
  return labById(id);
}

/** The labs themselves. For the server: with them come all the models. */
export const labDesk: LabDesk = {
  predictionOptions: (lab, prediction) => find(lab)?.predictions.find(({ id }) => id === prediction)?.options ?? null,
  predict: (lab, prediction) => find(lab)?.predict(prediction)?.option ?? null,
  configure: (lab, scenario, change) => find(lab)?.configure(scenario, change) ?? null,
  generate: (lab, generator, seed, difficulty, revision) =>
    find(lab)?.question(generator, seed, difficulty, revision) ?? null,
};
