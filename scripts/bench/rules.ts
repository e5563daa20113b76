import { explore } from '../../sim/core/explore';
import { findCounterexample } from '../../sim/core/explore-and-shrink';
import { type RaftRules, raftConfig } from '../../sim/raft/config';
import { raftExplorer } from '../../sim/raft/explorer';
import { raft } from '../../sim/raft/raft';

const SEEDS = [1, 100_001, 200_001, 300_001, 400_001];
const RUNS_MAX = 100_000;
const RUNS_WITH_EVERY_RULE = 10_000;

interface Search {
  readonly schedules: number;
  readonly seconds: number;
  readonly shrinkSeconds: number;
  readonly commands: number;
}

/** How long the explorer takes to break the cluster without each rule, over five searches, and that it cannot with all. */
export function bench(): void {
  const columns = ['without', 'schedules', 'seconds (slowest)', 'shrink seconds', 'commands left'];
  printRow(columns);
  for (const rule of Object.keys(raftConfig.parse({}).rules) as (keyof RaftRules)[]) {
    const searches = SEEDS.map((seed) => search(rule, seed));
    const slowest = Math.max(...searches.map(({ seconds }) => seconds));
    printRow([
      rule,
      median(searches.map(({ schedules }) => schedules)).toLocaleString('en'),
      `${median(searches.map(({ seconds }) => seconds)).toFixed(2)} (${slowest.toFixed(2)})`,
      median(searches.map(({ shrinkSeconds }) => shrinkSeconds)).toFixed(2),
      searches.map(({ commands }) => commands).join(' '),
    ]);
  }
  benchEveryRule();
}

function search(rule: keyof RaftRules, seed: number): Search {
  const config = raftConfig.parse({ rules: { [rule]: false } });
  const start = performance.now();
  let found: { schedules: number; at: number } | null = null;
  let explored = start;
  let commands = Number.NaN;
  for (const { phase, exploration, best } of findCounterexample(raft, raftExplorer, { config, seed, runs: RUNS_MAX })) {
    const now = performance.now();
    if (phase === 'exploring') explored = now;
    if (best === null) continue;
    found ??= { schedules: exploration.runs, at: now };
    commands = best.recording.commands.length;
  }
  const { schedules, at } = found ?? { schedules: Number.NaN, at: Number.NaN };
  return { schedules, seconds: (at - start) / 1000, shrinkSeconds: (performance.now() - explored) / 1000, commands };
}

function benchEveryRule(): void {
  const start = performance.now();
  let broken = 0;
  const options = { config: raftConfig.parse({}), seed: 1, runs: RUNS_WITH_EVERY_RULE };
  for (const { violations } of explore(raft, raftExplorer, options)) broken = Object.keys(violations).length;
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  const schedules = RUNS_WITH_EVERY_RULE.toLocaleString('en');
  process.stdout.write(`\nwith every rule on: ${schedules} schedules in ${seconds} s, ${broken} rules broken\n`);
}

function printRow(cells: readonly string[]): void {
  process.stdout.write(`${cells.map((cell, index) => cell.padEnd(index === 0 ? 24 : 20)).join('')}\n`);
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}
