/**
 * What each rule of Raft is there for, as the shortest run that was found to break the cluster without it, in
 * testdata/counterexamples/. A change of the model needs new ones: look for them, on purpose, with
 * `UPDATE_TESTDATA=1 npx vitest run sim/raft/explorer.test.ts`.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { explore } from '../core/explore';
import { type CounterexampleProgress, findCounterexample } from '../core/explore-and-shrink';
import { parseRecording, type Recording, replay } from '../core/recording';
import { recordScenario } from '../core/scenario';
import type { RaftCommand } from './command';
import { type RaftConfig, type RaftRules, raftConfig } from './config';
import { raftExplorer } from './explorer';
import { raft } from './raft';

/** The seed that the search begins with: of several tried, one whose find is plain to read. */
const SEARCHES: Record<keyof RaftRules, number> = {
  electionRestriction: 2000,
  commitOnlyCurrentTerm: 1,
  persistVote: 5000,
  consistencyCheck: 2000,
  majorityQuorum: 1,
  jointConsensus: 1,
};

function search(config: RaftConfig, seed: number): CounterexampleProgress<RaftConfig, RaftCommand> {
  const searching = findCounterexample(raft, raftExplorer, { config, seed, runs: 20_000 });
  for (;;) {
    const { done, value } = searching.next();
    if (done) return value;
  }
}

function readCounterexample(rule: keyof RaftRules): Recording<RaftConfig, RaftCommand> {
  const folder = new URL('testdata/counterexamples/', import.meta.url);
  const file = new URL(`${rule}.json`, folder);
  if (process.env.UPDATE_TESTDATA === '1') {
    const { best } = search(raftConfig.parse({ rules: { [rule]: false } }), SEARCHES[rule]);
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, `${JSON.stringify(best?.recording, null, 2)}\n`);
  }
  const parsed = parseRecording(readFileSync(file, 'utf8'), raft);
  if (!parsed.ok) throw new Error(parsed.message);
  return parsed.recording;
}

/** The same commands at the same moments, with every rule on. */
function withEveryRule({ config, seed, commands, end }: Recording<RaftConfig, RaftCommand>) {
  const whole = raftConfig.parse({ ...config, rules: {} });
  return recordScenario(raft, { id: 'with-every-rule', config: whole, seed, commands, endTick: end.tick });
}

for (const rule of Object.keys(SEARCHES) as (keyof RaftRules)[]) {
  describe(`without ${rule}`, () => {
    const recording = readCounterexample(rule);

    test('the counterexample breaks a promise at its last step', () => {
      const off = Object.entries(recording.config.rules).flatMap(([name, isOn]) => (isOn ? [] : [name]));
      expect(off).toEqual([rule]);
      const replayed = replay(raft, recording);
      if (!replayed.ok) throw new Error(replayed.message);
      expect(replayed.violations.at(-1)?.step).toBe(recording.end.step);
    }, 120_000);

    test('the counterexample is short', () => {
      expect(recording.commands.length).toBeLessThanOrEqual(8);
      expect(recording.end.step).toBeLessThanOrEqual(400);
    });

    test('the same commands break nothing with the rule on', () => {
      expect(replay(raft, withEveryRule(recording))).toMatchObject({ ok: true, violations: [] });
    });
  });
}

test('with every rule on, schedules break nothing', () => {
  const unlike: Partial<RaftConfig>[] = [
    {},
    { servers: 3, preVote: true, noOpOnElection: true, conflictHint: true },
    { servers: 7, initialServers: 3, dropPerMille: 100, duplicatePerMille: 100, entriesPerMessageMax: 1 },
    { servers: 4, diskLatencyMinMs: 1, diskLatencyMaxMs: 30, latencyMinMs: 0, latencyMaxMs: 60 },
  ];
  for (const config of unlike) {
    const progress = [...explore(raft, raftExplorer, { config: raftConfig.parse(config), seed: 1, runs: 100 })].at(-1);
    expect(progress).toMatchObject({ runs: 100, violations: {} });
    expect(progress?.counts.leaders).toBeGreaterThan(100);
  }
}, 60_000);
