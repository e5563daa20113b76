import type { BrokerRun } from '@/sim/three-brokers/broker-run';
import { BROKERS, runSameWork } from '@/sim/three-brokers/same-work';
import type { Workload } from '@/sim/three-brokers/workload';

/** What the page asks of its worker: everything anew for each request. */
export interface CompareRequest {
  readonly number: number;
  readonly workload: Workload;
}

export interface CompareReport {
  readonly number: number;
  readonly runs: readonly BrokerRun[];
}

/** Runs the workload on every broker. */
export function compare({ number, workload }: CompareRequest): CompareReport {
  return { number, runs: BROKERS.map((broker) => runSameWork(broker, workload)) };
}
