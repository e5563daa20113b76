import * as z from 'zod/mini';
import { CommandRefused, type Simulation, type World } from '../simulation';

export const pinballConfig = z.strictObject({
  balls: z._default(z.int().check(z.minimum(0), z.maximum(20)), 3),
  delayTicksMax: z._default(z.int().check(z.minimum(0), z.maximum(1000)), 20),
});
export type PinballConfig = z.infer<typeof pinballConfig>;

export const pinballCommand = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('launch'), lives: z.int().check(z.minimum(0), z.maximum(20)) }),
  z.strictObject({ type: z.literal('catch') }),
  z.strictObject({ type: z.literal('refuse') }),
  /** Ends in an error after the state has been changed. */
  z.strictObject({ type: z.literal('tilt') }),
]);
export type PinballCommand = z.infer<typeof pinballCommand>;

export interface PinballEvent {
  readonly type: 'ball';
  readonly lives: number;
}

export interface PinballState {
  readonly config: PinballConfig;
  score: number;
  flying: number[];
}

/**
 * A small simulation for tests of the core: balls bounce after random delays, some at once, may split, knock others out of
 * the air, and lose a life each time, so that every run becomes quiet.
 */
export const pinball: Simulation<PinballConfig, PinballState, PinballCommand, PinballEvent> = {
  id: 'pinball',
  version: '1',
  ticksPerSecond: 1000,
  config: pinballConfig,
  command: pinballCommand,
  invariants: [
    {
      id: 'lowScore',
      name: 'Low score',
      source: 'none',
      check: (state) => (state.score < 40 ? null : { score: state.score }),
    },
  ],
  init(config, world) {
    const state: PinballState = { config, score: 0, flying: [] };
    for (let ball = 0; ball < config.balls; ball += 1) launch(state, 12, world);
    return state;
  },
  onCommand(state, command, world) {
    if (command.type === 'refuse') throw new CommandRefused('refused');
    if (command.type === 'launch') launch(state, command.lives, world);
    else knockOut(state, world);
    if (command.type === 'tilt') throw new Error('tilted');
    return state;
  },
  onEvent(state, event, world) {
    state.score += 1;
    world.trace({ kind: 'bounce', actor: 'table', data: { lives: event.lives } });
    if (event.lives > 0) launch(state, event.lives - 1, world);
    if (event.lives > 0 && world.random.chance(1, 8)) launch(state, Math.floor(event.lives / 2), world);
    if (world.random.chance(1, 10)) knockOut(state, world);
    return state;
  },
};

function launch(state: PinballState, lives: number, world: World<PinballEvent>): void {
  const delayTicks = world.random.below(state.config.delayTicksMax + 1);
  state.flying.push(world.schedule(delayTicks, { type: 'ball', lives }));
  if (state.flying.length > 8) state.flying.shift();
}

function knockOut(state: PinballState, world: World<PinballEvent>): void {
  const id = state.flying[world.random.below(Math.max(1, state.flying.length))];
  if (id !== undefined) world.cancel(id);
}
