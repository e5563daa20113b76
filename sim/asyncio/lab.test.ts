import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { createEngine } from '../core/engine';
import { recordScenario } from '../core/scenario';
import { checkLab } from '../core/testing/check-lab';
import { asyncioLab } from './lab';
import { asyncio } from './model';
import { recordedPrograms } from './programs';
import { LOG_CHARACTERS_MAX, readEvent, readLog, writeLog } from './read-events';
import { asyncioScenarios } from './scenarios';

checkLab(asyncioLab, { solutions: {}, outcomes: {} });

const programs = path.join(import.meta.dirname, 'programs');

/** The state at the end of a run. */
function ended(config: { source?: string; log?: string }) {
  const engine = createEngine(asyncio, { config: asyncio.config.parse(config), seed: 1 });
  const broken: string[] = [];
  while (engine.step() !== null) broken.push(...(engine.lastRecord?.violations ?? []).map(({ id }) => id));
  return { state: engine.state, broken };
}

describe('the recorded programs', () => {
  test('are those of the folder, as they are now', () => {
    const files = readdirSync(programs).map((name) => [
      name.replace(/\.py$/, ''),
      readFileSync(path.join(programs, name), 'utf8'),
    ]);
    const known = Object.entries(recordedPrograms).map(([id, { source }]) => [id, source]);
    expect(known.sort()).toEqual(files.sort());
  });

  test('have a scenario each, and ran to their end within all rules', () => {
    expect(asyncioScenarios.map(({ id }) => id).sort()).toEqual(Object.keys(recordedPrograms).sort());
    for (const { id, config } of asyncioScenarios) {
      const { state, broken } = ended(config);
      expect([id, state.end, broken]).toEqual([id, ['result'], []]);
    }
  });
});

test('a program that was not run yet is a run without a step', () => {
  expect(ended({ source: 'print(1)' }).state).toMatchObject({ source: 'print(1)', at: 0, end: null, output: '' });
});

test('a log that is cut says so, and is no longer than a link’s may be', () => {
  const events = Array.from({ length: 9_000 }, (_, index) => readEvent(['line', index, 'main', 0.5]));
  const log = writeLog(events);
  expect(log.length).toBeLessThanOrEqual(LOG_CHARACTERS_MAX);
  const engine = createEngine(asyncio, { config: { source: '', log }, seed: 1 });
  while (engine.nextDueTick !== null) engine.step();
  expect(engine.lastRecord?.trace).toEqual([{ kind: 'cut', actor: 'loop' }]);
});

test('what is no event is refused, in a log as from the interpreter', () => {
  const wrong = [['line'], ['line', 1.5, 'f', 0], ['out', 1], ['toString'], ['stopped', 'wind', 'x'], 'out', null];
  for (const event of wrong) {
    expect(() => readEvent(event)).toThrow(TypeError);
    expect(readLog(JSON.stringify(event)), JSON.stringify(event)).toBeNull();
  }
  expect(asyncio.config.safeParse({ log: '["line"]' }).success).toBe(false);
  expect(readLog('["out","x"]\n["result"]\n')).toEqual([['out', 'x'], ['result']]);
});

test('times that are none are told as none', () => {
  const { state } = ended({ log: '["iteration",0,0,[],[[1e999,"callback:f"]]]\n["timer",null,"callback:g"]\n' });
  expect(state.timers).toEqual([
    [null, 'callback:f'],
    [null, 'callback:g'],
  ]);
});

test('a run is carried out again from its recording', () => {
  for (const scenario of asyncioScenarios) {
    const recording = recordScenario(asyncio, scenario);
    expect(asyncioLab.verify(JSON.stringify(recording))).toMatchObject({ ok: true });
  }
});
