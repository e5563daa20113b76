import { expect, test } from 'vitest';
import { bringAbout, whenItHappens } from '../core/milestone';
import { recordScenario } from '../core/scenario';
import { ticksFromMs } from './config';
import { redisStreamsMilestones } from './milestones';
import { redisStreams } from './redis-streams';
import { redisStreamsScenarios } from './scenarios';
import { at, bare, typed } from './script';

type MilestoneId = (typeof redisStreamsMilestones)[number]['id'];

function milestone(id: MilestoneId) {
  const found = redisStreamsMilestones.find((each) => each.id === id);
  if (found === undefined) throw new Error(`no milestone "${id}"`);
  return found;
}

/** The millisecond at which it comes about in a scenario, watched from after a step on; null when it does not. */
function msInScenario(id: MilestoneId, scenarioId: string, fromStep = 0): number | null {
  const scenario = redisStreamsScenarios.find((each) => each.id === scenarioId);
  if (scenario === undefined) throw new Error(`no scenario "${scenarioId}"`);
  const met = whenItHappens(redisStreams, milestone(id), recordScenario(redisStreams, scenario), fromStep);
  return met === null ? null : met.tick / 1000;
}

/** The step at which it comes about when these lines are typed, one at a time; null when it does not. */
function stepWhenTyped(id: MilestoneId, ...lines: readonly string[]): number | null {
  const commands = lines.flatMap((line, place) => at(place, typed(line)));
  const scenario = { id: 'typed', config: bare(), seed: 1, commands, endTick: ticksFromMs(lines.length) };
  return whenItHappens(redisStreams, milestone(id), recordScenario(redisStreams, scenario))?.step ?? null;
}

/** What a run answers when the reader does by hand what the milestone asks for. */
function answerByHand(id: MilestoneId, scenarioId: string, fromStep: number) {
  const scenario = redisStreamsScenarios.find((each) => each.id === scenarioId);
  if (scenario === undefined) throw new Error(`no scenario "${scenarioId}"`);
  return bringAbout(redisStreams, milestone(id), recordScenario(redisStreams, scenario), fromStep)?.answer ?? null;
}

test('an entry was added by hand: by a typed XADD, in whatever case, and by no other command', () => {
  expect(stepWhenTyped('an-entry-was-added-by-hand', 'XLEN orders', 'xadd orders * item tea')).toBe(2);
  expect(stepWhenTyped('an-entry-was-added-by-hand', 'XLEN orders', 'XADD orders 0-0 item tea')).toBeNull();
  expect(msInScenario('an-entry-was-added-by-hand', 'first-stream', 2)).toBeNull();
});

test('an id was refused: an XADD at or below the last id', () => {
  const lines = ['XADD orders 5-1 item tea', 'XADD orders 5-2 item tea', 'XADD orders 5-2 item tea'] as const;
  expect(stepWhenTyped('an-id-was-refused', ...lines)).toBe(3);
  expect(stepWhenTyped('an-id-was-refused', lines[0], lines[1])).toBeNull();
});

test('a reader caught up: the gateway after its restart, and not while it is served entry by entry', () => {
  expect(msInScenario('a-reader-caught-up', 'eco2-events')).toBe(7060);
});

test('two consumers were served: the group hands its second entry to another worker', () => {
  expect(msInScenario('two-consumers-were-served', 'shared-work')).toBe(930);
  expect(msInScenario('two-consumers-were-served', 'at-least-once')).toBeNull();
});

test('a consumer died with work: a crash with entries in its hands, not that of a reader without any', () => {
  expect(msInScenario('a-consumer-died-with-work', 'crash-loses-nothing')).toBe(1500);
  expect(msInScenario('a-consumer-died-with-work', 'eco2-events')).toBeNull();
});

test('entries were claimed: from somebody else', () => {
  expect(msInScenario('entries-were-claimed', 'crash-loses-nothing', 51)).toBe(6330);
  expect(msInScenario('entries-were-claimed', 'shared-work')).toBeNull();
});

test('an entry was worked twice, and the first worker’s XACK came too late', () => {
  expect(msInScenario('an-entry-was-worked-twice', 'at-least-once')).toBe(7030);
  expect(msInScenario('an-ack-came-too-late', 'at-least-once')).toBe(7090);
  expect(msInScenario('an-ack-came-too-late', 'crash-loses-nothing')).toBeNull();
});

test('unread entries were trimmed: not before the group lags by more than the stream keeps', () => {
  expect(msInScenario('unread-entries-were-trimmed', 'trimmed-unread')).toBe(4830);
});

test('another group read: the one that was made gets all that the first has had', () => {
  expect(answerByHand('another-group-read', 'shared-work', 120)).toBe(15);
  expect(msInScenario('another-group-read', 'shared-work')).toBeNull();
});

test('a lag was told: the answer is what the group will never get', () => {
  expect(answerByHand('a-lag-was-told', 'trimmed-unread', 191)).toBe(49);
  expect(msInScenario('a-lag-was-told', 'shared-work')).toBeNull();
});

test('a node was trimmed: a hundred entries at once, when the stream would have held 150', () => {
  expect(answerByHand('a-node-was-trimmed', 'trimmed-by-nodes', 0)).toBe(100);
  expect(msInScenario('a-node-was-trimmed', 'trimmed-by-nodes')).toBe(7530);
});

test('a later entry was reached: not while ten stand in front of it, and once fewer do', () => {
  expect(msInScenario('a-later-entry-was-reached', 'hidden-behind')).toBeNull();
  expect(answerByHand('a-later-entry-was-reached', 'hidden-behind', 18)).toBe(9);
});

test('the way was cleared: by setting aside what comes back too often', () => {
  expect(msInScenario('the-way-was-cleared', 'hidden-behind')).toBeNull();
  expect(answerByHand('the-way-was-cleared', 'hidden-behind', 18)).toBe(10);
});
