import { expect, test } from 'vitest';
import { defineMilestone, whenItHappens } from './milestone';
import { recordScenario, type Scenario } from './scenario';
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
const recording = recordScenario(pinball, scenario);

/** So many balls have been launched since the watching began. */
function launches(count: number) {
  return defineMilestone({
    id: 'launched',
    goal: {
      initial: 0,
      observe: (seen: number, { cause }, _state: PinballState) => seen + (cause.type === 'command' ? 1 : 0),
      isMet: (seen) => seen >= count,
    },
  });
}

test('a milestone is found at the step that brought it about', () => {
  expect(whenItHappens(pinball, launches(1), recording)).toEqual({ step: 1, tick: 10 });
  expect(whenItHappens(pinball, launches(2), recording)).toMatchObject({ tick: 200 });
  expect(whenItHappens(pinball, launches(3), recording)).toBeNull();
});

test('what came before the watching began does not count', () => {
  expect(whenItHappens(pinball, launches(1), recording, 1)).toMatchObject({ tick: 200 });
  expect(whenItHappens(pinball, launches(2), recording, 1)).toBeNull();
});

test('each watch remembers for itself', () => {
  const milestone = launches(2);
  expect(whenItHappens(pinball, milestone, recording)).toEqual(whenItHappens(pinball, milestone, recording));
});
