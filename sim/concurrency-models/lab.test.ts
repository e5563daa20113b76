/**
 * Each scenario as a golden transcript in testdata/. A change of the model that changes one is a change of behaviour: raise the
 * simulation's version, and rewrite the transcripts on purpose with `UPDATE_TESTDATA=1 npx vitest run sim/concurrency-models`.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, inject, test } from 'vitest';
import { createEngine } from '../core/engine';
import { explore } from '../core/explore';
import { DIFFICULTIES, refutesBeliefs } from '../core/question';
import { replay, runRecording } from '../core/recording';
import { recordScenario } from '../core/scenario';
import { checkLab } from '../core/testing/check-lab';
import { type ConcurrencyModelsCommand, concurrencyModelsConfig, msFromTicks, ticksFromMs } from './config';
import { concurrencyModelsExplorer } from './explorer';
import { concurrencyModelsLab } from './lab';
import { concurrencyModels } from './model';
import { CONCURRENCY_MODELS_MISCONCEPTIONS, concurrencyModelsQuestions } from './questions';
import { concurrencyModelsScenarios } from './scenarios';
import type { ConcurrencyModelsTrace } from './state';

/** Of a long run, its first lines. */
const LINES_MAX = 80;

function transcriptOf(scenario: (typeof concurrencyModelsScenarios)[number]): string {
  const recording = recordScenario(concurrencyModels, scenario);
  const engine = createEngine(concurrencyModels, recording);
  const lines: string[] = [];
  runRecording(engine, recording, ({ tick, trace, violations }) => {
    for (const { kind, actor, data } of trace)
      lines.push(`${msFromTicks(tick)} ${actor} ${kind} ${JSON.stringify(data ?? {})}`);
    for (const { name } of violations) lines.push(`${msFromTicks(tick)} VIOLATION ${name}`);
  });
  const ends = engine.state.finished.map(
    ({ model, makespanTicks, switches, peakBytes, lost }) =>
      `${model}: ${msFromTicks(makespanTicks)} ms, ${switches} switches, ${peakBytes} bytes, ${lost} lost`,
  );
  const printed = engine.state.program === null ? [] : ['', engine.state.program.output.trimEnd()];
  return `${[...lines.slice(0, LINES_MAX), ...printed, '', ...ends].join('\n').trimEnd()}\n`;
}

test.each(concurrencyModelsScenarios.map((scenario) => [scenario.id, scenario] as const))(
  '%s goes as recorded',
  (id, scenario) => {
    const transcript = transcriptOf(scenario);
    const file = new URL(`testdata/${id}.txt`, import.meta.url);
    if (process.env.UPDATE_TESTDATA === '1') writeFileSync(file, transcript);
    expect(transcript).toBe(readFileSync(file, 'utf8'));
    expect(transcript).not.toContain('VIOLATION');
  },
);

const start = (model: 'process' | 'thread' | 'greenlet' | 'coroutine'): ConcurrencyModelsCommand => ({
  type: 'start',
  model,
});
const add = (kind: 'countCpu' | 'countWait', count: number): ConcurrencyModelsCommand => ({
  type: 'addJobs',
  kind,
  count,
});
const load = (workload: 'llm' | 'resize' | 'mixed' | 'count'): ConcurrencyModelsCommand => ({ type: 'load', workload });
const at = (ms: number, command: ConcurrencyModelsCommand) => ({ tick: ticksFromMs(ms), command });

checkLab(concurrencyModelsLab, {
  solutions: {
    'finish-in-time': [start('greenlet')],
    'race-of-threads': [add('countCpu', 2), start('thread'), start('greenlet')],
    'race-of-greenlets': [add('countWait', 2), start('greenlet')],
    'deadlock-by-fork': [at(60, { type: 'fork', model: 'thread' })],
    'right-model': [
      at(0, load('llm')),
      at(1, start('coroutine')),
      at(1_000, load('resize')),
      at(1_001, start('process')),
      at(2_000, load('mixed')),
      at(2_001, start('thread')),
      at(3_000, load('count')),
      at(3_001, start('coroutine')),
    ],
    'halve-by-a-core': [
      at(0, start('process')),
      at(1, start('thread')),
      at(2_000, { type: 'addCore' }),
      at(2_001, start('process')),
      at(2_002, start('thread')),
    ],
    'threads-speed-up-python': [{ type: 'addCore' }, start('thread')],
  },
  outcomes: {
    'which-ends-first': 'processes',
    'child-writes-parent-reads': 'zero',
    'order-after-spawn': 'spawned',
    'how-many-succeed': 'one',
    'who-sleeps': 'both',
  },
  misconceptions: CONCURRENCY_MODELS_MISCONCEPTIONS,
});

