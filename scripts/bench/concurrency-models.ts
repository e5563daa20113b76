import type { Operation } from '../../sim/concurrency-models/config';
import { MODELS } from '../../sim/concurrency-models/costs';
import { programs } from '../../sim/concurrency-models/programs';
import { runProgram } from '../../sim/concurrency-models/python/run-program';
import { runWorkload } from '../../sim/concurrency-models/workload';

const JOBS = 1_000;
const ROUNDS = 15;

/** All four models with a thousand jobs, as the lab's sliders have them computed anew; and steps of the interpreter. */
export function bench(): void {
  for (const cpuMs of [1, 100]) {
    const job: Operation[] = [
      { type: 'cpu', ms: cpuMs / 2 },
      { type: 'wait', ms: 100 },
      { type: 'cpu', ms: cpuMs / 2 },
    ];
    const jobs = Array.from({ length: JOBS }, () => job);
    const took = sorted(() => {
      for (const model of MODELS) runWorkload(model, jobs);
    });
    console.log(`four models × ${JOBS} jobs of ${cpuMs} ms and 100 ms of waiting   ${summary(took)}`);
  }
  const endless = 'n = 0\nfor i in range(100000):\n    n += i % 7\n';
  const { steps } = runProgram(endless);
  const [, median = 1] = summaryOf(sorted(() => runProgram(endless)));
  console.log(
    `steps of the interpreter                              ${Math.round((steps / median) * 1_000).toLocaleString('en')} a second`,
  );
  console.log(
    `all programs of the scenarios                         ${summary(sorted(() => Object.values(programs).map((each) => runProgram(each))))}`,
  );
}

/** Of so many rounds, after one that warms up, in milliseconds of processor time: what else the machine does is left out. */
function sorted(work: () => void): number[] {
  work();
  return Array.from({ length: ROUNDS }, () => {
    const before = process.cpuUsage();
    work();
    return process.cpuUsage(before).user / 1e3;
  }).sort((a, b) => a - b);
}

function summaryOf(took: readonly number[]): readonly number[] {
  return [0, 0.5, 0.9].map((share) => took[Math.floor(share * (took.length - 1))] ?? 0);
}

function summary(took: readonly number[]): string {
  const [least = 0, median = 0, high = 0] = summaryOf(took);
  return `${median.toFixed(1)} ms (best ${least.toFixed(1)}, p90 ${high.toFixed(1)})`;
}
