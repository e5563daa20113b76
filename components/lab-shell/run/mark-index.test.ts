import { describe, expect, it } from 'vitest';
import type { StepRecord } from '@/sim/core/engine';
import { createTimeline } from '@/sim/core/timeline';
import type { RaftCommand } from '@/sim/raft/command';
import { raftConfig, ticksFromMs } from '@/sim/raft/config';
import type { RaftTypes } from '@/sim/raft/lab';
import { raft } from '@/sim/raft/raft';
import type { RaftEvent } from '@/sim/raft/state';
import type { LabMark } from '../view/lab-view';
import { MarkIndex, mergeMarks, type PlacedMark } from './mark-index';

function markRoles({ trace }: StepRecord<RaftCommand, RaftEvent>): LabMark | null {
  return trace.some((entry) => entry.kind === 'role') ? { state: 'success', weight: 1 } : null;
}

function newRun() {
  const timeline = createTimeline(raft, { config: raftConfig.parse({}), seed: 1 });
  return { timeline, index: new MarkIndex<RaftTypes>(timeline, markRoles) };
}

describe('the marks of a run', () => {
  it('grow with the run and are the same array until they do', () => {
    const { timeline, index } = newRun();
    const none = index.read(timeline.knownEnd.step);
    expect(none).toEqual([]);
    timeline.seekTick(ticksFromMs(10));
    expect(index.read(timeline.knownEnd.step)).toBe(none);
    timeline.seekTick(ticksFromMs(400));
    expect(index.read(timeline.knownEnd.step).length).toBeGreaterThan(1);
  });

  it('are those of the branch, after a fork and after going back to the old branch', () => {
    const { timeline, index } = newRun();
    timeline.seekTick(ticksFromMs(600));
    const [first] = index.read(timeline.knownEnd.step);
    timeline.seekStep((first?.step ?? 0) - 1);
    timeline.dispatch({ type: 'timeout', server: 's1' });
    timeline.seekTick(ticksFromMs(700));
    expect(index.read(timeline.knownEnd.step)).toEqual(
      new MarkIndex<RaftTypes>(timeline, markRoles).read(timeline.knownEnd.step),
    );
    timeline.switchBranch(0);
    expect(index.read(timeline.knownEnd.step)).toEqual(
      new MarkIndex<RaftTypes>(timeline, markRoles).read(timeline.knownEnd.step),
    );
  });

  it('end where the reader has come to', () => {
    const { timeline, index } = newRun();
    timeline.seekTick(ticksFromMs(600));
    const all = index.read(timeline.knownEnd.step);
    const [first] = all;
    expect(index.read(first?.step ?? 0)).toEqual([first]);
    expect(index.read(timeline.knownEnd.step)).toEqual(all);
  });

  it('say what a person did', () => {
    const { timeline, index } = newRun();
    timeline.dispatch({ type: 'timeout', server: 's1' });
    expect(index.read(timeline.knownEnd.step)).toMatchObject([{ step: 1, isCommand: true }]);
  });
});

describe('marks on a crowded scale', () => {
  function mark(tick: number, weight: number): PlacedMark {
    return { state: 'success', weight, step: tick, tick, isCommand: false, isViolation: false };
  }

  it('become one: the heaviest of them, with how many they are', () => {
    const marks = [mark(1, 1), mark(2, 9), mark(3, 2), mark(90, 1)];
    expect(mergeMarks(marks, 100, 10)).toEqual([
      { ...mark(2, 9), count: 3 },
      { ...mark(90, 1), count: 1 },
    ]);
  });
});
