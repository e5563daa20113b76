import { expect, test } from 'vitest';
import { type Challenge, defineChallenge, judgeChallenge, recordStart } from './challenge';
import { defineLab } from './lab';
import { RUN_LIMITS } from './limits';
import type { Recording } from './recording';
import {
  type PinballCommand,
  type PinballConfig,
  type PinballEvent,
  type PinballState,
  pinball,
  pinballConfig,
} from './testing/pinball';
import { createTimeline, timelineFromRecording } from './timeline';

type PinballChallenge = Challenge<PinballConfig, PinballState, PinballCommand, PinballEvent>;
type PinballRecording = Recording<PinballConfig, PinballCommand>;

const start = {
  config: pinballConfig.parse({ balls: 1 }),
  seed: 7,
  commands: [
    { tick: 5, command: { type: 'launch' as const, lives: 2 } },
    { tick: 9, command: { type: 'launch' as const, lives: 2 } },
  ],
  endTick: 20,
};

/** Ten bounces, counted from the start on. */
function bounce(parts: Partial<Pick<PinballChallenge, 'tickMax' | 'impossible' | 'allows'>> = {}): PinballChallenge {
  return defineChallenge({
    id: 'ten-bounces',
    level: 1,
    start,
    tickMax: 400,
    parCommands: 2,
    hintCount: 1,
    ...parts,
    goal: {
      initial: 0,
      observe: (bounces: number, record) => bounces + (record.cause.type === 'event' ? 1 : 0),
      isMet: (bounces) => bounces >= 10,
    },
  });
}

/** What a learner does: opens the start, launches a ball, waits. */
function attempt(challenge: PinballChallenge, launches = 1, tick = 300): PinballRecording {
  const timeline = timelineFromRecording(pinball, recordStart(pinball, challenge));
  for (let launch = 0; launch < launches; launch += 1) {
    timeline.advanceTo(timeline.tick + 5);
    timeline.dispatch({ type: 'launch', lives: 15 });
  }
  timeline.advanceTo(tick);
  return timeline.toRecording();
}

const judge = (recording: PinballRecording, challenge = bounce()) => judgeChallenge(pinball, challenge, recording);

test('a run that meets the goal says at which step, and what it took', () => {
  const challenge = bounce();
  const recording = attempt(challenge);
  const verdict = judge(recording);
  expect(verdict).toMatchObject({ ok: true, met: true, commandsUsed: 1, steps: recording.end.step });
  if (!verdict.ok || verdict.atStep === null) throw new Error('not met');
  const startSteps = recordStart(pinball, challenge).end.step;
  expect(verdict.atStep).toBe(startSteps + 11);
});

test('commands after the goal do not count, those of the start never', () => {
  const timeline = timelineFromRecording(pinball, attempt(bounce()));
  timeline.dispatch({ type: 'catch' });
  expect(judge(timeline.toRecording())).toMatchObject({ met: true, commandsUsed: 1 });
});

test('what happens before the end of the start does not count towards the goal', () => {
  expect(judge(recordStart(pinball, bounce()))).toMatchObject({ ok: true, met: false, atStep: null, commandsUsed: 0 });
});

test('the goal is not met once its time has passed', () => {
  const recording = attempt(bounce());
  const verdict = judge(recording);
  if (!verdict.ok || verdict.atTick === null) throw new Error('not met');
  expect(judge(recording, bounce({ tickMax: verdict.atTick }))).toMatchObject({ met: true });
  expect(judge(recording, bounce({ tickMax: verdict.atTick - 1 }))).toMatchObject({ ok: true, met: false });
});

test('refuses a run of another seed or configuration', () => {
  const recording = attempt(bounce());
  expect(judge({ ...recording, seed: 8 })).toMatchObject({ ok: false, reason: 'other-seed' });
  const config = { ...recording.config, balls: 2 };
  expect(judge({ ...recording, config })).toMatchObject({ ok: false, reason: 'other-config' });
});

