'use client';

import { useEffect, useRef, useState } from 'react';
import type { BrokerRun } from '@/sim/three-brokers/broker-run';
import type { Workload } from '@/sim/three-brokers/workload';
import type { CompareReport, CompareRequest } from './measure';

export interface Comparison {
  /** Those of the workload before while the new ones are still being worked out. */
  readonly runs: readonly BrokerRun[];
  readonly isStale: boolean;
  readonly hasFailed: boolean;
}

/** Runs the workload on every broker in a worker of its own, which ends with the page. */
export function useComparison(workload: Workload): Comparison {
  const worker = useRef<Worker | null>(null);
  const number = useRef(0);
  const [comparison, setComparison] = useState<Comparison>({ runs: [], isStale: true, hasFailed: false });
  useEffect(() => {
    const mine = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
    worker.current = mine;
    mine.addEventListener('message', ({ data }: MessageEvent<CompareReport>) => {
      if (data.number === number.current) setComparison({ runs: data.runs, isStale: false, hasFailed: false });
    });
    mine.addEventListener('error', () => setComparison((known) => ({ ...known, isStale: false, hasFailed: true })));
    return () => mine.terminate();
  }, []);
  useEffect(() => {
    number.current += 1;
    const request: CompareRequest = { number: number.current, workload };
    setComparison((known) => ({ ...known, isStale: true }));
    worker.current?.postMessage(request);
  }, [workload]);
  return comparison;
}
