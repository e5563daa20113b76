import type { ConcurrencyModelsConfig, Operation } from '../../sim/concurrency-models/config';
import type { Model } from '../../sim/concurrency-models/costs';

/** All times are multiples of this. */
const UNIT_MS = 0.5;
const units = (ms: number) => Math.round(ms / UNIT_MS);

interface Worker {
  /** What is left of each operation, in units; a wait is below zero. */
  readonly left: { readonly isWait: boolean; rest: number }[];
  overhead: number;
  /** Its making and the switch to it are being paid. */
  pays: boolean;
  isFresh: boolean;
  isOver: boolean;
  /** Counts up each time its present activity was begun. */
  since: number;
}

/**
 * The same rules as `runWorkload`, written as one loop over time without a queue of events: at each moment what has come to its end is
 * looked for among all jobs, in the order in which it began.
 */
export function bruteForce(
  model: Model,
  jobs: readonly (readonly Operation[])[],
  config: Pick<ConcurrencyModelsConfig, 'cores' | 'gil' | 'quantumMs' | 'costs'>,
) {
  const create = units(config.costs.createUs[model] / 1_000);
  const change = units(config.costs.switchUs[model] / 1_000);
  const quantum = units(config.quantumMs);
  const isCooperative = model === 'greenlet' || model === 'coroutine';
  const atOnce = isCooperative || (model === 'thread' && config.gil) ? 1 : config.cores;
  const all = jobs.map(
    (job): Worker => ({
      left: job.map((each) => ({ isWait: each.type === 'wait', rest: units('ms' in each ? each.ms : 0) })),
      overhead: 0,
      pays: false,
      isFresh: true,
      isOver: false,
      since: 0,
    }),
  );
  const line = [...all];
  const cores: ({ job: Worker; turn: number } | null)[] = Array.from({ length: config.cores }, () => null);
  const before: (Worker | null)[] = cores.map(() => null);
  const asleep = new Set<Worker>();
  let switches = 0;
  let begun = 0;
  let now = 0;
  let end = 0;

  /** Drops what needs no time; whether the job has to leave its core. */
  const settled = (job: Worker, turn: number): 'stays' | 'leaves' => {
    for (;;) {
      const [first] = job.left;
      if (first === undefined) {
        job.isOver = true;
        end = now;
        return 'leaves';
      }
      if (first.isWait) {
        asleep.add(job);
        begun += 1;
        job.since = begun;
        return 'leaves';
      }
      if (first.rest === 0) job.left.shift();
      else if (turn > 0 || isCooperative || line.length === 0) return 'stays';
      else {
        line.push(job);
        return 'leaves';
      }
    }
  };

  const fill = () => {
    for (;;) {
      const core = cores.indexOf(null);
      if (core < 0 || cores.filter((each) => each !== null).length >= atOnce) return;
      const job = line.shift();
      if (job === undefined) return;
      const isSwitch = before[core] !== null && before[core] !== job;
      if (isSwitch) switches += 1;
      before[core] = job;
      job.overhead = (job.isFresh ? create : 0) + (isSwitch ? change : 0);
      job.isFresh = false;
      job.pays = job.overhead > 0;
      if (job.pays || settled(job, quantum) === 'stays') {
        cores[core] = { job, turn: quantum };
        begun += 1;
        job.since = begun;
      }
    }
  };

  fill();
  endOfMoment();
  while (all.some(({ isOver }) => !isOver)) {
    now += 1;
    for (const place of cores) {
      if (place === null) continue;
      if (place.job.overhead > 0) place.job.overhead -= 1;
      else {
        const [first] = place.job.left;
        if (first !== undefined) first.rest -= 1;
        place.turn -= 1;
      }
    }
    for (const job of asleep) if (job.left[0] !== undefined) job.left[0].rest -= 1;
    endOfMoment();
  }
  return { makespanMs: end * UNIT_MS, switches, peakBytes: jobs.length * config.costs.bytes[model] };

  /** What is over now, in the order in which it began; a wait of no length is over in the same moment. */
  function endOfMoment(): void {
    for (;;) {
      const due = all.filter((job) => isDue(job)).sort((a, b) => a.since - b.since)[0];
      if (due === undefined) return;
      if (asleep.has(due)) {
        asleep.delete(due);
        due.left.shift();
        if (due.left.length === 0) {
          due.isOver = true;
          end = now;
        } else line.push(due);
      } else {
        const core = cores.findIndex((place) => place?.job === due);
        const place = cores[core];
        if (place == null) return;
        const [first] = due.left;
        // Work that follows its costs without a break began with them.
        const goesOn = due.pays && first !== undefined && !first.isWait && first.rest > 0;
        if (!due.pays && first !== undefined && !first.isWait && first.rest === 0) due.left.shift();
        due.pays = false;
        if (settled(due, place.turn) === 'leaves') cores[core] = null;
        else if (!goesOn) {
          if (place.turn <= 0) place.turn = quantum;
          begun += 1;
          due.since = begun;
        }
      }
      fill();
    }
  }

  function isDue(job: Worker): boolean {
    const [first] = job.left;
    if (asleep.has(job)) return first !== undefined && first.rest <= 0;
    const place = cores.find((each) => each?.job === job);
    if (place == null || job.overhead > 0) return false;
    if (job.pays || first === undefined || first.isWait) return true;
    return first.rest === 0 || (!isCooperative && place.turn <= 0);
  }
}
