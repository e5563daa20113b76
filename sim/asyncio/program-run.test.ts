import { expect, test } from 'vitest';
import { runFromTrace, TRACE_STEPS_MAX } from '../core/recorded-run';
import type { ProgramEvent } from './events';
import { programSteps } from './program-run';

/** `async def main(): t = create_task(work()); await t`, with `work` sleeping a second: as the recorder writes it down. */
const EVENTS: readonly ProgramEvent[] = [
  ['line', 1, '<module>', 0],
  ['out', 'before\n'],
  ['line', 9, '<module>', 0],
  ['task', 1, 'main', 'main', null],
  ['soon', 'step:main'],
  ['iteration', 0, 0, ['step:main'], []],
  ['handle', 'step:main', 1],
  ['line', 6, 'main', 0],
  ['task', 2, 'Task-2', 'work', 1],
  ['soon', 'step:Task-2'],
  ['line', 7, 'main', 0],
  ['end', 0, 'pending', [['main', 7]], 2],
  ['iteration', 1, 0, ['step:Task-2'], null],
  ['handle', 'step:Task-2', 2],
  ['line', 3, 'work', 0],
  ['timer', 1, 'callback:_set_result_unless_cancelled'],
  [
    'end',
    0,
    'pending',
    [
      ['work', 3],
      ['sleep', null],
    ],
    null,
  ],
  ['iteration', 2, 1, ['callback:_set_result_unless_cancelled'], []],
  ['handle', 'callback:_set_result_unless_cancelled', null],
  ['soon', 'wakeup:Task-2'],
  ['end', 1, null, [], null],
  ['iteration', 3, 1, ['wakeup:Task-2'], null],
  ['handle', 'wakeup:Task-2', 2],
  ['line', 4, 'work', 1],
  ['err', 'oh\n'],
  ['end', 1, 'failed', [], null],
  ['raised', 'ValueError: wrong', 7],
];

function open(events = EVENTS) {
  return runFromTrace({ format: 1, lab: 'asyncio', version: '1', steps: programSteps(events) });
}

/** Walks to the step of which `of` holds first. */
function walkTo(of: (state: ReturnType<ReturnType<typeof open>['stateAt']>) => boolean, run = open()) {
  while (!of(run.snapshot().state)) if (run.stepForward() === null) throw new Error('never');
  return run;
}

test('what a line brings about is part of its step, and going back takes it back', () => {
  const run = walkTo(({ line }) => line === 6);
  const { state } = run.snapshot();
  expect(state.tasks.map(({ name, status, creator }) => [name, status, creator])).toEqual([
    ['main', 'running', null],
    ['Task-2', 'new', 1],
  ]);
  expect(state.next).toEqual(['step:Task-2']);
  expect(run.record(run.step).trace.map(({ kind, actor }) => [kind, actor])).toEqual([
    ['line', 'main'],
    ['creates', 'main'],
    ['schedules', 'main'],
  ]);
  run.stepBack();
  expect(run.snapshot().state).toMatchObject({ running: 'step:main', line: null, next: [] });
  expect(run.snapshot().state.tasks).toHaveLength(1);
});

test('a task that waits says where it stands, and for which task', () => {
  const run = walkTo(({ tasks }) => tasks[0]?.status === 'pending');
  expect(run.snapshot().state.tasks[0]).toMatchObject({ awaits: [['main', 7]], waitsFor: 2 });
  expect(run.record(run.step).trace).toEqual([{ kind: 'suspends', actor: 'main', data: { waitsFor: 'Task-2' } }]);
});

test('what was scheduled is ready in the next iteration, and a timer leaves the heap when it is due', () => {
  const run = walkTo(({ iteration }) => iteration === 1);
  expect(run.snapshot().state).toMatchObject({ ready: ['step:Task-2'], next: [] });
  walkTo(({ timers }) => timers.length === 1, run);
  expect(run.snapshot().state.timers).toEqual([[1, 'callback:_set_result_unless_cancelled']]);
  walkTo(({ iteration }) => iteration === 2, run);
  expect(run.snapshot().state).toMatchObject({
    timers: [],
    seconds: 1,
    ready: ['callback:_set_result_unless_cancelled'],
  });
  expect(run.tick).toBe(1_000_000);
});

test('a timer that was set and due between two iterations is in the heap of neither', () => {
  const run = open([
    ['iteration', 0, 0, ['callback:f'], []],
    ['handle', 'callback:f', null],
    ['timer', 1, 'callback:g'],
    ['end', 2, null, [], null],
    ['iteration', 1, 2, ['callback:g'], null],
    ['result'],
  ]);
  walkTo(({ timers }) => timers.length === 1, run);
  walkTo(({ iteration }) => iteration === 1, run);
  expect(run.snapshot().state.timers).toEqual([]);
});

test('a run can be entered at any time, and keeps what was written and how it ended', () => {
  const run = open();
  run.seekTick(999_999);
  expect(run.snapshot().state).toMatchObject({ iteration: 1, output: 'before\n', errors: '' });
  run.seekStep(run.knownEnd.step);
  expect(run.snapshot().state).toMatchObject({
    output: 'before\n',
    errors: 'oh\n',
    end: ['raised', 'ValueError: wrong', 7],
    line: 7,
  });
  expect(run.snapshot().state.tasks[1]?.status).toBe('failed');
  expect(run.isQuiet).toBe(true);
});

test('a long run is cut, and says so', () => {
  const events = Array.from({ length: TRACE_STEPS_MAX + 5 }, (_, index): ProgramEvent => ['line', index + 1, 'f', 0]);
  const run = open(events);
  expect(run.knownEnd.step).toBe(TRACE_STEPS_MAX - 1);
  expect(run.record(run.knownEnd.step).trace).toEqual([{ kind: 'cut', actor: 'loop' }]);
  expect(run.stateAt(run.knownEnd.step).line).toBe(TRACE_STEPS_MAX - 2);
});