test('refuses a run without the whole start, or with something slipped into it', () => {
  const otherStart = { ok: false, reason: 'other-start' };
  const recording = attempt(bounce());
  expect(judge({ ...recording, commands: recording.commands.slice(1) })).toMatchObject(otherStart);
  expect(judge({ ...recording, commands: [] })).toMatchObject(otherStart);

  const early = createTimeline(pinball, start);
  early.advanceTo(5);
  early.dispatch({ type: 'launch', lives: 2 });
  early.advanceTo(7);
  expect(judge(early.toRecording())).toMatchObject(otherStart);
  early.advanceTo(9);
  early.dispatch({ type: 'launch', lives: 2 });
  early.advanceTo(19);
  early.dispatch({ type: 'launch', lives: 12 });
  early.advanceTo(300);
  expect(judge(early.toRecording())).toMatchObject(otherStart);
});

test('refuses a run that was tampered with', () => {
  const doesNotFit = { ok: false, reason: 'does-not-fit' };
  const recording = attempt(bounce());
  const own = recording.commands[2];
  if (own === undefined) throw new Error('no command');
  expect(judge({ ...recording, end: { ...recording.end, step: 10_000 } })).toMatchObject(doesNotFit);
  const late = { ...own, tick: own.tick + 100 };
  expect(judge({ ...recording, commands: [...recording.commands.slice(0, 2), late] })).toMatchObject(doesNotFit);
  const refused = { ...own, command: { type: 'refuse' as const } };
  expect(judge({ ...recording, commands: [...recording.commands.slice(0, 2), refused] })).toMatchObject(doesNotFit);
});

test('refuses a run that is longer than it may be', () => {
  const recording = attempt(bounce());
  expect(judgeChallenge(pinball, bounce(), recording, { ...RUN_LIMITS, stepsMax: 5 })).toMatchObject({
    reason: 'too-many-steps',
  });
});

test('refuses a command that the challenge does not allow, except in its start', () => {
  const quiet = bounce({ allows: ({ type }) => type !== 'launch' });
  expect(judge(recordStart(pinball, quiet), quiet)).toMatchObject({ ok: true });
  expect(judge(attempt(quiet), quiet)).toMatchObject({ ok: false, reason: 'command-not-allowed' });
});

test('an impossible challenge is judged like any other, and no run meets it', () => {
  const challenge: PinballChallenge = defineChallenge({
    id: 'negative',
    level: 1,
    start,
    tickMax: 400,
    parCommands: 0,
    hintCount: 0,
    impossible: true,
    goal: {
      initial: false,
      observe: (_seen: boolean, _record, state: PinballState) => state.score < 0,
      isMet: (seen) => seen,
    },
  });
  for (let launches = 0; launches < 20; launches += 1) {
    expect(judge(attempt(challenge, launches), challenge)).toMatchObject({ ok: true, met: false });
  }
});

test('a lab judges text from a stranger', () => {
  const lab = defineLab({
    simulation: pinball,
    scenarios: [],
    challenges: [bounce()],
  });
  const recording = attempt(bounce());
  expect(lab.judge('ten-bounces', JSON.stringify(recording))).toMatchObject({ ok: true, met: true });
  expect(lab.judge('ten-bounces', JSON.stringify(recording), { ...RUN_LIMITS, stepsMax: 5 })).toMatchObject({
    reason: 'too-many-steps',
  });
  expect(lab.judge('another', JSON.stringify(recording))).toMatchObject({ ok: false, reason: 'unknown-challenge' });
  const old = JSON.stringify({ ...recording, version: '0' });
  expect(lab.judge('ten-bounces', old)).toMatchObject({ ok: false, reason: 'unknown-version' });
  expect(lab.judge('ten-bounces', '{')).toMatchObject({ ok: false, reason: 'broken-json' });
  expect(lab.judge('ten-bounces', 'x'.repeat(1024 * 1024))).toMatchObject({ ok: false, reason: 'too-large' });
});
