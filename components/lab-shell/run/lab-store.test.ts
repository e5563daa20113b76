import { describe, expect, it } from 'vitest';
import { createTimeline, timelineFromRecording } from '@/sim/core/timeline';
import { raftConfig, ticksFromMs } from '@/sim/raft/config';
import type { RaftTypes } from '@/sim/raft/lab';
import { raft } from '@/sim/raft/raft';
import { createLabStore } from './lab-store';

const config = raftConfig.parse({});
const options = { ticksPerRealSecond: ticksFromMs(40), hasMark: () => false };

function newLab() {
  const timeline = createTimeline(raft, { config, seed: 1 });
  const store = createLabStore<RaftTypes>(timeline, options);
  return { store, timeline, now: () => store.getState() };
}

describe('a lab on the page', () => {
  it('lets simulated time pass while it plays, and only then', () => {
    const { now } = newLab();
    now().passTime(50);
    expect(now().tick).toBe(0);
    now().play();
    now().passTime(50);
    const { tick } = now();
    expect(tick).toBeGreaterThan(0);
    now().pause();
    now().passTime(50);
    expect(now().tick).toBe(tick);
  });

  it('passes the silence before the first election in less than half a second, and says how long it was', () => {
    const { now, timeline } = newLab();
    const { nextTick } = timeline;
    now().play();
    now().passTime(100);
    expect(now().skippedTicks).toBe(nextTick);
    for (let frame = 0; frame < 4; frame += 1) now().passTime(100);
    expect([now().step, now().skippedTicks]).toEqual([1, null]);
  });

  it('runs on to the next mark only as far as what is waited for', () => {
    const { now } = newLab();
    now().waitFor((step) => step === 7);
    now().toNextMark();
    expect(now().step).toBe(7);
  });

  it('stops by itself at a key event, once', () => {
    const keyEvents = [{ id: 'stands', kind: 'role', data: { to: 'candidate' } }];
    const store = createLabStore<RaftTypes>(createTimeline(raft, { config, seed: 1 }), { ...options, keyEvents });
    const now = () => store.getState();
    now().stopAt(['stands']);
    now().play();
    for (let frame = 0; frame < 20; frame += 1) now().passTime(100);
    expect([now().step, now().isPlaying, now().stoppedAt]).toEqual([1, false, 'stands']);
    now().play();
    expect(now().stoppedAt).toBeNull();
    now().toStart();
    now().play();
    for (let frame = 0; frame < 20; frame += 1) now().passTime(100);
    expect(now().step).toBeGreaterThan(1);
  });

  it('plays through a key event that it was not asked to stop at', () => {
    const keyEvents = [{ id: 'stands', kind: 'role' }];
    const store = createLabStore<RaftTypes>(createTimeline(raft, { config, seed: 1 }), { ...options, keyEvents });
    store.getState().play();
    for (let frame = 0; frame < 20; frame += 1) store.getState().passTime(100);
    expect(store.getState().step).toBeGreaterThan(1);
  });

  it('loses no fraction of a tick at the slowest speed', () => {
    const slow = createLabStore<RaftTypes>(createTimeline(raft, { config, seed: 1 }), {
      ...options,
      ticksPerRealSecond: 16,
      flights: () => [{ sentTick: 0, dueTick: 1_000_000 }],
    });
    slow.getState().setSpeedIndex(0);
    slow.getState().play();
    slow.getState().play();
    for (let frame = 0; frame < 125; frame += 1) slow.getState().passTime(16);
    expect(slow.getState().tick).toBe(2);
  });

  it('steps forward and back to the same moment', () => {
    const { now } = newLab();
    for (let step = 0; step < 6; step += 1) now().stepForward();
    const there = JSON.stringify(now().snapshot);
    now().stepForward();
    now().stepBack();
    expect(JSON.stringify(now().snapshot)).toBe(there);
  });

  it('knows the moment before the last step, from whichever side it was reached', () => {
    const { now } = newLab();
    now().stepForward();
    const before = now().snapshot;
    now().stepForward();
    expect(now().previous?.state).toEqual(before.state);
    now().stepForward();
    now().stepBack();
    expect(now().previous?.state).toEqual(before.state);
    now().seekStep(0);
    expect(now().previous).toBeNull();
  });

  it('begins a new branch when somebody acts in the past, and keeps the old one', () => {
    const { now } = newLab();
    now().seekTick(ticksFromMs(400));
    now().seekStep(3);
    now().dispatch({ type: 'crash', server: 's1' });
    expect(now().notice).toEqual({ kind: 'forked', branchId: 1 });
    expect(now().branchCount).toBe(2);
    now().switchBranch(0);
    expect(now().branchId).toBe(0);
    expect(now().knownEnd.tick).toBe(ticksFromMs(400));
  });

  it('calls acting before the end of a scenario no change of the past while that end was never shown', () => {
    const { timeline, now } = newLab();
    now().seekTick(ticksFromMs(400));
    const recording = timeline.toRecording();
    const opened = createLabStore<RaftTypes>(timelineFromRecording(raft, recording), options);
    opened.getState().seekTick(ticksFromMs(300));
    opened.getState().dispatch({ type: 'crash', server: 's1' });
    expect(opened.getState()).toMatchObject({ branchCount: 2, notice: null });
    opened.getState().switchBranch(0);
    opened.getState().stepBack();
    opened.getState().dispatch({ type: 'crash', server: 's1' });
    expect(opened.getState().notice).toEqual({ kind: 'forked', branchId: 2 });
  });

  it('knows how much of a recorded run has been shown', () => {
    const { timeline, now } = newLab();
    now().seekTick(ticksFromMs(400));
    const recording = timeline.toRecording();
    const opened = createLabStore<RaftTypes>(timelineFromRecording(raft, recording), options);
    const seen = () => opened.getState().seenEnd.tick;
    expect(seen()).toBe(0);
    opened.getState().seekTick(ticksFromMs(200));
    opened.getState().toStart();
    expect(seen()).toBe(ticksFromMs(200));
    opened.getState().seekTick(ticksFromMs(300));
    opened.getState().holdAt(ticksFromMs(250));
    expect(seen()).toBe(ticksFromMs(250));
    const shared = createLabStore<RaftTypes>(timelineFromRecording(raft, recording), {
      ...options,
      position: { step: 0, tick: 0 },
    });
    expect(shared.getState().seenEnd.tick).toBe(ticksFromMs(400));
  });

  it('stops and says so when nothing is left to happen', () => {
    const { now } = newLab();
    for (const server of ['s1', 's2', 's3', 's4', 's5'] as const) now().dispatch({ type: 'crash', server });
    now().play();
    expect(now()).toMatchObject({ isPlaying: false, isQuiet: true, notice: { kind: 'quiet' } });
  });

  it('says in time that a run becomes too long to be kept or graded', () => {
    const { timeline, now } = newLab();
    const lengthAt = (gradedShare: number) => {
      Object.defineProperty(timeline, 'gradedShare', { value: gradedShare, configurable: true });
      now().stepForward();
      return now().gradedLength;
    };
    expect(now().gradedLength).toBe('short');
    expect([0.79, 0.8, 1, 1.001].map(lengthAt)).toEqual(['short', 'near', 'near', 'over']);
  });

  it('says what a command was refused for and goes on', () => {
    const { now } = newLab();
    now().dispatch({ type: 'crash', server: 's9' });
    expect(now().notice?.kind).toBe('refused');
    now().stepForward();
    expect(now().step).toBe(1);
  });

  it('announces what was done by hand, not what time brings', () => {
    const { now } = newLab();
    now().stepForward();
    now().dispatch({ type: 'crash', server: 's1' });
    expect(now().handSteps).toBe(2);
    now().play();
    now().passTime(100);
    expect(now().handSteps).toBe(2);
  });

  it('restores a recorded run at the moment it was left', () => {
    const { timeline, now } = newLab();
    now().seekTick(ticksFromMs(300));
    const recording = timeline.toRecording();
    now().seekStep(7);
    const { step, tick, snapshot } = now();
    const restored = createLabStore<RaftTypes>(timelineFromRecording(raft, recording), {
      ...options,
      position: { step, tick },
    }).getState();
    expect(restored.snapshot).toEqual(snapshot);
    expect(restored.knownEnd.tick).toBe(ticksFromMs(300));
  });

  it('restores a moment between two steps', () => {
    const { timeline, now } = newLab();
    now().seekTick(ticksFromMs(300));
    const recording = timeline.toRecording();
    now().seekTick(ticksFromMs(220));
    const { step, tick } = now();
    const restored = createLabStore<RaftTypes>(timelineFromRecording(raft, recording), {
      ...options,
      position: { step, tick },
    }).getState();
    expect(restored.tick).toBe(ticksFromMs(220));
    expect(restored.step).toBe(step);
  });

  it('opens a recorded run at its start unless told otherwise', () => {
    const { timeline, now } = newLab();
    now().seekTick(ticksFromMs(300));
    expect(
      createLabStore<RaftTypes>(timelineFromRecording(raft, timeline.toRecording()), options).getState().step,
    ).toBe(0);
  });
});
