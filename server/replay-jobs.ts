import type { Locale } from '@/lib/i18n/routing';
import { type LabId, labById } from '@/sim/catalog';
import type { JudgedChallenge, Lab } from '@/sim/core/lab';
import { GRADED_RUN } from '@/sim/core/limits';
import type { Difficulty, GeneratedQuestion } from '@/sim/core/question';
import type { Recording } from '@/sim/core/recording';
import type { Json } from '@/sim/core/simulation';

type SomeLab = Pick<Lab, 'configure' | 'judge' | 'predict' | 'question' | 'verify'>;

function find(labId: string): SomeLab | null {
  return labById(labId);
}

/** What a recorded run counted when it was run again; `refused` when it is none of that lab, or more than may be graded. */
export type VerifiedRun =
  | { readonly ok: true; readonly steps: number; readonly violations: number }
  | { readonly ok: false; readonly reason: 'unknown-lab' | 'refused' };

/** Everything that a server runs a lab's model for. Plain data goes in and comes out: a thread of its own does it. */
export const replayJobs = {
  verify(labId: string, recording: string): VerifiedRun {
    const lab = find(labId);
    if (lab === null) return { ok: false, reason: 'unknown-lab' };
    const verdict = lab.verify(recording, GRADED_RUN);
    if (!verdict.ok) return { ok: false, reason: 'refused' };
    return { ok: true, steps: verdict.replay.steps, violations: verdict.replay.violations.length };
  },

  judge(
    labId: string,
    challengeId: string,
    recording: string,
  ): JudgedChallenge | { readonly ok: false; readonly reason: 'unknown-lab' } {
    return find(labId)?.judge(challengeId, recording, GRADED_RUN) ?? { ok: false, reason: 'unknown-lab' };
  },

  /** The option that comes about; null where there is no such prediction. */
  predict(labId: string, predictionId: string): string | null {
    return find(labId)?.predict(predictionId)?.option ?? null;
  },

  /** A scenario's run with some of it changed; null where the lab takes no such thing. */
  configure(
    labId: string,
    scenarioId: string,
    change: Readonly<Record<string, Json>>,
  ): Recording<unknown, unknown> | null {
    return find(labId)?.configure(scenarioId, change) ?? null;
  },

  /** Null where there is no such generator, or not of that revision. */
  generate(
    labId: string,
    generatorId: string,
    seed: number,
    difficulty: Difficulty,
    revision: number,
  ): GeneratedQuestion<unknown, unknown> | null {
    return find(labId)?.question(generatorId, seed, difficulty, revision) ?? null;
  },

  /**
   * The picture of a run, as PNG, by the query of its address; null where that leads to none. It needs the labs' views, which the
   * thread alone has (app/previews/replay-worker.ts): wherever else this is asked for there is no picture.
   */
  preview(_labId: LabId, _locale: Locale, _query: string): Uint8Array | null {
    return null;
  },
};

export type ReplayJobs = typeof replayJobs;
export type ReplayJobName = keyof ReplayJobs;

/** A job as a thread is sent it. */
export type ReplayJob = {
  [Name in ReplayJobName]: { readonly name: Name; readonly args: Parameters<ReplayJobs[Name]> };
}[ReplayJobName];

export function carryOut({ name, args }: ReplayJob): unknown {
  const work = replayJobs[name] as (...given: readonly unknown[]) => unknown;
  return work(...args);
}
