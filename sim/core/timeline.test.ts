import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createEngine, type StepRecord } from './engine';
import { runRecordedStep } from './recording';
import { type PinballCommand, type PinballEvent, pinball } from './testing/pinball';
import { type PinballTimeline, performRun, pinballRun } from './testing/pinball-run';
import { createTimeline, timelineFromRecording } from './timeline';

const config = { balls: 5, delayTicksMax: 20 };

function start(seed = 1): PinballTimeline {
  return createTimeline(pinball, { config, seed });
}

/** The current branch from the start, step by step, by a bare engine that knows nothing of checkpoints. */
function walk(timeline: PinballTimeline): { json: string[]; records: StepRecord<PinballCommand, PinballEvent>[] } {
  const { seed, commands, end } = timeline.toRecording();
  const engine = createEngine(pinball, { config: timeline.config, seed });
  const json = [engine.snapshotJson()];
  const records = engine.lastRecord === null ? [] : [engine.lastRecord];
  let next = 0;
  while (engine.stepNumber < end.step) {
    const record = runRecordedStep(engine, commands[next]);
    if (record === null) throw new Error('the run is shorter than its recording');
    if (record.cause.type === 'command') next += 1;
    json.push(engine.snapshotJson());
    records.push(record);
  }
  return { json, records };
}

test('seek(n) equals replay to n, from any position, after any history', () => {
  fc.assert(
    fc.property(pinballRun, fc.array(fc.nat(), { maxLength: 8 }), ({ origin, actions }, targets) => {
      const timeline = createTimeline(pinball, origin);
      performRun(timeline, actions);
      const { json, records } = walk(timeline);
      for (const target of targets) {
        const step = target % json.length;
        timeline.seekStep(step);
        expect(JSON.stringify(timeline.snapshot())).toBe(json[step]);
        expect(timeline.record(step)).toEqual(records[step]);
      }
    }),
  );
});

test('seeking a tick rests after all steps at or before it', () => {
  fc.assert(
    fc.property(pinballRun, fc.nat({ max: 80 }), ({ origin, actions }, tick) => {
      const timeline = createTimeline(pinball, origin);
      performRun(timeline, actions);
      timeline.seekTick(tick);
      expect(timeline.tick).toBe(tick);
      expect(timeline.record(timeline.step).tick).toBeLessThanOrEqual(tick);
      if (timeline.nextTick !== null) expect(timeline.nextTick).toBeGreaterThan(tick);
    }),
  );
});

test('no branch ever loses a step', () => {
  fc.assert(
    fc.property(pinballRun, ({ origin, actions }) => {
      const timeline = createTimeline(pinball, origin);
      let before = timeline.branches();
      for (const action of actions) {
        performRun(timeline, [action]);
        const after = timeline.branches();
        for (const [id, branch] of before.entries()) {
          expect(after[id]?.stepCount).toBeGreaterThanOrEqual(branch.stepCount);
        }
        before = after;
      }
    }),
  );
});

/** A run of more than `steps` steps, kept alive by commands. */
function longRun(steps: number): PinballTimeline {
  const timeline = createTimeline(pinball, { config: { balls: 20, delayTicksMax: 1000 }, seed: 9 });
  prolong(timeline, steps);
  return timeline;
}

function prolong(timeline: PinballTimeline, steps: number): void {
  while (timeline.step <= steps) {
    timeline.dispatch({ type: 'launch', lives: 20 });
    timeline.seekStep(timeline.step + 20);
  }
}

test('a branch follows its own past, however many checkpoints its parent had later', () => {
  const timeline = longRun(2000);
  timeline.seekStep(700);
  timeline.dispatch({ type: 'catch' });
  prolong(timeline, 1500);
  const { json, records } = walk(timeline);
  for (const step of [1400, 710, 1000, 701, 690, 1500]) {
    timeline.seekStep(step);
    expect(JSON.stringify(timeline.snapshot())).toBe(json[step]);
    expect(timeline.record(step)).toEqual(records[step]);
  }
  timeline.switchBranch(0);
  const parent = walk(timeline);
  for (const step of [1400, 710, 1999]) {
    expect(timeline.record(step)).toEqual(parent.records[step]);
    timeline.seekStep(step);
    expect(JSON.stringify(timeline.snapshot())).toBe(parent.json[step]);
  }
});

test('goes far back over many checkpoints, and forward again to the same bytes', () => {
  const timeline = longRun(4000);
  const { json, records } = walk(timeline);
  expect(timeline.knownEnd.step).toBeGreaterThan(4000);
  for (const step of [json.length - 1, 300, 255, 256, 257, 3000, 1, 0, 2999]) {
    timeline.seekStep(step);
    expect(JSON.stringify(timeline.snapshot())).toBe(json[step]);
    expect(timeline.record(step)).toEqual(records[step]);
  }
  expect(timeline.branches()).toHaveLength(1);
});

test('acting in the past forks, and the old branch stays', () => {
  const timeline = start();
  timeline.seekStep(30);
  const old = timeline.toRecording();
  const oldEnd = JSON.stringify(timeline.snapshot());
  timeline.seekStep(10);
  const forkTick = timeline.tick;
  timeline.dispatch({ type: 'launch', lives: 3 });
  expect(timeline.branchId).toBe(1);
  expect(timeline.step).toBe(11);
  expect(timeline.knownEnd.step).toBe(11);
  expect(timeline.branches()[1]).toEqual({
    id: 1,
    parentId: 0,
    forkStep: 10,
    forkTick,
    stepCount: 11,
    endTick: forkTick,
  });
  timeline.seekStep(25);

  timeline.switchBranch(0);
  expect(timeline.toRecording()).toEqual(old);
  timeline.seekStep(30);
  expect(JSON.stringify(timeline.snapshot())).toBe(oldEnd);
});

