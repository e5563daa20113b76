import { expect, test } from 'vitest';
import { defineLab } from './lab';
import { definePrediction, runPrediction } from './prediction';
import type { Scenario } from './scenario';
import { type PinballCommand, type PinballConfig, type PinballState, pinball, pinballConfig } from './testing/pinball';

const scenario: Scenario<PinballConfig, PinballCommand> = {
  id: 'two-launches',
  config: pinballConfig.parse({ balls: 0 }),
  seed: 3,
  commands: [
    { tick: 10, command: { type: 'launch', lives: 3 } },
    { tick: 200, command: { type: 'launch', lives: 3 } },
  ],
  endTick: 300,
};

/** Does the next thing that happens come from a person or from the world, or does nothing happen? */
function next(tick: number, tickMax = 300) {
  return definePrediction({
    id: `next-after-${tick}`,
    scenarioId: 'two-launches',
    tick,
    tickMax,
    options: ['person', 'world', 'nothing'],
    otherwise: 'nothing',
    outcome: {
      initial: null,
      observe: (_seen: 'person' | 'world' | null, record, _state: PinballState) =>
        record.cause.type === 'command' ? 'person' : 'world',
      decide: (seen) => seen,
    },
  });
}

test('the scenario itself decides what was right, its later commands included', () => {
  expect(runPrediction(pinball, scenario, next(5))).toEqual({ option: 'person', atStep: 1, atTick: 10 });
  expect(runPrediction(pinball, scenario, next(11)).option).toBe('world');
  expect(runPrediction(pinball, scenario, next(150)).option).toBe('person');
});

test('a command at the marked moment is still to come', () => {
  expect(runPrediction(pinball, scenario, next(10))).toEqual({ option: 'person', atStep: 1, atTick: 10 });
});

test('what nothing decided in time is decided by the time', () => {
  expect(runPrediction(pinball, scenario, next(150, 199))).toEqual({ option: 'nothing', atStep: null, atTick: 199 });
  expect(runPrediction(pinball, { ...scenario, commands: [] }, next(0)).option).toBe('nothing');
});

test('running it twice gives the same answer', () => {
  expect(runPrediction(pinball, scenario, next(11))).toEqual(runPrediction(pinball, scenario, next(11)));
});

test('a lab runs its predictions by id, and knows nothing of others', () => {
  const predictions = [next(5)];
  const parts = {
    simulation: pinball,
    predictions,
  };
  const lab = defineLab({ ...parts, scenarios: [scenario] });
  expect(lab.predict('next-after-5')).toMatchObject({ option: 'person' });
  expect(lab.predict('next-after-6')).toBeNull();
  expect(() => defineLab({ ...parts, scenarios: [] }).predict('next-after-5')).toThrow('unknown scenario');
});
