'use client';

import dynamic from 'next/dynamic';
import type { ComponentType } from 'react';
import type { ExperimentId } from './experiments';

/**
 * What stands on a page of its own: a published measurement, repeated, or a comparison. A lab whose texts have `experiment` has a line
 * here; apart from the catalog, whose views such a page does not show.
 */
const experiments: Readonly<Record<ExperimentId, ComponentType>> = {
  raft: dynamic(() => import('./raft/experiment').then((module) => module.RaftExperiment)),
  'redis-streams': dynamic(() =>
    import('./redis-streams/three-brokers/three-brokers').then((module) => module.ThreeBrokers),
  ),
};

/** A lab's experiment; another lab's is not loaded. */
export function LabExperiment({ labId }: { readonly labId: ExperimentId }) {
  const Experiment = experiments[labId];
  return <Experiment />;
}
