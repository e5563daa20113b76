import { createEngine } from '../../sim/core/engine';
import { explore } from '../../sim/core/explore';
import { createTimeline, type Timeline } from '../../sim/core/timeline';
import { raftConfig, ticksFromMs } from '../../sim/raft/config';
import { raftExplorer } from '../../sim/raft/explorer';
import { raft } from '../../sim/raft/raft';

const config = raftConfig.parse({
  servers: 5,
  electionTimeoutMinMs: 100,
  electionTimeoutMaxMs: 200,
  heartbeatIntervalMs: 50,
  latencyMinMs: 10,
  latencyMaxMs: 15,
});
const SEED = 1;
const COLD_SECONDS = 100;
const WARM_SECONDS = 4000;
const HISTORY_SECONDS = 1000;
const STEPS_BACK = 500;
const SCHEDULES = 1000;

/** How fast the model, the timeline and the explorer are, for five servers with RaftScope's timing. */
export function bench(): void {
  benchModel();
  benchHistory();
  benchExplorer();
}

function print(what: string, value: number, unit: string): void {
  process.stdout.write(`${what.padEnd(44)} ${Math.round(value).toLocaleString('en').padStart(12)} ${unit}\n`);
}

function secondsOf(work: () => void): number {
  const start = performance.now();
  work();
  return (performance.now() - start) / 1000;
}

function runModel(simulatedSeconds: number): void {
  const engine = createEngine(raft, { config, seed: SEED });
  const end = ticksFromMs(simulatedSeconds * 1000);
  while (engine.nextDueTick !== null && engine.nextDueTick <= end) engine.step();
}

function benchModel(): void {
  const cold = secondsOf(() => runModel(COLD_SECONDS));
  print(`model alone, cold (first ${COLD_SECONDS} s)`, COLD_SECONDS / cold, 'simulated s/s');
  const warm = secondsOf(() => runModel(WARM_SECONDS));
  print(`model alone, warm (${WARM_SECONDS} s)`, WARM_SECONDS / warm, 'simulated s/s');
}

function benchHistory(): void {
  const timeline = createTimeline(raft, { config, seed: SEED });
  const taken = secondsOf(() => {
    for (let second = 1; second <= HISTORY_SECONDS; second += 1) timeline.advanceTo(ticksFromMs(second * 1000));
  });
  print(`with history kept (${HISTORY_SECONDS} s)`, HISTORY_SECONDS / taken, 'simulated s/s');
  print('history', timeline.historyCharacters() / HISTORY_SECONDS, 'characters of JSON per simulated s');
  print('history', timeline.step / HISTORY_SECONDS, 'steps per simulated s');
  benchStepBack(timeline);
}

function benchStepBack<Config, State, Command, Event>(timeline: Timeline<Config, State, Command, Event>): void {
  const times: number[] = [];
  for (let step = 0; step < STEPS_BACK; step += 1) times.push(secondsOf(() => timeline.stepBack()));
  times.sort((a, b) => a - b);
  print('step back, median', (times[STEPS_BACK >> 1] ?? 0) * 1e6, 'µs');
  print('step back, slowest', (times.at(-1) ?? 0) * 1e6, 'µs');
}

function benchExplorer(): void {
  let steps = 0;
  const taken = secondsOf(() => {
    for (const progress of explore(raft, raftExplorer, { config, seed: SEED, runs: SCHEDULES })) steps = progress.steps;
  });
  print(`explorer (${SCHEDULES} schedules)`, SCHEDULES / taken, 'schedules/s');
  print('explorer', steps / taken, 'steps/s');
}
