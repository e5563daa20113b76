import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { parseTrace, runFromTrace } from './recorded-run';

const codec = {
  lab: 'two-tasks',
  version: '1',
  state: z.strictObject({ line: z.int(), tasks: z.record(z.string(), z.string()), total: z.int() }),
  event: z.strictObject({ task: z.string() }),
};

const json = readFileSync(new URL('./testdata/two-tasks.trace.json', import.meta.url), 'utf8');

/** Two increments that ran to their end make two. */
const noLostUpdate = {
  id: 'noLostUpdate',
  name: 'No lost update',
  source: 'test',
  check: ({ line, tasks, total }: z.infer<typeof codec.state>) =>
    line === 6 && Object.keys(tasks).length === 0 && total < 2 ? { total } : null,
};

function open() {
  const parsed = parseTrace(json, codec);
  if (!parsed.ok) throw new Error(parsed.message);
  return runFromTrace(parsed.trace, [noLostUpdate]);
}

describe('a run read from a file', () => {
  it('begins at its start and walks through its steps with their states and traces', () => {
    const run = open();
    expect([run.step, run.tick, run.knownEnd]).toEqual([0, 0, { step: 4, tick: 12 }]);
    expect(run.stepForward()?.trace).toEqual([{ kind: 'resumes', actor: 'a' }]);
    expect(run.snapshot().state.tasks).toEqual({ a: 'reads 0' });
    run.seekStep(99);
    expect([run.step, run.isQuiet, run.stepForward()]).toEqual([4, true, null]);
    expect(run.stepBack()).toBe(true);
    expect(run.stateAt(run.step).total).toBe(1);
  });

  it('lets time pass: every step that is due by then is taken', () => {
    const run = open();
    expect(run.advanceTo(11).map(({ step }) => step)).toEqual([1, 2, 3]);
    expect([run.tick, run.step, run.nextTick]).toEqual([11, 3, 12]);
    run.seekTick(0);
    expect(run.step).toBe(2);
    expect(() => run.seekTick(-1)).toThrow(RangeError);
  });

  it('keeps its moment the same object until another one is shown', () => {
    const run = open();
    const first = run.snapshot();
    expect(run.snapshot()).toBe(first);
    run.stepForward();
    expect(run.snapshot()).not.toBe(first);
  });

  it('says which step broke a rule of the lab', () => {
    const run = open();
    expect([0, 1, 2, 3, 4].filter((step) => run.record(step).violations.length > 0)).toEqual([4]);
    expect(run.record(4).violations[0]?.values).toEqual({ total: 1 });
  });

  it.each([
    ['not JSON', '{'],
    ['another lab', json.replace('"lab": "two-tasks"', '"lab": "raft"')],
    ['another version', json.replace('"version": "1"', '"version": "2"')],
    ['a tick that falls', json.replace('"tick": 12', '"tick": 3')],
    ['a state outside the codec', json.replace('"line": 1,', '"line": "one",')],
    ['a step without its event', json.replace('{ "task": "a" }', 'null')],
  ])('is refused with a sentence when it is %s', (_what, text) => {
    const parsed = parseTrace(text, codec);
    expect(parsed.ok).toBe(false);
    expect(parsed.ok ? '' : parsed.message).not.toBe('');
  });
});
