/**
 * Each scenario as a golden transcript in testdata/. A change of the model that changes one is a change of behaviour: raise the
 * simulation's version, and rewrite the transcripts on purpose with `UPDATE_TESTDATA=1 npx vitest run sim/gil`.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { createEngine, type StepRecord } from '../core/engine';
import { explore } from '../core/explore';
import { recordScenario } from '../core/scenario';
import { checkLab } from '../core/testing/check-lab';
import { createTimeline } from '../core/timeline';
import { type GilCommand, gilConfig, msFromTicks, ticksFromMs } from './config';
import { gilExplorer } from './explorer';
import { gil } from './gil';
import { gilLab } from './lab';
import { GIL_MISCONCEPTIONS } from './questions';
import { gilScenarios } from './scenarios';
import type { GilEvent, GilState } from './state';

type Step = StepRecord<GilCommand, GilEvent>;

/** Runs threads to a moment, with commands. */
function run(config: object, endMs: number, ...commands: readonly (readonly [ms: number, command: GilCommand])[]) {
  const engine = createEngine(gil, { config: gilConfig.parse(config), seed: 1 });
  const records: Step[] = engine.lastRecord === null ? [] : [engine.lastRecord];
  const runTo = (tick: number): void => {
    while (engine.nextDueTick !== null && engine.nextDueTick <= tick) {
      const record = engine.step();
      if (record !== null) records.push(record);
    }
    engine.advanceTo(tick);
  };
  for (const [ms, command] of commands) {
    runTo(ticksFromMs(ms));
    records.push(engine.dispatch(command));
  }
  runTo(ticksFromMs(endMs));
  return { state: engine.state, records };
}

function told(records: readonly Step[], ...kinds: readonly string[]) {
  return records.flatMap(({ tick, trace }) =>
    trace.filter(({ kind }) => kinds.includes(kind)).map(({ kind, actor }) => `${msFromTicks(tick)} ${actor} ${kind}`),
  );
}

function scenario(id: string) {
  const found = gilScenarios.find((each) => each.id === id);
  if (found === undefined) throw new Error(`no scenario ${id}`);
  const commands = found.commands.map(({ tick, command }) => [msFromTicks(tick), command] as const);
  return run(found.config, msFromTicks(found.endTick), ...commands);
}

function summary({ threads, shared, gil: lock }: GilState) {
  const times = threads.map(({ id, status, heldTicks, waitedTicks, longestHoldTicks, longestWaitTicks, calls }) =>
    [
      id,
      status,
      `held ${msFromTicks(heldTicks)} (longest ${msFromTicks(longestHoldTicks)})`,
      `waited ${msFromTicks(waitedTicks)} (longest ${msFromTicks(longestWaitTicks)})`,
      `calls ${calls}`,
    ].join(', '),
  );
  return [...times, `x ${shared.x}, overwritten ${shared.overwrites}, switches ${lock.switchNumber}`];
}

for (const { id } of gilScenarios) {
  test(`the scenario ${id} runs as it is written down, and breaks no promise`, () => {
    const { state, records } = scenario(id);
    const lines = records.flatMap(({ tick, trace }) =>
      trace
        .filter(({ kind }) => kind !== 'opcode' && kind !== 'store')
        .map(({ actor, kind, data }) =>
          [msFromTicks(tick), actor, kind, data && JSON.stringify(data)].filter((part) => part !== undefined).join(' '),
        ),
    );
    const transcript = [...lines, '', ...summary(state), ''].join('\n');
    const file = new URL(`testdata/${id}.txt`, import.meta.url);
    if (process.env.UPDATE_TESTDATA === '1') writeFileSync(file, transcript);
    expect(transcript).toBe(readFileSync(file, 'utf8'));
    expect(records.flatMap(({ violations }) => violations)).toEqual([]);
  });
}

test('x += 1 loses nothing on 3.11 and much where threads may switch anywhere', () => {
  expect(scenario('counter-3-11').state.shared).toMatchObject({ x: 50, overwrites: 0 });
  const { x, overwrites } = scenario('counter-3-9').state.shared;
  expect(x).toBeLessThan(50);
  expect(overwrites).toBeGreaterThan(0);
  expect(scenario('free-threaded-dict').state.shared.x).toBeLessThan(50);
});

test('a reply waits for a call in C as long as it takes, and not at all once the call releases', () => {
  const { records } = scenario('sse-and-resize');
  const waits = records.flatMap(({ tick, trace }) =>
    trace
      .filter(({ kind, actor }) => kind === 'take' && actor === 'sse')
      .map(({ data }) => ({ tick, waited: Number(data?.waitedTicks) })),
  );
  expect(Math.max(...waits.map(({ waited }) => waited))).toBeGreaterThan(ticksFromMs(40));
  const after = waits.filter(({ tick }) => tick > ticksFromMs(250)).map(({ waited }) => waited);
  expect(after.length).toBeGreaterThan(3);
  expect(Math.max(...after)).toBe(0);
});

test('four threads that compute take four times as long with the GIL as without, on four cores', () => {
  const threads = [1, 2, 3, 4].map((n) => ({ id: `t${n}`, operations: [{ type: 'cpu', ms: 20 }] }));
  const last = (config: object) => told(run(config, 200).records, 'done').at(-1);
  expect(last({ threads })).toMatch(/^80 /);
  expect(last({ threads, version: '3.13t' })).toMatch(/^20 /);
  expect(last({ threads, cores: 1 })).toMatch(/^80 /);
  expect(last({ threads, version: '3.13t', cores: 2 })).toMatch(/^(40|37|38|39) /);
});

