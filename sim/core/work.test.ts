import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import { defineChallenge, judgeChallenge, recordStart } from './challenge';
import { createEngine } from './engine';
import { GRADED_RUN, LimitExceeded, RUN_LIMITS } from './limits';
import { type Recording, replay } from './recording';
import type { Simulation } from './simulation';
import { pinball } from './testing/pinball';
import { performRun, pinballRun } from './testing/pinball-run';
import { createTimeline } from './timeline';
import { chargeWork } from './work';

type Look = { readonly type: 'look' } | { readonly type: 'peek' };

/** Keeps a pile and looks through all of it when told to. */
const pile: Simulation<{ size: number }, { size: number; looks: number }, Look, null> = {
  id: 'pile',
  version: '1',
  ticksPerSecond: 1000,
  config: z.strictObject({ size: z._default(z.int().check(z.minimum(0)), 1000) }),
  command: z.discriminatedUnion('type', [
    z.strictObject({ type: z.literal('look') }),
    z.strictObject({ type: z.literal('peek') }),
  ]),
  invariants: [],
  init({ size }) {
    chargeWork(size);
    return { size, looks: 0 };
  },
  onCommand(state, { type }) {
    chargeWork(type === 'look' ? state.size : 1);
    state.looks += 1;
    return state;
  },
  onEvent: (state) => state,
};

function looks(count: number, size = 1000): Recording<{ size: number }, Look> {
  const commands = Array.from({ length: count }, (_, index) => {
    return { step: index + 1, tick: 0, command: { type: 'look' as const } };
  });
  const end = { step: count, tick: 0 };
  return { format: 1, simulation: 'pile', version: '1', seed: 1, config: { size }, commands, end };
}

test('a run is charged for what the model touches, from its start on', () => {
  const engine = createEngine(pile, { config: { size: 1000 }, seed: 1 });
  const start = engine.work;
  expect(start).toBeGreaterThanOrEqual(1000);
  engine.dispatch({ type: 'peek' });
  const peek = engine.work - start;
  engine.dispatch({ type: 'look' });
  expect(engine.work - start - peek).toBe(peek + 999);
});

test('a step that would touch more than the run may is broken off', () => {
  const engine = createEngine(pile, { config: { size: 1000 }, seed: 1 }, { workMax: 3500 });
  engine.dispatch({ type: 'look' });
  const before = { snapshot: engine.snapshot(), work: engine.work };
  engine.dispatch({ type: 'look' });
  expect(() => engine.dispatch({ type: 'look' })).toThrow(LimitExceeded);
  engine.restore(before.snapshot, before.work);
  expect(engine.dispatch({ type: 'look' }).step).toBe(2);
  expect(() => createEngine(pile, { config: { size: 5000 }, seed: 1 }, { workMax: 3500 })).toThrow(LimitExceeded);
});

test('the same recording is refused under the same limit everywhere, and not a step before', () => {
  const limits = (workMax: number) => ({ ...RUN_LIMITS, workMax });
  const engine = createEngine(pile, { config: { size: 1000 }, seed: 1 });
  for (let look = 0; look < 10; look += 1) engine.dispatch({ type: 'look' });
  expect(replay(pile, looks(10), limits(engine.work))).toMatchObject({ ok: true, steps: 10 });
  expect(replay(pile, looks(10), limits(engine.work - 1))).toMatchObject({ ok: false, reason: 'limit-exceeded' });
});

test('two runs do not pay for each other, and outside a run nobody pays', () => {
  chargeWork(1e15);
  const one = createEngine(pile, { config: { size: 1000 }, seed: 1 }, { workMax: 5000 });
  const other = createEngine(pile, { config: { size: 1000 }, seed: 1 }, { workMax: 5000 });
  one.charging(() => {
    other.dispatch({ type: 'look' });
    chargeWork(7);
  });
  expect(one.work).toBe(createEngine(pile, { config: { size: 1000 }, seed: 1 }).work + 7);
  expect(() => one.charging(() => chargeWork(5000))).toThrow(LimitExceeded);
  chargeWork(1e15);
});

test('what somebody remembers who watches for a goal is charged to the run', () => {
  const challenge = defineChallenge({
    id: 'many-looks',
    level: 1,
    start: { config: { size: 0 }, seed: 1, commands: [], endTick: 0 },
    tickMax: 1,
    parCommands: 1,
    hintCount: 0,
    goal: {
      initial: [],
      observe: (seen: readonly number[], { step }: { step: number }) => [...seen, step],
      isMet: () => false,
    },
  });
  const limits = { ...RUN_LIMITS, workMax: 400_000 };
  const judge = (count: number) => judgeChallenge(pile, challenge, looks(count, 0), limits);
  expect(recordStart(pile, challenge).config).toEqual({ size: 0 });
  expect(judge(500)).toMatchObject({ ok: true, met: false });
  expect(judge(1000)).toMatchObject({ ok: false, reason: 'limit-exceeded' });
});

test('a moment of a timeline has touched as much whichever way one comes to it', () => {
  fc.assert(
    fc.property(pinballRun, fc.array(fc.nat(), { maxLength: 8 }), ({ origin, actions }, targets) => {
      const timeline = createTimeline(pinball, origin);
      performRun(timeline, actions);
      const worked = [];
      timeline.seekStep(0);
      const { step: end } = timeline.knownEnd;
      for (let step = 0; step <= end; step += 1) {
        worked.push(timeline.work);
        if (step < end) timeline.stepForward();
      }
      for (const target of targets) {
        timeline.seekStep(target % worked.length);
        expect(timeline.work).toBe(worked[timeline.step]);
      }
    }),
  );
});

test('a branch knows its share of what a graded run may have, by steps or by work, whichever is more', () => {
  const timeline = createTimeline(pile, { config: { size: 1_000_000 }, seed: 1 });
  const start = timeline.gradedShare;
  expect(start).toBeCloseTo(1_000_000 / GRADED_RUN.workMax, 4);
  timeline.dispatch({ type: 'look' });
  timeline.dispatch({ type: 'look' });
  const two = timeline.gradedShare;
  expect(two).toBeCloseTo(3 * start, 4);
  // Where one stands does not matter: the branch is handed in whole. Another one is shorter.
  timeline.seekStep(1);
  expect(timeline.gradedShare).toBe(two);
  timeline.dispatch({ type: 'peek' });
  expect(timeline.gradedShare).toBeCloseTo(2 * start, 4);
  timeline.switchBranch(0);
  expect(timeline.gradedShare).toBe(two);

  const light = createTimeline(pile, { config: { size: 0 }, seed: 1 });
  for (let step = 0; step < 50; step += 1) light.dispatch({ type: 'peek' });
  expect(light.gradedShare).toBeCloseTo(50 / GRADED_RUN.stepsMax, 9);
});

test('a command that ends in an error leaves the work where it was', () => {
  const timeline = createTimeline(pinball, { config: { balls: 5, delayTicksMax: 20 }, seed: 1 });
  timeline.seekStep(5);
  const before = timeline.work;
  for (const type of ['refuse', 'tilt'] as const) expect(() => timeline.dispatch({ type })).toThrow();
  expect(timeline.work).toBe(before);
});
