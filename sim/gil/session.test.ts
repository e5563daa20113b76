import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BadLine } from '../core/line-session';
import { bodies } from './bytecode';
import { createGilSession } from './session';

type Holding = readonly [from: number, to: number, thread: string];
interface Timetable {
  readonly holdings_ms: readonly Holding[];
  readonly finished_ms: Readonly<Record<string, number>>;
}

function run(line: object): Timetable {
  return createGilSession().feed(JSON.stringify(line))[0] as unknown as Timetable;
}

function reachable(version: string, ...threads: readonly string[]): unknown {
  const [answer] = createGilSession().feed(JSON.stringify({ version, threads, explore: true }));
  return (answer as { reachable: unknown }).reachable;
}

describe('a script', () => {
  it('gives the GIL to a thread that waits once it has waited an interval, and never takes it out of a call in C', () => {
    const script = {
      A: [['cpu', 20, 0.01]],
      B: [
        ['block', 7],
        ['c', 40],
      ],
    };
    expect(run({ interval_ms: 5, script })).toEqual({
      holdings_ms: [
        [0, 17, 'A'],
        [17, 57, 'B'],
        [57, 60, 'A'],
      ],
      finished_ms: { A: 60, B: 57 },
    });
  });

  it('has two busy threads take turns of one interval', () => {
    const script = { A: [['cpu', 10, 0.01]], B: [['cpu', 10, 0.01]] };
    expect(run({ interval_ms: 5, script })).toEqual({
      holdings_ms: [
        [0, 5, 'A'],
        [5, 10, 'B'],
        [10, 15, 'A'],
        [15, 20, 'B'],
      ],
      finished_ms: { A: 15, B: 20 },
    });
  });

  it('hands over at the next check point after the request, not at the request', () => {
    const script = { A: [['cpu', 20, 3]], B: [['cpu', 1, 0.01]] };
    expect(run({ interval_ms: 5, script }).holdings_ms).toEqual([
      [0, 6, 'A'],
      [6, 7, 'B'],
      [7, 21, 'A'],
    ]);
  });

  it('lets a waiter start over when the GIL changed hands during its wait', () => {
    // C times out at 5 and 10. Until 10 the GIL went from A to B, so that it asks at 15 only; A, which waits since 5, asks at 10.
    const script = {
      A: [['cpu', 5.5, 0.01]],
      B: [
        ['block', 1],
        ['c', 0.2],
        ['cpu', 30, 0.01],
      ],
      C: [['cpu', 3, 0.01]],
    };
    expect(run({ interval_ms: 5, script }).holdings_ms).toEqual([
      [0, 5, 'A'],
      [5, 8, 'C'],
      [8, 8.5, 'A'],
      [8.5, 38.7, 'B'],
    ]);
  });

  it('looks for a request between two calls in C', () => {
    const script = {
      A: [
        ['c', 8],
        ['c', 8],
      ],
      B: [['cpu', 1, 0.01]],
    };
    expect(run({ interval_ms: 5, script }).holdings_ms).toEqual([
      [0, 8, 'A'],
      [8, 9, 'B'],
      [9, 17, 'A'],
    ]);
  });

  it('computes without the GIL in a call that releases it', () => {
    const script = { A: [['release', 30]], B: [['cpu', 10, 0.01]] };
    expect(run({ script })).toEqual({ holdings_ms: [[0, 10, 'B']], finished_ms: { A: 30, B: 10 } });
  });

  it('wakes any waiter with a seed, the same one each time', () => {
    const script = Object.fromEntries(['A', 'B', 'C', 'D', 'E'].map((id) => [id, [['cpu', 30, 0.01]]]));
    const seeded = [1, 2, 3].map((seed) => run({ seed, script }));
    expect(seeded).toEqual([1, 2, 3].map((seed) => run({ seed, script })));
    expect(new Set(seeded.map((each) => JSON.stringify(each))).size).toBe(3);
  });

  const operation = fc.oneof(
    fc.tuple(fc.constant('cpu'), fc.integer({ min: 0, max: 30 }), fc.constantFrom(0.01, 0.5, 3)),
    fc.tuple(fc.constantFrom('c', 'block', 'release'), fc.integer({ min: 0, max: 30 })),
  );
  const script = fc.dictionary(
    fc.constantFrom('A', 'B', 'C', 'D'),
    fc.array(operation, { minLength: 1, maxLength: 4 }),
    {
      minKeys: 1,
    },
  );

  it('gives every thread exactly its time with the GIL, to one thread at a time', () => {
    fc.assert(
      fc.property(
        script,
        fc.constantFrom(1, 5, 20),
        fc.option(fc.nat(1000), { nil: null }),
        (written, interval, seed) => {
          const { holdings_ms: holdings, finished_ms: finished } = run({
            interval_ms: interval,
            script: written,
            ...(seed === null ? {} : { seed }),
          });
          for (const [index, [from, to, thread]] of holdings.entries()) {
            const [, before = 0, previous = null] = holdings[index - 1] ?? [];
            expect(from).toBeGreaterThanOrEqual(before);
            expect(to).toBeGreaterThan(from);
            expect(previous === thread && before === from).toBe(false);
          }
          for (const [thread, operations] of Object.entries(written)) {
            const wanted = operations.reduce((sum, [type, ms]) => sum + (type === 'cpu' || type === 'c' ? ms : 0), 0);
            const held = holdings.reduce((sum, [from, to, holder]) => sum + (holder === thread ? to - from : 0), 0);
            expect(held).toBeCloseTo(wanted, 6);
            const alone = operations.reduce((sum, [, ms]) => sum + ms, 0);
            expect(finished[thread]).toBeGreaterThanOrEqual(alone);
          }
        },
      ),
      { numRuns: 30 },
    );
  });
});

