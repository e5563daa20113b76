import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import { createEngine } from './engine';
import { CommandRefused, type Simulation } from './simulation';
import { pinball, pinballConfig } from './testing/pinball';

const config = pinballConfig.parse({});

test('a snapshot taken between any two steps survives JSON and carries the run on unchanged', () => {
  fc.assert(
    fc.property(fc.nat(), fc.nat({ max: 60 }), (seed, steps) => {
      const engine = createEngine(pinball, { config, seed });
      for (let step = 0; step < steps; step += 1) engine.step();
      const json = JSON.stringify(engine.snapshot());
      expect(engine.snapshotJson()).toBe(json);
      const resumed = createEngine(pinball, { snapshot: JSON.parse(json) });
      expect(JSON.stringify(resumed.snapshot())).toBe(json);
      for (let step = 0; step < 20; step += 1) expect(resumed.step()).toEqual(engine.step());
      expect(resumed.snapshotJson()).toBe(engine.snapshotJson());
    }),
  );
});

test('a snapshot stays as it was while the run goes on', () => {
  const engine = createEngine(pinball, { config, seed: 1 });
  const snapshot = engine.snapshot();
  const before = JSON.stringify(snapshot);
  while (engine.step() !== null);
  expect(JSON.stringify(snapshot)).toBe(before);
});

test('the clock rests anywhere up to the next due event and never passes it', () => {
  const engine = createEngine(pinball, { config: { balls: 1, delayTicksMax: 1000 }, seed: 2 });
  const due = engine.nextDueTick ?? 0;
  engine.advanceTo(due - 1);
  expect(engine.tick).toBe(due - 1);
  engine.advanceTo(due + 100);
  expect(engine.tick).toBe(due);
  expect(engine.stepNumber).toBe(0);
  expect(() => engine.advanceTo(due - 1)).toThrow(RangeError);
  expect(engine.step()?.tick).toBe(due);
});

test('counts the start as step 0 and every event and command as one step more', () => {
  const engine = createEngine(pinball, { config, seed: 3 });
  expect(engine.lastRecord).toMatchObject({ step: 0, tick: 0, cause: { type: 'start' } });
  expect(engine.dispatch({ type: 'launch', lives: 0 })).toMatchObject({ step: 1, cause: { type: 'command' } });
  expect(engine.step()).toMatchObject({ step: 2, cause: { type: 'event' }, trace: [{ kind: 'bounce' }] });
});

test('a refused command changes nothing', () => {
  const engine = createEngine(pinball, { config, seed: 4 });
  const before = engine.snapshotJson();
  expect(() => engine.dispatch({ type: 'refuse' })).toThrow(CommandRefused);
  expect(engine.snapshotJson()).toBe(before);
});

test('says which rules do not hold after a step, with their source', () => {
  const engine = createEngine(pinball, { config: { balls: 20, delayTicksMax: 5 }, seed: 5 });
  for (let step = 0; step < 39; step += 1) expect(engine.step()?.violations).toEqual([]);
  expect(engine.step()?.violations).toEqual([
    { id: 'lowScore', name: 'Low score', source: 'none', values: { score: 40 } },
  ]);
});

test('runs out when nothing is left to happen', () => {
  const engine = createEngine(pinball, { config: { balls: 0, delayTicksMax: 0 }, seed: 6 });
  expect(engine.nextDueTick).toBeNull();
  expect(engine.step()).toBeNull();
  engine.advanceTo(1000);
  expect(engine.tick).toBe(1000);
});

test('refuses a model that fills the queue or schedules into the past', () => {
  const flood: Simulation<typeof config, object, { type: 'flood' | 'past' }, null> = {
    ...pinball,
    invariants: [],
    command: z.pipe(
      pinball.command,
      z.transform(() => ({ type: 'flood' as const })),
    ),
    init: () => ({}),
    onCommand(state, command, world) {
      if (command.type === 'past') world.schedule(-1, null);
      for (;;) if (world.schedule(0, null) < 0) return state;
    },
    onEvent: (state) => state,
  };
  expect(() => createEngine(flood, { config, seed: 1 }).dispatch({ type: 'flood' })).toThrow(/events are waiting/);
  expect(() => createEngine(flood, { config, seed: 1 }).dispatch({ type: 'past' })).toThrow(RangeError);
});
