import { expect, test } from 'vitest';
import { bringAbout } from '../core/milestone';
import { recordScenario } from '../core/scenario';
import { ioMultiplexingMilestones } from './milestones';
import { ioMultiplexing } from './model';
import { ioMultiplexingScenarios } from './scenarios';

/** Where each milestone comes about, and what it answers. */
const runs: readonly (readonly [id: string, scenario: string, step: number, answer: number | string])[] = [
  ['select-waited', 'idle-clients', 0, 1_001],
  ['epoll-waited', 'idle-clients', 2, 1],
  ['threads-woke', 'thundering-herd', 0, 3],
  ['bytes-were-left', 'edge-and-partial-read', 1, 1_904],
  ['ghost-reported', 'ghost-event', 3, 'p.r'],
  ['loop-spun', 'busy-loop-at-the-end', 0, 0],
  ['loop-refused', 'two-loops-in-one-worker', 2, 9],
  ['connection-of-another-loop', 'connection-made-once', 0, 1],
  ['tasks-wait-together', 'two-loops-in-one-worker', 5, 10],
  ['all-tasks-are-done', 'imported-before-the-patch', 2, 900],
];

test.each(runs)(
  '%s comes about in %s from step %i on, and answers what the run gave',
  (id, scenarioId, step, answer) => {
    const milestone = ioMultiplexingMilestones.find((each) => each.id === id);
    const scenario = ioMultiplexingScenarios.find((each) => each.id === scenarioId);
    if (milestone === undefined || scenario === undefined) throw new Error('there is no such thing');
    const recording = recordScenario(ioMultiplexing, scenario);
    expect(bringAbout(ioMultiplexing, milestone, recording, step)?.answer).toBe(answer);
  },
);

test('every milestone has its run here', () => {
  expect(runs.map(([id]) => id)).toEqual(ioMultiplexingMilestones.map(({ id }) => id));
});
