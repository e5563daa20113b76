import { expect, test } from 'vitest';
import { judgeChallenge, recordStart } from '@/sim/core/challenge';
import { timelineFromRecording } from '@/sim/core/timeline';
import { raftChallenges } from '@/sim/raft/challenges';
import { ticksFromMs } from '@/sim/raft/config';
import { raft } from '@/sim/raft/raft';
import { ChallengeProgress } from './challenge-progress';

function begin(id: string) {
  const challenge = raftChallenges.find((each) => each.id === id);
  if (challenge === undefined) throw new Error(`there is no challenge ${id}`);
  const timeline = timelineFromRecording(raft, recordStart(raft, challenge));
  return { challenge, timeline, progress: new ChallengeProgress(raft, challenge, timeline) };
}

test('doing nothing meets nothing and costs no command', () => {
  const { timeline, progress } = begin('depose-a-leader');
  timeline.seekTick(timeline.tick + ticksFromMs(300));
  expect(progress.read()).toEqual({ commandsUsed: 0, met: null, obstacle: null });
  expect(progress.proof()).toBeNull();
});

test('the goal is met as the run grows, and the proof is what the judge accepts', () => {
  const { challenge, timeline, progress } = begin('depose-a-leader');
  expect(progress.read().met).toBeNull();
  timeline.dispatch({ type: 'timeout', server: 's2' });
  expect(progress.read()).toEqual({ commandsUsed: 1, met: null, obstacle: null });
  timeline.seekTick(timeline.tick + ticksFromMs(100));
  expect(progress.read().met).not.toBeNull();
  // What is done afterwards is no part of the attempt.
  timeline.dispatch({ type: 'crash', server: 's1' });
  expect(progress.read()).toMatchObject({ commandsUsed: 1, obstacle: null });
  const proof = progress.proof();
  if (proof === null) throw new Error('the goal was met');
  expect(judgeChallenge(raft, challenge, proof)).toMatchObject({ ok: true, met: true, commandsUsed: 1 });
});

test('status is the same object until it changes', () => {
  const { timeline, progress } = begin('elect-a-leader');
  const before = progress.read();
  timeline.seekTick(ticksFromMs(500));
  expect(progress.read()).toBe(before);
});

test('another branch is another attempt, and going back to the first finds it as it was', () => {
  const { timeline, progress } = begin('elect-a-leader');
  timeline.dispatch({ type: 'timeout', server: 's2' });
  timeline.seekTick(ticksFromMs(100));
  const met = progress.read();
  expect(met.met).not.toBeNull();
  timeline.seekStep(0);
  timeline.dispatch({ type: 'crash', server: 's2' });
  expect(progress.read()).toEqual({ commandsUsed: 1, met: null, obstacle: null });
  timeline.switchBranch(0);
  expect(progress.read()).toEqual(met);
});

test('a command that is not allowed, a changed start and too much time are obstacles', () => {
  const forbidden = begin('depose-a-leader');
  forbidden.timeline.dispatch({ type: 'crash', server: 's1' });
  expect(forbidden.progress.read().obstacle).toBe('not-allowed');

  const changed = begin('depose-a-leader');
  changed.timeline.seekStep(2);
  changed.timeline.dispatch({ type: 'timeout', server: 's2' });
  expect(changed.progress.read().obstacle).toBe('left-start');
  expect(changed.progress.proof()).toBeNull();

  const late = begin('elect-a-leader');
  late.timeline.seekTick(ticksFromMs(10_001));
  expect(late.progress.read().obstacle).toBe('over');
});
