import type { LabId } from '@/sim/catalog';
import { type LabMessages, ownTexts } from './texts';

/** The labs that have an experiment: those whose texts do. */
export type ExperimentId = {
  [Id in LabId]: LabMessages['labs'][Id] extends { readonly experiment: unknown } ? Id : never;
}[LabId];

/** Whether a lab has an experiment, which its texts tell: so a page that only asks for one does not load it. */
export async function experimentOf(id: LabId): Promise<ExperimentId | null> {
  const texts = await ownTexts(id, 'en');
  return 'experiment' in texts ? (id as ExperimentId) : null;
}
