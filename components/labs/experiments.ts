import type { ComponentType } from 'react';
import type { LabId } from '@/sim/catalog';
import { RaftExperiment } from './raft/experiment';

/** Labs with an experiment: a published measurement, repeated on a page of its own. */
export const labExperiments = { raft: RaftExperiment } satisfies Readonly<Partial<Record<LabId, ComponentType>>>;

/** Whether a lab has an experiment, and with it the texts of one. */
export function hasExperiment(id: LabId): id is keyof typeof labExperiments {
  return Object.hasOwn(labExperiments, id);
}
