import { expect, test } from 'vitest';
import { raftLab } from './lab';
import { type RaftPredictionId, raftPredictions } from './predictions';

/** What the scenarios show; nothing else says which option is right. */
const outcomes: Readonly<Record<RaftPredictionId, string>> = {
  'votes-to-win': '4',
  'who-takes-over': 's3',
  'who-wins-the-split': 'nobody',
  'uncommitted-entry': 'overwritten',
  'figure-8-s5-before': 'wins',
  'figure-8-s5-after': 'loses',
  'removed-server': 'deposed',
  'removed-server-pre-vote': 'stays',
};

for (const { id, options, scenarioId, tick, tickMax } of raftPredictions) {
  test(`the prediction ${id} is decided by running its scenario on`, () => {
    const outcome = raftLab.predict(id);
    expect(outcome?.option).toBe(outcomes[id]);
    expect(options).toContain(outcome?.option);
    expect(outcome?.atTick).toBeGreaterThan(tick);
    expect(outcome?.atTick).toBeLessThanOrEqual(tickMax);
  });

  test(`the prediction ${id} asks before its scenario ends`, () => {
    const scenario = raftLab.scenarios.find((each) => each.id === scenarioId);
    expect(scenario?.endTick).toBeGreaterThan(tick);
    // A command at the marked moment would be taken together with it by a clock that goes there.
    expect(scenario?.commands.some((command) => command.tick === tick)).toBe(false);
  });
}
