import { expect, test } from 'vitest';
import { view as raftView } from './view';

test('a challenge opens at the end of its start, and is watched from there on', async () => {
  const session = (await raftView.tasks()).openChallenge('depose-a-leader');
  expect(session?.challenge?.id).toBe('depose-a-leader');
  expect(session?.challenge?.status()).toEqual({ commandsUsed: 0, met: null, obstacle: null });
  expect(session?.challenge?.proof()).toBeNull();
  const { step, knownEnd } = session?.player.getState() ?? {};
  expect(step).toBe(knownEnd?.step);
  expect(step).toBeGreaterThan(0);
});

test('a scenario is no attempt at a challenge, and a challenge that does not exist cannot be opened', async () => {
  expect(raftView.openScenario('first-election')?.challenge).toBeNull();
  expect((await raftView.tasks()).openChallenge('toString')).toBeNull();
});

test('a run that was exported opens again as it was', () => {
  const session = raftView.openScenario('leader-crash');
  const json = JSON.stringify(session?.simulated?.recording(), null, 2);
  const opened = raftView.openJson(json);
  if (!opened.ok) throw new Error(opened.reason);
  expect(JSON.stringify(opened.session.simulated?.recording(), null, 2)).toBe(json);
});

test('what is no such run is refused, with the reason', () => {
  const recording = Object(raftView.openScenario('first-election')?.simulated?.recording());
  const reasonOf = (json: string) => {
    const opened = raftView.openJson(json);
    return opened.ok ? null : opened.reason;
  };
  expect(reasonOf('{"format":')).toBe('broken-json');
  expect(reasonOf('{}')).toBe('invalid');
  expect(reasonOf(JSON.stringify({ ...recording, simulation: 'another' }))).toBe('unknown-simulation');
  expect(reasonOf(JSON.stringify({ ...recording, version: 'made-up' }))).toBe('unknown-version');
  expect(reasonOf(' '.repeat(2 ** 20))).toBe('too-large');
  expect(reasonOf(JSON.stringify({ ...recording, end: { ...recording.end, step: 10_000_000 } }))).toBe(
    'too-many-steps',
  );
  expect(reasonOf(JSON.stringify({ ...recording, end: { ...recording.end, tick: 10 ** 12 } }))).toBe('does-not-fit');
});

test('every prediction belongs to a scenario that is offered, and is decided by it', async () => {
  const scenarioIds = raftView.scenarios.map(({ id }) => id);
  for (const { scenarioId, tick, outcome } of (await raftView.tasks()).predictions) {
    expect(scenarioIds).toContain(scenarioId);
    expect(outcome()?.atTick).toBeGreaterThan(tick);
  }
});
