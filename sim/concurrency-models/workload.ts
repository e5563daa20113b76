import { EventQueue } from '../core/event-queue';
import { type ConcurrencyModelsConfig, concurrencyModelsConfig, msFromTicks, type Operation } from './config';
import type { Model } from './costs';
import { type Host, newRun, onReach, onWake, startRun } from './schedule';
import type { ConcurrencyModelsTrace, Run } from './state';

/** How a workload goes under a model. */
export interface Outcome {
  readonly makespanMs: number;
  /** How often a core went from one job to another. */
  readonly switches: number;
  /** The most that was held at a time. */
  readonly peakBytes: number;
  readonly lost: number;
}

type Settings = Pick<
  ConcurrencyModelsConfig,
  'cores' | 'processes' | 'gil' | 'quantumMs' | 'costs' | 'workers' | 'rules'
>;

const standard = concurrencyModelsConfig.parse({});

/**
 * Runs a workload under a model from its first job to its last, without a clock to wait for. All jobs are ready at 0, in the order in
 * which they are written, and go first come, first served to the free core with the lowest number. Costs: a job's making is paid on its
 * core when it first runs; a switch when a core takes another job than the last it had. Both come before the job's own work.
 * Threads and processes leave the core after a quantum of their own work if another job is ready. Under the GIL one thread runs at a time;
 * greenlets and coroutines share one core and leave it where they wait. A wait needs no core, and a job that ends by waiting needs none to end.
 * Memory is that of all jobs, or of all workers, together. Events of one moment come in the order in which they were set.
 */
export function runWorkload(
  model: Model,
  jobs: readonly (readonly Operation[])[],
  settings: Partial<Settings> = {},
  tell: (entry: ConcurrencyModelsTrace, tick: number) => void = () => {},
): Outcome {
  const config: Settings = { ...standard, ...settings };
  const { cores, processes } = config;
  const run: Run = newRun({ model, startTick: 0, cores, processes }, jobs);
  const queue = new EventQueue<readonly ['reach' | 'wake', number]>();
  let tick = 0;
  let lastId = 0;
  const host: Host = {
    get tick() {
      return tick;
    },
    config,
    isShared: false,
    joinsCosts: true,
    schedule(delay, kind, job) {
      lastId += 1;
      queue.add(lastId, tick + delay, [kind, job]);
      return lastId;
    },
    cancel: (id) => queue.cancel(id),
    trace: (entry) => tell(entry, tick),
    observe: () => {},
  };
  startRun(run, host);
  for (let due = queue.take(); due !== null; due = queue.take()) {
    tick = due.dueTick;
    const [kind, job] = due.event;
    if (kind === 'reach') onReach(run, job, host);
    else onWake(run, job, host);
  }
  return { makespanMs: msFromTicks(tick), switches: run.switches, peakBytes: run.peakBytes, lost: run.lost };
}
