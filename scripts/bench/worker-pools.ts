import { createEngine } from '../../sim/core/engine';
import { replay } from '../../sim/core/recording';
import { recordScenario } from '../../sim/core/scenario';
import { workerPoolsConfig } from '../../sim/worker-pools/config';
import { workerPools } from '../../sim/worker-pools/model';
import { publish, request } from '../../sim/worker-pools/scenarios';

const TASKS = 10_000;
const REQUESTS = 10_000;

/** Events per second of Celery's and FastAPI's model, and how long the server takes to replay a run of ten thousand tasks. */
export function bench(): void {
  const celery = workerPoolsConfig.parse({ c: 8, mult: 4, late: true, workers: 2 });
  const green = workerPoolsConfig.parse({ pool: 'gevent', c: 100, mult: 1, late: true });
  const web = workerPoolsConfig.parse({ stack: 'fastapi', processes: 2 });
  const batches = Array.from({ length: TASKS / 1_000 }, (_, at) => ({
    tick: 0,
    command: publish(1_000, 500 + 37 * at),
  }));
  // Fifty at a time, faster than forty threads answer them.
  const requests = Array.from({ length: REQUESTS / 50 }, (_, at) => ({
    tick: at * 30,
    command: request('def', 50, 20),
  }));
  const recording = recordScenario(workerPools, {
    ...{ id: 'bench', config: celery, seed: 1, commands: batches },
    endTick: 10_000_000,
  });
  // The first run warms up.
  for (const isShown of [false, true]) {
    const figures = [
      `prefork, ${TASKS.toLocaleString('en')} tasks        ${eventsPerSecond(celery, batches)} events a second`,
      `gevent 100, ${TASKS.toLocaleString('en')} tasks     ${eventsPerSecond(green, batches)} events a second`,
      `FastAPI, ${REQUESTS.toLocaleString('en')} requests      ${eventsPerSecond(web, requests)} events a second`,
    ];
    let isSame = false;
    const replayed = secondsOf(() => {
      isSame = replay(workerPools, recording).ok;
    });
    if (!isShown) continue;
    for (const figure of figures) console.log(figure);
    const steps = recording.end.step.toLocaleString('en');
    console.log(
      `${TASKS.toLocaleString('en')} tasks replayed         ${(replayed * 1000).toFixed(0)} ms, ${steps} steps${isSame ? '' : ', REFUSED'}`,
    );
  }
}

type Config = ReturnType<typeof workerPoolsConfig.parse>;
type Timed = { readonly tick: number; readonly command: ReturnType<typeof publish> };

function eventsPerSecond(config: Config, commands: readonly Timed[]): string {
  const engine = createEngine(workerPools, { config, seed: 1 });
  const seconds = secondsOf(() => {
    for (const { tick, command } of commands) {
      while (engine.nextDueTick !== null && engine.nextDueTick <= tick) engine.step();
      engine.advanceTo(tick);
      engine.dispatch(command);
    }
    while (engine.step() !== null);
  });
  return Math.round(engine.stepNumber / seconds).toLocaleString('en');
}

/** Of processor time: what else the machine does is left out. */
function secondsOf(work: () => void): number {
  const before = process.cpuUsage();
  work();
  return process.cpuUsage(before).user / 1e6;
}