test('switching shows the other branch at the same moment, or at its end, and prolongs nothing', () => {
  const timeline = start();
  timeline.seekStep(10);
  timeline.stepBack();
  timeline.dispatch({ type: 'catch' });
  timeline.seekTick(timeline.tick + 30);
  const tick = timeline.tick;
  timeline.switchBranch(0);
  expect(timeline.tick).toBe(timeline.knownEnd.tick);
  expect(timeline.knownEnd.step).toBe(10);
  timeline.switchBranch(1);
  expect(timeline.tick).toBeLessThan(tick);
  expect(() => timeline.switchBranch(2)).toThrow(RangeError);
});

test('acting at the end appends, also between two events', () => {
  const timeline = createTimeline(pinball, { config: { balls: 1, delayTicksMax: 1000 }, seed: 2 });
  const between = Math.floor((timeline.nextTick ?? 0) / 2);
  timeline.advanceTo(between);
  timeline.dispatch({ type: 'launch', lives: 1 });
  expect(timeline.branches()).toHaveLength(1);
  expect(timeline.toRecording().commands).toEqual([{ step: 1, tick: between, command: { type: 'launch', lives: 1 } }]);
});

test('walking the known part again repeats its commands at their moments', () => {
  const timeline = start();
  timeline.advanceTo(7);
  timeline.dispatch({ type: 'launch', lives: 3 });
  timeline.advanceTo(15);
  const { step } = timeline;
  const json = JSON.stringify(timeline.snapshot());
  timeline.seekStep(0);
  const causes = timeline.advanceTo(15).map((record) => record.cause.type);
  expect(causes.filter((cause) => cause === 'command')).toHaveLength(1);
  expect(timeline.step).toBe(step);
  expect(JSON.stringify(timeline.snapshot())).toBe(json);
  expect(timeline.branches()).toHaveLength(1);
});

test('a step back from a resting clock goes to the moment of the step before', () => {
  const timeline = start();
  timeline.seekStep(5);
  const before = timeline.record(4).tick;
  timeline.stepBack();
  expect(timeline.step).toBe(4);
  expect(timeline.tick).toBe(before);
  timeline.seekStep(0);
  expect(timeline.stepBack()).toBe(false);
});

test('opens a recording at its end, with its past and its commands', () => {
  fc.assert(
    fc.property(pinballRun, ({ origin, actions }) => {
      const timeline = createTimeline(pinball, origin);
      performRun(timeline, actions);
      const recording = timeline.toRecording();
      const opened = timelineFromRecording(pinball, recording);
      expect(opened.toRecording()).toEqual(recording);
      expect({ step: opened.step, tick: opened.tick }).toEqual(recording.end);
      opened.seekStep(0);
      opened.seekStep(recording.end.step);
      timeline.seekStep(recording.end.step);
      expect(opened.snapshot()).toEqual(timeline.snapshot());
    }),
  );
});

test('is quiet when nothing is left to happen, but not before a known command', () => {
  const timeline = createTimeline(pinball, { config: { balls: 0, delayTicksMax: 0 }, seed: 1 });
  expect(timeline.isQuiet).toBe(true);
  expect(timeline.stepForward()).toBeNull();
  timeline.advanceTo(50);
  timeline.dispatch({ type: 'catch' });
  expect(timeline.isQuiet).toBe(true);
  timeline.seekStep(0);
  expect(timeline.isQuiet).toBe(false);
  expect(timeline.nextTick).toBe(50);
});

test('a command that fails leaves the timeline where it was', () => {
  const timeline = start();
  timeline.seekStep(20);
  timeline.seekStep(10);
  const before = JSON.stringify(timeline.snapshot());
  expect(() => timeline.dispatch({ type: 'tilt' })).toThrow('tilted');
  expect(() => timeline.dispatch({ type: 'launch', lives: 99 })).toThrow();
  expect(JSON.stringify(timeline.snapshot())).toBe(before);
  expect(timeline.branches()).toHaveLength(1);
  expect(timeline.knownEnd.step).toBe(20);
  timeline.dispatch({ type: 'catch' });
  expect(timeline.step).toBe(11);
});

test('a snapshot stays the same object until something changes', () => {
  const timeline = start();
  const first = timeline.snapshot();
  expect(timeline.snapshot()).toBe(first);
  const { version } = timeline;
  timeline.stepForward();
  expect(timeline.version).toBeGreaterThan(version);
  expect(timeline.snapshot()).not.toBe(first);
  const resting = timeline.snapshot();
  const next = timeline.nextTick ?? 0;
  if (next > timeline.tick + 1) timeline.advanceTo(next - 1);
  expect(timeline.snapshot().state).toBe(resting.state);
});

test('the state at a step is what the run had there, and asking for it goes nowhere', () => {
  const timeline = start();
  timeline.seekStep(20);
  const there = JSON.stringify(timeline.snapshot().state);
  timeline.seekStep(60);
  const { step, tick } = timeline;
  expect(JSON.stringify(timeline.stateAt(20))).toBe(there);
  expect([timeline.step, timeline.tick]).toEqual([step, tick]);
  expect(() => timeline.stateAt(timeline.knownEnd.step + 1)).toThrow(RangeError);
});