test.each(concurrencyModelsQuestions.map((generator) => [generator.id, generator] as const))(
  'the key of %s is what the run gives, and no misconception gives it',
  (id, generator) => {
    for (let seed = 0; seed < inject('seeds'); seed += 1) {
      const question = generator.generate(seed, DIFFICULTIES[seed % DIFFICULTIES.length] ?? 1);
      const { form, proof } = question;
      expect(refutesBeliefs(question)).toBe(true);
      const replayed = replay(concurrencyModels, proof.recording);
      if (!replayed.ok) throw new Error(replayed.message);
      const { finished, program, runs } = replayed.snapshot.state;
      const label = form.type === 'single' ? form.options.find((option) => option.id === form.right)?.label : null;
      const shown = label != null && 'verbatim' in label ? label.verbatim : null;
      if (id === 'makespan') expect(msFromTicks(finished[0]?.makespanTicks ?? 0)).toBe(form.right);
      if (id === 'shared-or-copied') expect(String(runs[0]?.heaps[0]?.counter)).toBe(shown);
      if (id === 'greenlet-output') expect(program?.output.trimEnd().split('\n').join(' · ')).toBe(shown);
      if (id === 'cheapest-model') expect(label).toEqual({ key: `models.${finished[0]?.model}` });
    }
  },
);

describe('the explorer', () => {
  const broken = (rules: object) => {
    const config = concurrencyModelsConfig.parse({ models: [], rules });
    let found: readonly string[] = [];
    for (const { violations } of explore(concurrencyModels, concurrencyModelsExplorer, { config, seed: 1, runs: 40 })) {
      found = Object.keys(violations);
    }
    return found;
  };
  test('finds nothing while all rules are on', () => {
    expect(broken({})).toEqual([]);
  });
  test.each([
    ['switchPointsOnly', 'Greenlets and coroutines switch only at switch points'],
    ['ownMemory', 'Processes share nothing unless told'],
    ['oneThreadRuns', 'One thread of a process runs Python at a time'],
    ['workIsConserved', 'Work is conserved: no core idles while a job could run on it'],
  ])('breaks the promise where %s is off', (rule, name) => {
    expect(broken({ [rule]: false })).toContain(name);
  });
});

function after(config: object, ...commands: readonly ConcurrencyModelsCommand[]) {
  const engine = createEngine(concurrencyModels, {
    config: concurrencyModelsConfig.parse({ models: [], ...config }),
    seed: 1,
  });
  const trace: ConcurrencyModelsTrace[] = [];
  for (const command of commands) trace.push(...(engine.dispatch(command).trace as readonly ConcurrencyModelsTrace[]));
  for (let record = engine.step(); record !== null; record = engine.step())
    trace.push(...(record.trace as readonly ConcurrencyModelsTrace[]));
  return { state: engine.state, trace };
}

test('six pods on two cores are no quicker than three, and a core more is', () => {
  const jobs = Array.from({ length: 60 }, () => [
    { type: 'cpu', ms: 6 },
    { type: 'wait', ms: 40 },
    { type: 'cpu', ms: 6 },
  ]);
  const took = (processes: number, cores: number) =>
    msFromTicks(after({ jobs, processes, cores }, start('greenlet')).state.finished[0]?.makespanTicks ?? 0);
  expect(took(6, 2)).toBeGreaterThan(0.95 * took(3, 2));
  expect(took(6, 4)).toBeLessThan(0.65 * took(6, 2));
});

test('of ten tasks that each want a loop of their own at once, one succeeds', () => {
  const scenario = concurrencyModelsScenarios.find(({ id }) => id === 'two-loops-in-one-thread');
  const { state } = after(scenario?.config ?? {});
  const [before = '', ten = ''] = state.program?.output.split('ten at once') ?? [];
  expect(before.match(/succeeds/g)).toHaveLength(2);
  expect(ten.match(/succeeds/g)).toHaveLength(1);
  expect(ten.match(/fails: Cannot run the event loop while another loop is running/g)).toHaveLength(9);
});

test('a program is played anew with what is added to it, and one that does not end is stopped', () => {
  const program = 'import gevent\nimport time\ntime.sleep(0.01)\nprint(1)';
  const patched = after({ program }, { type: 'patch' }, { type: 'patch' });
  expect(patched.state.program?.text.split('\n')[0]).toBe('from gevent import monkey; monkey.patch_all()');
  expect(patched.trace.map(({ kind }) => kind)).toContain('patched');
  expect(patched.trace.filter(({ kind }) => kind === 'ignored')).toHaveLength(1);
  expect(after({ program }, { type: 'yieldAt', line: 4 }).state.program?.text).toContain('gevent.sleep(0)\nprint(1)');
  const endless = after({ program: 'while True: pass' });
  expect(endless.trace.at(-1)).toMatchObject({ kind: 'stopped', data: { why: 'line 1: stopped after 100,000 steps' } });
});

test('a killed greenlet releases its lock, a killed process does not, and a thread cannot be killed', () => {
  const jobs = [
    [{ type: 'acquire' }, { type: 'wait', ms: 50 }, { type: 'release' }],
    [{ type: 'wait', ms: 5 }, { type: 'acquire' }, { type: 'release' }],
  ];
  const killed = (model: 'process' | 'greenlet' | 'thread') =>
    after({ jobs }, { type: 'share' }, start(model), { type: 'kill', model, job: 'j1' }).trace.map(({ kind }) => kind);
  expect(killed('greenlet')).toContain('finished');
  expect(killed('thread')).toContain('ignored');
  const fork = after({ jobs, costs: { createUs: { thread: 0 } } }, start('thread'), { type: 'fork', model: 'thread' });
  expect(fork.trace.map(({ kind }) => kind)).toContain('stuck');
});
