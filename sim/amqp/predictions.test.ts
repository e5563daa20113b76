import { expect, test } from 'vitest';
import { amqpLab } from './lab';
import { type AmqpPredictionId, amqpPredictions } from './predictions';

/** What the scenarios show; nothing else says which option is right. */
const outcomes: Readonly<Record<AmqpPredictionId, string>> = {
  'who-gets-the-fourth': 'fast',
  'where-the-rejected-goes': 'jobs.wait',
  'after-the-crash': 'celery-2',
  'how-often-the-poison-kills': '3',
  'what-the-helper-gets': 'new',
  'what-the-helper-gets-with-prefetch': 'waiting',
  'payments-without-confirms': 'lost',
  'payments-with-confirms': 'sent-again',
  'without-a-majority': 'waits',
};

for (const { id, options, scenarioId, tick, tickMax } of amqpPredictions) {
  test(`the prediction ${id} is decided by running its scenario on`, () => {
    const outcome = amqpLab.predict(id);
    expect(outcome?.option).toBe(outcomes[id]);
    expect(options).toContain(outcome?.option);
    expect(outcome?.atTick).toBeGreaterThan(tick);
    expect(outcome?.atTick).toBeLessThanOrEqual(tickMax);
  });

  test(`the prediction ${id} asks before its scenario ends`, () => {
    const scenario = amqpLab.scenarios.find((each) => each.id === scenarioId);
    expect(scenario?.endTick).toBeGreaterThan(tick);
    // A command at the marked moment would be taken together with it by a clock that goes there.
    expect(scenario?.commands.some((command) => command.tick === tick)).toBe(false);
  });
}
