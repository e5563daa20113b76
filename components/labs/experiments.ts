import type { ComponentType } from 'react';
import type { LabId } from '@/sim/catalog';
import { RaftExperiment } from './raft/experiment';
import { ThreeBrokers } from './redis-streams/three-brokers/three-brokers';

/** Labs with an experiment on a page of its own: a published measurement, repeated, or a comparison. */
export const labExperiments: Readonly<Partial<Record<LabId, ComponentType>>> = {
  raft: RaftExperiment,
  'redis-streams': ThreeBrokers,
};
