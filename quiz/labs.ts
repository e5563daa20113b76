import { labById } from '../sim/catalog';
import type { Lab } from '../sim/core/lab';
import { whenItHappens } from '../sim/core/milestone';
import type { LabDesk } from './lab-desk';

type SomeLab = Pick<
  Lab,
  'predict' | 'configure' | 'question' | 'predictions' | 'scenarios' | 'simulation' | 'milestones'
>;

function find(id: string): SomeLab | null {
  return labById(id);
}

/** The labs themselves. For the server: with them come all the models. */
export const labDesk: LabDesk = {
  predictionOptions: (lab, prediction) => find(lab)?.predictions.find(({ id }) => id === prediction)?.options ?? null,
  predict: (lab, prediction) => find(lab)?.predict(prediction)?.option ?? null,
  configure: (lab, scenario, change) => find(lab)?.configure(scenario, change) ?? null,
  comesAbout(labId, scenario, change, milestoneId) {
    const lab = find(labId);
    const recording = lab?.configure(scenario, change) ?? null;
    const milestone = lab?.milestones.find(({ id }) => id === milestoneId);
    if (lab === null || recording === null || milestone === undefined) return null;
    return whenItHappens(lab.simulation, milestone, recording) !== null;
  },
  generate: (lab, generator, seed, difficulty, revision) =>
    find(lab)?.question(generator, seed, difficulty, revision) ?? null,
};
