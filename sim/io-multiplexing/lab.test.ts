/**
 * Each scenario as a golden transcript in testdata/. A change of the model that changes one is a change of behaviour: raise the
 * simulation's version, and rewrite the transcripts on purpose with `UPDATE_TESTDATA=1 npx vitest run sim/io-multiplexing`.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, inject, test } from 'vitest';
import { createEngine } from '../core/engine';
import { explore } from '../core/explore';
import { DIFFICULTIES } from '../core/question';
import { replay, runRecording } from '../core/recording';
import { recordScenario } from '../core/scenario';
import { checkLab } from '../core/testing/check-lab';
import { type IoMultiplexingCommand, ioMultiplexingConfig } from './config';
import { ioMultiplexingExplorer } from './explorer';
import { ioMultiplexingLab } from './lab';
import { ioMultiplexing } from './model';
import { IO_MULTIPLEXING_MISCONCEPTIONS, ioMultiplexingQuestions } from './questions';
import { ioMultiplexingScenarios } from './scenarios';
import type { IoMultiplexingTrace } from './state';

function transcriptOf(scenario: (typeof ioMultiplexingScenarios)[number]): string {
  const recording = recordScenario(ioMultiplexing, scenario);
  const engine = createEngine(ioMultiplexing, recording);
  const lines: string[] = [];
  runRecording(engine, recording, ({ tick, trace, violations }) => {
    for (const { kind, actor, data } of trace) lines.push(`${tick} ${actor} ${kind} ${JSON.stringify(data ?? {})}`);
    // The only rule that the scenarios break.
    for (const { name, values } of violations)
      lines.push(
        `${tick} VIOLATION ${name}: ${values.file} has something to read, and the loop waits for nothing there`,
      );
  });
  return `${lines.join('\n')}\n`;
}

test.each(ioMultiplexingScenarios.map((scenario) => [scenario.id, scenario] as const))(
  '%s goes as recorded',
  (id, scenario) => {
    const transcript = transcriptOf(scenario);
    const file = new URL(`testdata/${id}.txt`, import.meta.url);
    if (process.env.UPDATE_TESTDATA === '1') writeFileSync(file, transcript);
    expect(transcript).toBe(readFileSync(file, 'utf8'));
  },
);

function after(config: object, ...commands: readonly IoMultiplexingCommand[]) {
  const engine = createEngine(ioMultiplexing, { config: ioMultiplexingConfig.parse(config), seed: 1 });
  const trace: IoMultiplexingTrace[] = [];
  for (const command of commands) trace.push(...(engine.dispatch(command).trace as readonly IoMultiplexingTrace[]));
  for (let record = engine.step(); record !== null; record = engine.step()) {
    trace.push(...(record.trace as readonly IoMultiplexingTrace[]));
  }
  return { state: engine.state, trace, violations: engine.lastRecord?.violations ?? [] };
}

const count = (trace: readonly IoMultiplexingTrace[], kind: IoMultiplexingTrace['kind']) =>
  trace.filter((entry) => entry.kind === kind).length;

test('of a hundred tasks at once one succeeds where greenlets share a thread, and all do where they do not call for loops', () => {
  const refused = after({ clients: 0, patched: true }, { type: 'startTasks', count: 100 });
  expect([count(refused.trace, 'taskEnds'), count(refused.trace, 'taskFails')]).toEqual([1, 99]);
  const cured = after(
    { clients: 0, patched: true },
    { type: 'setClient', client: 'sync' },
    { type: 'startTasks', count: 100 },
  );
  expect(count(cured.trace, 'taskEnds')).toBe(100);
  const unpatched = after({ clients: 0 }, { type: 'startTasks', count: 3 });
  expect([count(unpatched.trace, 'taskEnds'), count(unpatched.trace, 'taskFails')]).toEqual([3, 0]);
});

test.each(['select', 'poll', 'level', 'edge', 'one-shot'] as const)('serves clients by %s', (mechanism) => {
  const { state, trace } = after(
    { mechanism, drains: true },
    { type: 'connectClient' },
    { type: 'arrive', client: 'c1', bytes: 9_000 },
    { type: 'arrive', client: 'c3', bytes: 10 },
    ...Array<IoMultiplexingCommand>(3).fill({ type: 'handle' }),
    { type: 'hangUp', client: 'c1' },
    ...Array<IoMultiplexingCommand>(2).fill({ type: 'handle' }),
  );
  expect(state.loop.bytesRead).toBe(9_010);
  expect(count(trace, 'accepted')).toBe(1);
  expect(state.loop.watched).toEqual(['L', 'c2', 'c3', 'c4']);
});

test('looks at every descriptor by select, and at the ready ones by epoll', () => {
  const looked = (mechanism: string) =>
    after({ mechanism, clients: 100 }, { type: 'arrive', client: 'c9', bytes: 1 }, { type: 'handle' }).state.loop
      .scanned;
  expect([looked('select'), looked('poll'), looked('level')]).toEqual([101, 101, 1]);
});

test('a line that is no call is refused, and one that cannot be now is ignored', () => {
  const { trace } = after(
    { clients: 0 },
    ...['pipe p', 'pipe p', 'sleep 5', 'timerfd t 40'].map((line) => ({ type: 'call', line }) as const),
  );
  expect(trace.map((entry) => (entry.kind === 'ignored' ? entry.data.reason : entry.kind))).toEqual([
    'called',
    'taken',
    'sleeps',
    'called',
    'expired',
  ]);
  expect(() => after({}, { type: 'call', line: 'nonsense' })).toThrow(/no call/);
});

const lines = (...all: readonly string[]) => all.map((line): IoMultiplexingCommand => ({ type: 'call', line }));
const handle: IoMultiplexingCommand = { type: 'handle' };

const solutions: Readonly<Record<string, readonly IoMultiplexingCommand[]>> = {
  'stall-a-connection': [{ type: 'arrive', client: 'c1', bytes: 5_000 }, handle, handle],
  'three-clients-under-edge': [{ type: 'setReads', drains: true }, handle, handle, handle],
  'wake-one-of-two': [
    ...lines('ctl e1 DEL L', 'ctl e1 ADD L IN|EXCLUSIVE', 'ctl e2 DEL L', 'ctl e2 ADD L IN|EXCLUSIVE'),
    { type: 'connectClient' },
  ],
  'ghost-event': lines('pipe p', 'epoll e', 'dup p.r d', 'ctl e ADD p.r IN', 'close p.r', 'write p.w 1', 'wait e'),
  'two-loops-live-together': [
    { type: 'startTasks', count: 2 },
    { type: 'setClient', client: 'sync' },
    { type: 'startTasks', count: 2 },
  ],
  'select-beyond-fd-setsize': [handle, handle],
};

checkLab(ioMultiplexingLab, {
  solutions,
  outcomes: {
    'second-wait': 'nothing',
    'after-a-short-read': 'nothing',
    'who-wakes': 'all',
    'closed-but-reported': 'closed',
    'ten-tasks': 'one-succeeds',
    'second-batch': 'different-loop',
  },
  misconceptions: IO_MULTIPLEXING_MISCONCEPTIONS,
});

test.each(ioMultiplexingQuestions.map((generator) => [generator.id, generator] as const))(
  'the key of %s is what the run gives',
  (id, generator) => {
    for (let seed = 0; seed < inject('seeds'); seed += 1) {
      const { form, proof } = generator.generate(seed, DIFFICULTIES[seed % DIFFICULTIES.length] ?? 1);
      const engine = createEngine(ioMultiplexing, proof.recording);
      let last: readonly IoMultiplexingTrace[] = [];
      const ends = { begun: Number.NaN, ended: 0, failed: 0 };
      runRecording(engine, proof.recording, ({ trace, tick }) => {
        last = trace as readonly IoMultiplexingTrace[];
        for (const { kind } of last) {
          if (kind === 'taskBegins' && Number.isNaN(ends.begun)) ends.begun = tick;
          if (kind === 'taskEnds') ends.ended = tick;
          if (kind === 'taskFails') ends.failed += 1;
        }
      });
      const [entry] = last;
      if (id === 'tasks-that-fail') expect(ends.failed).toBe(form.right);
      else if (id === 'tasks-take') expect(ends.ended - ends.begun).toBe(form.right);
      else if (id === 'scanned') expect(entry?.kind === 'waited' && entry.data.scanned).toBe(form.right);
      else expect(entry?.kind === 'called' && entry.data.reply).toBe(form.right);
      expect(replay(ioMultiplexing, proof.recording).ok).toBe(true);
    }
  },
);

describe('the explorer', () => {
  const broken = (rules: object, config: object = { drains: true }) => {
    const options = { config: ioMultiplexingConfig.parse({ ...config, rules }), seed: 1, runs: 60 };
    let found: readonly string[] = [];
    for (const { violations } of explore(ioMultiplexing, ioMultiplexingExplorer, options))
      found = Object.keys(violations);
    return found;
  };
  test('finds nothing while all rules are on', () => {
    expect(broken({})).toEqual([]);
  });
  test.each([
    ['levelStays', 'Level-triggered reports while ready'],
    ['edgeOnce', 'Edge-triggered reports once for what happened'],
    ['oneShotSilent', 'One-shot is silent until MOD'],
    ['goneForgotten', 'No event for a description that is gone'],
  ])('breaks the rule where %s is off', (rule, name) => {
    expect(broken({ [rule]: false })).toContain(name);
  });
  test('finds the bytes that nobody reads under edge and one read', () => {
    expect(broken({}, { mechanism: 'edge' })).toEqual(['Every byte is eventually read']);
  });
});
