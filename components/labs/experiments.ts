import type { ComponentType } from 'react';
import type { LabId } from '@/sim/catalog';
import { RaftExperiment } from './raft/experiment';

/** Labs with an experiment: a published measurement, repeated on a page of its own. */
export const labExperiments: Readonly<Partial<Record<LabId, ComponentType>>> = { raft: RaftExperiment };
