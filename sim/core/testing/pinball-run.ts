import fc from 'fast-check';
import type { Timeline } from '../timeline';
import type { PinballCommand, PinballConfig, PinballEvent, PinballState } from './pinball';

export type PinballTimeline = Timeline<PinballConfig, PinballState, PinballCommand, PinballEvent>;

/** Something a person does with a timeline. */
export type Action =
  | { readonly type: 'stepForward' }
  | { readonly type: 'stepBack' }
  | { readonly type: 'seekStep'; readonly amount: number }
  | { readonly type: 'seekTick'; readonly amount: number }
  | { readonly type: 'pass'; readonly amount: number }
  | { readonly type: 'switch'; readonly amount: number }
  | { readonly type: 'dispatch'; readonly command: PinballCommand };

const command: fc.Arbitrary<PinballCommand> = fc.oneof(
  fc.record({ type: fc.constant('launch' as const), lives: fc.nat({ max: 12 }) }),
  fc.constant({ type: 'catch' as const }),
);

const action: fc.Arbitrary<Action> = fc.oneof(
  fc.record({ type: fc.constantFrom('stepForward' as const, 'stepBack' as const) }),
  fc.record({
    type: fc.constantFrom('seekStep' as const, 'seekTick' as const, 'pass' as const, 'switch' as const),
    amount: fc.nat({ max: 60 }),
  }),
  fc.record({ type: fc.constant('dispatch' as const), command }),
);

export const pinballRun = fc.record({
  origin: fc.record({
    seed: fc.nat(),
    config: fc.record({ balls: fc.nat({ max: 5 }), delayTicksMax: fc.constantFrom(0, 3, 40) }),
  }),
  actions: fc.array(action, { maxLength: 30 }),
});

export function performRun(timeline: PinballTimeline, actions: readonly Action[]): void {
  for (const todo of actions) perform(timeline, todo);
}

function perform(timeline: PinballTimeline, todo: Action): void {
  if (todo.type === 'dispatch') timeline.dispatch(todo.command);
  else if (todo.type === 'stepForward') timeline.stepForward();
  else if (todo.type === 'stepBack') timeline.stepBack();
  else if (todo.type === 'seekStep') timeline.seekStep(todo.amount);
  else if (todo.type === 'seekTick') timeline.seekTick(todo.amount);
  else if (todo.type === 'pass') timeline.advanceTo(timeline.tick + todo.amount);
  else timeline.switchBranch(todo.amount % timeline.branches().length);
}
