import { defineLab, type TypesOf } from '@/sim/core/lab';
import { tally } from './model';

export const tallyLab = defineLab({
  simulation: tally,
  scenarios: [{ id: 'two-clerks', config: { start: 5 }, seed: 1, commands: [], endTick: 0 }],
});

export type TallyTypes = TypesOf<typeof tallyLab>;
