import { createEngine } from '../../sim/core/engine';
import { gilConfig } from '../../sim/gil/config';
import { gil } from '../../sim/gil/gil';
import { reachableValues } from '../../sim/gil/reachable';

const CALLS = 20_000;

/** Instructions per second of two threads that count; all schedules of two threads of a dozen instructions. */
export function bench(): void {
  // The first run warms up.
  for (const isShown of [false, true]) {
    const threads = ['a', 'b'].map((id) => ({ id, operations: [{ type: 'body', body: 'x += f()', times: CALLS }] }));
    const engine = createEngine(gil, { config: gilConfig.parse({ intervalMs: 1, threads }), seed: 1 });
    let instructions = 0;
    const ran = secondsOf(() => {
      for (let record = engine.step(); record !== null; record = engine.step()) {
        if (record.trace.some(({ kind }) => kind === 'opcode')) instructions += 1;
      }
    });
    const explored = secondsOf(() => reachableValues(['x += f()', 'x += f()'], '3.9'));
    if (!isShown) continue;
    console.log(
      `instructions                             ${Math.round(instructions / ran).toLocaleString('en')} a second`,
    );
    console.log(`all schedules of x += f() twice on 3.9   ${(explored * 1000).toFixed(1)} ms`);
  }
}

/** Of processor time: what else the machine does is left out. */
function secondsOf(work: () => void): number {
  const before = process.cpuUsage();
  work();
  return process.cpuUsage(before).user / 1e6;
}
