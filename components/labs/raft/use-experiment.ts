'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import { addTrials, emptySample, type Sample } from './experiment-curve';
import { allSeries, type ExperimentReport, type ExperimentRequest } from './experiment-measure';

export type ExperimentStatus = 'idle' | 'running' | 'stopped' | 'done' | 'failed';

export interface RunningExperiment {
  readonly status: ExperimentStatus;
  readonly samples: ReadonlyMap<string, Sample>;
  /** Measures everything anew; each time with other seeds. */
  start(): void;
  /** What was measured until now stays. */
  stop(): void;
}

const TRIALS_MAX = Math.max(...allSeries.map(({ trials }) => trials));

/** Measures every line in a worker of its own, which ends with the page. */
export function useExperiment(): RunningExperiment {
  const [status, setStatus] = useState<ExperimentStatus>('idle');
  const [samples, setSamples] = useState<ReadonlyMap<string, Sample>>(new Map());
  const worker = useRef<Worker | null>(null);
  const starts = useRef(0);

  const end = useCallback(() => {
    worker.current?.terminate();
    worker.current = null;
  }, []);
  useEffect(() => end, [end]);

  const start = useCallback(() => {
    end();
    const mine = new Worker(new URL('./experiment-worker.ts', import.meta.url), { type: 'module' });
    worker.current = mine;
    mine.addEventListener('message', ({ data }: MessageEvent<ExperimentReport>) => {
      // What a terminated worker had already said may still come in.
      if (worker.current !== mine) return;
      setSamples((known) => withBatches(known, data));
      if (!data.isDone) return;
      end();
      setStatus('done');
    });
    mine.addEventListener('error', () => {
      if (worker.current !== mine) return;
      end();
      setStatus('failed');
    });
    setSamples(new Map());
    setStatus('running');
    const request: ExperimentRequest = { lines: allSeries, seed: 1 + starts.current * TRIALS_MAX };
    starts.current += 1;
    mine.postMessage(request);
  }, [end]);

  const stop = useCallback(() => {
    end();
    setStatus((before) => (before === 'running' ? 'stopped' : before));
  }, [end]);

  return { status, samples, start, stop };
}

function withBatches(known: ReadonlyMap<string, Sample>, { batches }: ExperimentReport): ReadonlyMap<string, Sample> {
  const next = new Map(known);
  for (const { id, leaderlessMs } of batches) next.set(id, addTrials(next.get(id) ?? emptySample, leaderlessMs));
  return next;
}
