import type { ComponentType } from 'react';
import type { LabId } from '@/sim/catalog';
import { RaftExperiment } from './raft/experiment';
import { ThreeBrokers } from './redis-streams/three-brokers/three-brokers';

/** Labs with an experiment on a page of its own: a published measurement, repeated, or a comparison. */
export const labExperiments = {
  raft: RaftExperiment,
  'redis-streams': ThreeBrokers,
} satisfies Readonly<Partial<Record<LabId, ComponentType>>>;

/** Whether a lab has an experiment, and with it the texts of one. */
export function hasExperiment(id: LabId): id is keyof typeof labExperiments {
  return Object.hasOwn(labExperiments, id);
}
