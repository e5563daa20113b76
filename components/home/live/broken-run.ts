import type { ExploreReport, ExploreRequest, FoundRun } from '@/components/lab-shell/explore/explore-protocol';
import { parseRecording } from '@/sim/core/recording';
import { encodeRecording } from '@/sim/core/share-link';
import { raft } from '@/sim/raft/raft';
import { type ClusterRun, recordedRun } from './cluster-run';

/** The rule of Raft that is switched off. */
const SWITCHED_OFF = 'electionRestriction';

/** The same schedules each time: they are tried from this seed on. */
const REQUEST: ExploreRequest = { config: { rules: { [SWITCHED_OFF]: false } }, seed: 7, runs: 10_000 };

export interface BrokenRun {
  /** Schedules that were tried until one broke a promise. */
  readonly schedules: number;
  /** What is left to do of that one, once it is made as short as possible. */
  readonly commands: number;
  /** Where the lab opens it. */
  readonly href: string;
  play(): ClusterRun;
}

/** Searches in a worker of its own for a run that loses what was committed. `onTried` says how many schedules it has tried. */
export function findBrokenRun(onTried: (schedules: number) => void, signal: AbortSignal): Promise<BrokenRun> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('../../labs/raft/explore-worker.ts', import.meta.url), { type: 'module' });
    signal.addEventListener('abort', () => worker.terminate());
    worker.addEventListener('error', ({ message }) => reject(new Error(message)));
    worker.addEventListener('message', ({ data }: MessageEvent<ExploreReport>) => {
      if (data.type === 'progress') return onTried(data.progress.runs);
      worker.terminate();
      if (data.type === 'failed' || data.found === null) return reject(new Error('no run was found'));
      resolve(brokenRun(data.found, data.progress.runs));
    });
    worker.postMessage(REQUEST);
  });
}

function brokenRun({ recordingJson, commands }: FoundRun, schedules: number): BrokenRun {
  const parsed = parseRecording(recordingJson, raft);
  if (!parsed.ok) throw new Error(parsed.message);
  const { recording } = parsed;
  return {
    schedules,
    commands,
    href: `/labs/raft?run=${encodeRecording(recording)}`,
    play: () => recordedRun(recording),
  };
}
