import { expect, test } from 'vitest';
import { redisStreamsLab } from './lab';
import { type RedisStreamsPredictionId, redisStreamsPredictions } from './predictions';

/** What comes about, as the run shows it. */
const outcomes: Readonly<Record<RedisStreamsPredictionId, string>> = {
  'who-is-woken': 'worker-3',
  'pending-after-crash': '0',
  'who-rescues': 'rescuer',
  'late-ack': '0',
  'lag-at-the-limit': 'grows',
  'after-reconnect': 'all',
  'poison-ends': 'buried',
};

for (const { id, options } of redisStreamsPredictions) {
  test(`the run answers the prediction ${id} with one of its options`, () => {
    const outcome = redisStreamsLab.predict(id);
    expect(options).toContain(outcome?.option);
    expect(outcome).toMatchObject({ option: outcomes[id], atStep: expect.any(Number) });
  });
}

test('every prediction is about a moment of a scenario of this lab', () => {
  for (const { scenarioId, tick, tickMax } of redisStreamsPredictions) {
    const scenario = redisStreamsLab.scenarios.find(({ id }) => id === scenarioId);
    expect(tick).toBeLessThan(tickMax);
    expect(scenario?.endTick).toBeGreaterThan(tick);
  }
});