describe('all schedules', () => {
  it.each([
    ['3.11', ['x += 1', 'x += f()'], [1, 2]],
    ['3.11', ['x += 1', 'x += 1'], [2]],
    ['3.11', ['x = x + 1', 'x = x + 1'], [2]],
    ['3.9', ['x += 1', 'x += 1'], [1, 2]],
    ['3.13', ['x += 1', 'x += 1'], [1, 2]],
    ['3.11', ['x += int(1)', 'x += int(1)'], [1, 2]],
    ['3.11', ['x = f() + x', 'x = f() + x'], [2]],
    ['3.11', ['t = x\nf()\nx = t + 1', 't = x;f();x = t + 1'], [1, 2]],
    ['3.11', ['with lock: x += f()', 'with lock: x += f()'], [2]],
    ['3.9', ['with lock: x += f()', 'with lock: x += f()'], [2]],
    ['3.11', ['with lock: x += f()', 'x += f()'], [1, 2]],
    ['3.11', ['if x == 0: x += 1', 'if x == 0: x += 1'], [1]],
    // Both find 0 and both write 1; with the call before the update, each adds its own.
    ['3.11', ['if x == 0: x += f()', 'if x == 0: x += f()'], [1]],
    ['3.11', ['if x == 0: f(); x += 1', 'if x == 0: f(); x += 1'], [1, 2]],
    ['3.11', ['for _ in range(3): x += 1', 'for _ in range(3): x += 1'], [6]],
    // Two loops of two can come to two, though four updates are made: each loop's first update is lost to the other's last.
    ['3.11', ['for _ in range(2): x += f()', 'for _ in range(2): x += f()'], [2, 3, 4]],
    ['3.11', ['x += f()', 'x += f()', 'x += f()'], [1, 2, 3]],
    ['3.9', ['x += f()', 'x += f()', 'x += f()', 'x += f()'], [1, 2, 3, 4]],
  ])('on %s of %j end in %j', (version, threads, values) => {
    expect(reachable(version, ...threads)).toEqual(values);
  });

  it('reach on 3.11 nothing that they do not reach where threads may switch anywhere', () => {
    for (const body of Object.keys(bodies)) {
      const anywhere = reachable('3.9', body, 'x += f()') as number[];
      for (const value of reachable('3.11', body, 'x += f()') as number[]) expect(anywhere).toContain(value);
    }
  });
});

it.each([
  'not JSON',
  '[]',
  '{}',
  '{"script":{}}',
  '{"script":{"A":[]}}',
  '{"script":{"A":[["cpu",-1]]}}',
  '{"script":{"A":[["cpu",1,0]]}}',
  '{"script":{"A":[["c",1,1]]}}',
  '{"script":{"A":[["walk",1]]}}',
  '{"interval_ms":0,"script":{"A":[["cpu",1]]}}',
  '{"version":"2.7","threads":["x += 1"],"explore":true}',
  '{"version":"3.11","threads":["y += 1"],"explore":true}',
  '{"version":"3.11","threads":[],"explore":true}',
])('refuses %s', (line) => {
  expect(() => createGilSession().feed(line)).toThrow(BadLine);
});
