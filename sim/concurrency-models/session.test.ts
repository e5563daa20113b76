import { describe, expect, test } from 'vitest';
import { BadLine } from '../core/line-session';
import { createConcurrencyModelsSession } from './session';
import gevent from './testdata/gevent.json';

const FREE = {
  createUs: { process: 0, thread: 0, greenlet: 0, coroutine: 0 },
  switchUs: { process: 0, thread: 0, greenlet: 0, coroutine: 0 },
};
const feed = (line: object) => createConcurrencyModelsSession().feed(JSON.stringify(line));
const bytes = { process: 1_000, thread: 100, greenlet: 10, coroutine: 1 };

describe('one workload under each model, worked out by hand', () => {
  // Two jobs compute for 7 ms, one waits for 20 ms. Two cores.
  const jobs = [
    ['cpu', 7],
    ['cpu', 7],
    ['wait', 20],
  ];
  const under = (model: string, costs: object = { ...FREE, bytes }) => feed({ model, cores: 2, jobs, costs });

  test('processes: both compute at once, and the third waits from the end of the first turns on', () => {
    expect(under('process')).toEqual([
      { t: 0, run: 'j1', core: 1 },
      { t: 0, run: 'j2', core: 2 },
      // The turn of j1 is over: j3 begins to wait, and j1 goes on. Nobody is ready any more when that of j2 is over.
      { t: 5, run: 'j3', core: 1 },
      { t: 5, run: 'j1', core: 1 },
      { makespan: 25, switches: 2, memory: 3_000 },
    ]);
  });

  test('threads: in turns of 5 ms on one core, whatever the cores', () => {
    expect(under('thread')).toEqual([
      { t: 0, run: 'j1', core: 1 },
      { t: 5, run: 'j2', core: 1 },
      { t: 10, run: 'j3', core: 1 },
      { t: 10, run: 'j1', core: 1 },
      { t: 12, run: 'j2', core: 1 },
      { makespan: 30, switches: 4, memory: 300 },
    ]);
  });

  test.each(['greenlet', 'coroutine'] as const)('%ss: each to its end or its wait', (model) => {
    expect(under(model)).toEqual([
      { t: 0, run: 'j1', core: 1 },
      { t: 7, run: 'j2', core: 1 },
      { t: 14, run: 'j3', core: 1 },
      { makespan: 34, switches: 2, memory: 3 * bytes[model] },
    ]);
  });

  test('making one and switching to one are paid on the core, before its own work', () => {
    const costs = { createUs: { greenlet: 1_000 }, switchUs: { greenlet: 500 }, bytes };
    expect(under('greenlet', costs)).toEqual([
      { t: 0, run: 'j1', core: 1 },
      { t: 8, run: 'j2', core: 1 },
      { t: 16.5, run: 'j3', core: 1 },
      { makespan: 38, switches: 2, memory: 30 },
    ]);
  });
});

test('costs are the measured ones unless they are given, an entry of jobs may be a list, and without the GIL threads use all cores', () => {
  const [last] = feed({ model: 'thread', jobs: [['cpu', 1]] }).slice(-1);
  expect(last).toMatchObject({ switches: 0, memory: expect.any(Number) });
  expect(Object(last).makespan).toBeGreaterThan(1);
  expect(
    feed({
      model: 'thread',
      cores: 2,
      gil: false,
      jobs: [
        ['cpu', 5],
        [
          ['cpu', 2],
          ['wait', 3],
        ],
      ],
      costs: { ...FREE, bytes },
    }).at(-1),
  ).toEqual({
    makespan: 5,
    switches: 0,
    memory: 200,
  });
});

test('a program gives what it prints, to its end or to the exception that ends it', () => {
  expect(feed({ program: 'print(1)\nprint(f"{-7 // 2} {-7 % 3}")' })).toEqual([{ stdout: '1\n-4 2\n' }]);
  expect(feed({ program: 'print(1)\n1 // 0\nprint(2)' })).toEqual([{ stdout: '1\n' }]);
});

test.each([
  ['import os', 'line 1: import of os is not in the subset'],
  ['x = 1\nclass A: pass', 'line 2: class is not in the subset'],
  ['print(1)\n\nx = {1: 2}', 'line 3: dictionaries and sets are not in the subset'],
  ['x = [i for i in range(3)]', 'line 1: comprehensions and generators are not in the subset'],
  ['async def f(): pass', 'line 1: async is not in the subset'],
  ['def f():\n    yield 1', 'line 2: yield is not in the subset'],
  ['@f\ndef g(): pass', 'line 1: a decorator is not in the subset'],
  ['assert 1', 'line 1: assert is not in the subset'],
  ['x = 1\ndel x', 'line 2: del is not in the subset'],
  ['def f(x: int): pass', 'line 1: annotations are not in the subset'],
  ['f(**x)', 'line 1: ** in a call is not in the subset'],
  ['for x in y:\n    pass\nelse:\n    pass', 'line 3: else after a loop is not in the subset'],
  ['x = (y := 1)', 'line 1: := is not in the subset'],
  ['if 1:\nprint(1)', 'line 2: an indented block is expected'],
  ["print('a", 'line 1: unterminated string'],
  ['while True: pass', 'line 1: stopped after 1,000,000 steps'],
])('refuses %j with its line', (program, message) => {
  expect(() => feed({ program })).toThrow(new BadLine(message));
});

test('refuses a line that is neither', () => {
  for (const line of [
    '',
    '[]',
    '{}',
    '{"model":"fiber","jobs":[]}',
    '{"model":"thread","jobs":[["sleep",1]]}',
    '{"program":1}',
  ]) {
    expect(() => createConcurrencyModelsSession().feed(line), line).toThrow(BadLine);
  }
  expect(feed({ model: 'thread', jobs: [] })).toEqual([{ makespan: 0, switches: 0, memory: 0 }]);
});

/** What the real one printed, among it what the first comparisons found; `npm run conformance -- concurrency-models` compares generated programs. */
describe(`as gevent ${gevent.gevent} and greenlet ${gevent.greenlet}`, () => {
  test.each(Object.entries(gevent.programs))('%s', (_name, { program, stdout }) => {
    expect(feed({ program: program.join('\n') })).toEqual([{ stdout: `${stdout.join('\n')}\n` }]);
  });
});
