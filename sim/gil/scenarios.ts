import type { Scenario } from '../core/scenario';
import { type GilCommand, type GilConfig, gilConfig, ticksFromMs } from './config';
import { moments } from './moments';

export type GilScenarioId =
  | 'workers-and-pools'
  | 'counter-3-11'
  | 'counter-3-9'
  | 'executor-waits'
  | 'executor-computes'
  | 'events-beside-a-report'
  | 'sixteen-lookups'
  | 'sse-and-resize'
  | 'regex-freezes'
  | 'hashing-releases'
  | 'check-then-act'
  | 'free-threaded-dict'
  | 'openmp-loop';

type GilScenario = Scenario<GilConfig, GilCommand> & { readonly id: GilScenarioId };

export const sse = {
  id: 'sse',
  operations: [
    { type: 'block', ms: 8 },
    { type: 'cpu', ms: 0.2 },
  ],
  repeats: true,
};

/** A task that asks the database, works on what it gets in Python, and stores the result. */
const match = (id: string) => ({
  id,
  operations: [
    { type: 'block', ms: 9 },
    { type: 'cpu', ms: 6 },
    { type: 'block', ms: 3 },
  ],
  repeats: true,
});

/** Threads that repeat the same operations, numbered from 1. */
const alike = (count: number, name: string, operations: readonly object[]) =>
  Array.from({ length: count }, (_, index) => ({ id: `${name}-${index + 1}`, operations, repeats: true }));

const counts = (id: string, body: string, times: number) => ({ id, operations: [{ type: 'body', body, times }] });

function scenario(
  id: GilScenarioId,
  config: object,
  endMs: number,
  commands: GilScenario['commands'] = [],
): GilScenario {
  return { id, ...moments[id], config: gilConfig.parse(config), seed: 1, commands, endTick: ticksFromMs(endMs) };
}

/** The lab's scenarios, in the order they are shown. */
export const gilScenarios: readonly GilScenario[] = [
  // Threads of one worker: the waiting overlaps, the work in Python does not, whatever the number of threads.
  scenario('workers-and-pools', { threads: ['match-1', 'match-2', 'match-3', 'match-4'].map(match) }, 150),
  // The six threads of a default executor on two cores; a request takes 100 ms when it is alone. It waits nearly all of it...
  scenario(
    'executor-waits',
    {
      threads: alike(6, 'scan', [
        { type: 'block', ms: 98 },
        { type: 'cpu', ms: 2 },
      ]),
    },
    650,
  ),
  // ... or computes in Python for a quarter of it.
  scenario(
    'executor-computes',
    {
      threads: alike(6, 'scan', [
        { type: 'block', ms: 75 },
        { type: 'cpu', ms: 25 },
      ]),
    },
    650,
  ),
  // After each wait for its socket the thread waits an interval for the GIL as well.
  scenario(
    'events-beside-a-report',
    { threads: [sse, { id: 'report', operations: [{ type: 'cpu', ms: 50 }], repeats: true }] },
    120,
  ),
  // Threads that share a cache: what they do with what they find takes 0.8 ms of Python.
  scenario(
    'sixteen-lookups',
    {
      threads: alike(16, 'match', [
        { type: 'block', ms: 4 },
        { type: 'cpu', ms: 0.8 },
      ]),
    },
    110,
  ),
  // A timer of 50 instructions; on 3.11 `x += 1` has no check point inside.
  scenario('counter-3-11', { intervalMs: 0.05, threads: [counts('a', 'x += 1', 25), counts('b', 'x += 1', 25)] }, 12),
  scenario(
    'counter-3-9',
    { version: '3.9', intervalMs: 0.05, threads: [counts('a', 'x += 1', 25), counts('b', 'x += 1', 25)] },
    6,
  ),
  // Each answer waits for the image that is being resized in C.
  scenario(
    'sse-and-resize',
    {
      threads: [
        sse,
        {
          id: 'resize',
          operations: [
            { type: 'c', ms: 60 },
            { type: 'block', ms: 30 },
          ],
          repeats: true,
        },
      ],
    },
    300,
    [{ tick: ticksFromMs(180), command: { type: 'swapCall', thread: 'resize' } }],
  ),
  // A pattern that backtracks for 400 ms: no check point, so that nobody runs, and no timeout fires either.
  scenario(
    'regex-freezes',
    {
      threads: [
        sse,
        match('match-1'),
        {
          id: 'regex',
          operations: [
            { type: 'block', ms: 40 },
            { type: 'c', ms: 400 },
          ],
        },
      ],
    },
    520,
  ),
  scenario(
    'hashing-releases',
    {
      threads: ['hash-1', 'hash-2', 'hash-3'].map((id) => ({
        id,
        operations: [
          { type: 'release', ms: 40 },
          { type: 'cpu', ms: 1 },
        ],
        repeats: true,
      })),
    },
    200,
  ),
  // Both find the place empty, because the function that fills it has a check point.
  scenario(
    'check-then-act',
    {
      intervalMs: 0.04,
      threads: [counts('a', 'if x == 0: f(); x += 1', 1), counts('b', 'if x == 0: f(); x += 1', 1)],
    },
    1,
  ),
  // Each access to the variables of the module is safe, what is done between two of them is not.
  scenario(
    'free-threaded-dict',
    { version: '3.13t', threads: ['a', 'b', 'c'].map((id) => counts(id, 'x += 1', 20)) },
    6,
  ),
  // A loop that is divided among four threads: as long as one thread with the GIL, a quarter without it.
  scenario(
    'openmp-loop',
    { threads: [1, 2, 3, 4].map((n) => ({ id: `omp-${n}`, operations: [{ type: 'cpu', ms: 60 }] })) },
    200,
    [{ tick: ticksFromMs(120), command: { type: 'gilOff' } }],
  ),
];