test('what computes without the GIL shares the cores', () => {
  const threads = [1, 2, 3].map((n) => ({ id: `h${n}`, operations: [{ type: 'release', ms: 30 }] }));
  expect(told(run({ threads, cores: 4 }, 200).records, 'done').at(-1)).toMatch(/^30 /);
  expect(told(run({ threads, cores: 1 }, 200).records, 'done').at(-1)).toMatch(/^90 /);
});

test('without a GIL one thread at a time writes to the module’s variables, and the others wait for its dict', () => {
  const threads = ['a', 'b', 'c'].map((id) => ({ id, operations: [{ type: 'body', body: 'x = 5', times: 3 }] }));
  const { records } = run({ threads, version: '3.13t' }, 10);
  expect(told(records, 'objectWait').length).toBeGreaterThan(0);
  expect(told(records, 'done')).toHaveLength(3);
});

test('the GIL switched off lets all go on where they were', () => {
  const threads = ['a', 'b'].map((id) => ({ id, operations: [{ type: 'cpu', ms: 10 }] }));
  const { records } = run({ threads }, 100, [7, { type: 'gilOff' }]);
  // a has computed for 5 ms by then, b for 2.
  expect(told(records, 'done')).toEqual(['12 a done', '15 b done']);
});

describe('a rule that is switched off breaks the promise that it keeps', () => {
  const busy = ['a', 'b'].map((id) => ({ id, operations: [{ type: 'cpu', ms: 30, checkEveryMs: 1 }], repeats: true }));
  const counting = ['a', 'b'].map((id) => ({
    id,
    operations: [{ type: 'body', body: 'x += 1', times: 50 }],
    repeats: true,
  }));
  const waiting = [...busy, { id: 'io', operations: [{ type: 'block', ms: 2 }], repeats: true }];
  test.each([
    ['forcedSwitching', 'Who is asked lets another thread run', busy],
    ['fullWait', 'Nobody is asked before an interval is over', busy],
    ['checkPointsOnly', 'Handed over at check points only', counting],
    ['releaseAroundBlocking', 'Nobody holds the GIL while it blocks', waiting],
  ])('%s', (rule, promise, threads) => {
    const options = { seed: 1, runs: 20 };
    const config = { intervalMs: 0.05, threads };
    const violations = (rules: object) => {
      let found: object = {};
      for (const each of explore(gil, gilExplorer, { ...options, config: gilConfig.parse({ ...config, rules }) })) {
        found = each.violations;
      }
      return Object.keys(found);
    };
    expect(violations({ [rule]: false })).toContain(promise);
    expect(violations({})).toEqual([]);
  });
});

test('exploring manual schedules loses an update through a call, and none of x += 1', () => {
  const lost = (body: string) => {
    const threads = ['a', 'b'].map((id) => ({ id, operations: [{ type: 'body', body }], repeats: true }));
    let counts: Readonly<Record<string, number>> = {};
    const config = gilConfig.parse({ scheduler: 'manual', threads });
    for (const each of explore(gil, gilExplorer, { config, seed: 1, runs: 20 })) counts = each.counts;
    return counts.lost ?? 0;
  };
  expect(lost('x += f()')).toBeGreaterThan(0);
  expect(lost('x += 1')).toBe(0);
});

/** A solution of each challenge but the impossible one: what to do, a command each millisecond. */
const solutions: Readonly<Record<string, readonly GilCommand[]>> = {
  'lose-an-update': [
    // a: RESUME, then the call of f; b the same; a goes on and writes, then b writes over it.
    ...Array<GilCommand>(2).fill({ type: 'runToCheckPoint' }),
    { type: 'choose', thread: 'b' },
    ...Array<GilCommand>(3).fill({ type: 'runToCheckPoint' }),
    { type: 'runToCheckPoint' },
    { type: 'choose', thread: 'a' },
    { type: 'runToCheckPoint' },
  ],
  'answer-in-time': [{ type: 'setInterval', ms: 1 }],
  'hold-long': [{ type: 'addThread', does: 'c' }],
  'build-a-convoy': [{ type: 'addThread', does: 'cpu' }],
  'smallest-lock': [
    { type: 'setBody', thread: 'a', body: 'with lock: x += f()' },
    { type: 'setBody', thread: 'b', body: 'with lock: x += f()' },
  ],
  'lose-x-plus-one': [],
};

checkLab(gilLab, {
  solutions,
  gapTicks: ticksFromMs(1),
  outcomes: {
    'how-long-a-reply-waits': 'the-whole-call',
    'four-threads-on-four-cores': 'none',
    'who-runs-after-the-drop': 'another-one',
  },
  misconceptions: GIL_MISCONCEPTIONS,
});

test('a person’s choice decides who is woken next', () => {
  const threads = ['a', 'b', 'c'].map((id) => ({ id, operations: [{ type: 'cpu', ms: 30 }] }));
  for (const chosen of ['b', 'c']) {
    const { records } = run({ threads }, 8, [1, { type: 'choose', thread: chosen }]);
    expect(told(records, 'take')).toContain(`5 ${chosen} take`);
  }
});

test('refuses a command about a thread that does not exist, and says of one without effect that it was ignored', () => {
  const timeline = createTimeline(gil, { config: gilConfig.parse({}), seed: 1 });
  expect(() => timeline.dispatch({ type: 'choose', thread: 'nobody' })).toThrow('there is no thread nobody');
  expect(timeline.dispatch({ type: 'step' }).trace).toMatchObject([
    { kind: 'ignored', data: { command: 'step', reason: 'not-manual' } },
  ]);
});

test('every scenario ends within its recording', () => {
  for (const each of gilScenarios) expect(recordScenario(gil, each).end.tick).toBe(each.endTick);
});
