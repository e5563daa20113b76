import { availableParallelism } from 'node:os';
import { type Later, later } from '@/lib/later';
import { log } from './log';
import { carryOut, type ReplayJob, type ReplayJobName, type ReplayJobs } from './replay-jobs';
import { type ReplayOutcome, ReplayPool } from './replay-pool';
import { closeAtEnd, type Serving, serving } from './serving';

/** A run takes so long at most, and so much memory; what it may touch (`GRADED_RUN`) is meant to end it long before. */
const JOB_MAX_MS = 2_000;
/** A thread's first picture loads the lab's view and the fonts. */
const PREVIEW_MAX_MS = 10_000;
const MEMORY_MAX_MB = { maxOldGenerationSizeMb: 208, maxYoungGenerationSizeMb: 48 };

/** When to come back, where nothing better is known. */
const RETRY_MS = 5_000;

/** Thrown when a lab's model could not be run now. The same may be tried again. */
export class ReplayLaterError extends Error {
  override readonly name = 'ReplayLaterError';
  readonly afterMs = RETRY_MS;
}

/**
 * Runs a lab's model: the one way in which the server does. `account` is whose recording it is, who has one running at a time; null for
 * what the site itself asks.
 *
 * @throws ReplayLaterError when too many wait, or it took too long or too much memory
 */
export async function runLab<Name extends ReplayJobName>(
  account: string | null,
  name: Name,
  ...args: Parameters<ReplayJobs[Name]>
): Promise<ReturnType<ReplayJobs[Name]>> {
  // The arguments are those of the job of that name, which the compiler cannot follow.
  const job = { name, args } as unknown as ReplayJob;
  const running = serving();
  // In development and in tests there is nobody else to hold up.
  const outcome: ReplayOutcome =
    running === undefined ? { ok: true, value: carryOut(job) } : await poolOf(running, name).run(account, job);
  if (outcome.ok) return outcome.value as ReturnType<ReplayJobs[Name]>;
  if (outcome.why === 'failed') throw new Error(`the ${name} job failed: ${outcome.message}`);
  log.info({ event: 'replay', job: name, why: outcome.why });
  throw new ReplayLaterError(outcome.why);
}

/** What came of the work, or "later" when no lab could be run for it now. */
export async function orLater<Result>(work: Promise<Result>): Promise<Result | Later> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof ReplayLaterError) return later(error.afterMs);
    throw error;
  }
}

/**
 * Kept beside what serves: the bundler makes several copies of this module, and there is one pool for all. Pictures, which anybody may
 * ask for, have a thread of their own and hold up nobody's recording.
 */
function poolOf(running: Serving, name: ReplayJobName): ReplayPool {
  const which = name === 'preview' ? 'previews' : 'replays';
  const known = running[which];
  if (known !== undefined) return known;
  const pool = new ReplayPool({
    startThread: () => running.startReplayThread(MEMORY_MAX_MB),
    threadsMax: name === 'preview' ? 1 : Math.min(2, availableParallelism()),
    waitingMax: 20,
    waitingOfOneMax: 3,
    jobMaxMs: name === 'preview' ? PREVIEW_MAX_MS : JOB_MAX_MS,
    loadMaxMs: 10_000,
    after(ms, call) {
      const timer = setTimeout(call, ms);
      return () => clearTimeout(timer);
    },
  });
  running[which] = pool;
  closeAtEnd(() => pool.close());
  return pool;
}
