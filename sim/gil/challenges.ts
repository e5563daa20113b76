import { type Challenge, defineChallenge } from '../core/challenge';
import { goalsOf } from '../core/goals';
import { type GilCommand, type GilConfig, gilConfig, ticksFromMs } from './config';
import { sse } from './scenarios';
import type { GilEvent, GilState, GilTrace } from './state';

const { traced, inARow } = goalsOf<GilState, GilCommand, GilEvent, GilTrace>();

/** How often in a row something has to be so: not by chance, and not only before it was changed. */
const IN_A_ROW = 5;

const manual = (...bodies: readonly string[]) =>
  gilConfig.parse({
    scheduler: 'manual',
    threads: bodies.map((body, index) => ({ id: 'ab'[index], operations: [{ type: 'body', body }], repeats: true })),
  });

const manualCommands: ReadonlySet<string> = new Set(['step', 'runToCheckPoint', 'choose']);

const from = (config: GilConfig, endMs = 0) => ({ config, seed: 1, commands: [], endTick: ticksFromMs(endMs) });

const answers = gilConfig.parse({
  threads: [sse, { id: 'report', operations: [{ type: 'cpu', ms: 50 }], repeats: true }],
});

const all = [
  defineChallenge({
    // Between the reading of x and its writing there is a call, and so a check point.
    id: 'lose-an-update',
    level: 2,
    start: from(manual('t = x; f(); x = t + 1', 't = x; f(); x = t + 1')),
    tickMax: ticksFromMs(2_000),
    parCommands: 9,
    hintCount: 2,
    allows: ({ type }) => manualCommands.has(type),
    goal: traced(({ kind }) => kind === 'lost'),
  }),
  defineChallenge({
    id: 'answer-in-time',
    level: 1,
    start: from(answers, 40),
    tickMax: ticksFromMs(2_000),
    parCommands: 1,
    hintCount: 2,
    allows: ({ type }) => type === 'setInterval',
    goal: inARow(IN_A_ROW, (entry) =>
      entry.kind === 'take' && entry.actor === 'sse' ? entry.data.waitedTicks <= ticksFromMs(2) : null,
    ),
  }),
  defineChallenge({
    id: 'hold-long',
    level: 1,
    start: from(gilConfig.parse({ threads: [sse] }), 20),
    tickMax: ticksFromMs(1_000),
    parCommands: 1,
    hintCount: 2,
    allows: ({ type }) => type === 'addThread' || type === 'setInterval',
    goal: traced((entry) => entry.kind === 'drop' && entry.data.heldTicks > ticksFromMs(50)),
  }),
  defineChallenge({
    // Whoever needs the GIL for a moment only waits a whole interval for it, again and again.
    id: 'build-a-convoy',
    level: 2,
    start: from(gilConfig.parse({ threads: [sse] }), 20),
    tickMax: ticksFromMs(2_000),
    parCommands: 1,
    hintCount: 2,
    allows: ({ type }) => type === 'addThread',
    goal: inARow(IN_A_ROW, (entry) =>
      entry.kind === 'take' && entry.actor === 'sse' ? entry.data.waitedTicks >= ticksFromMs(5) : null,
    ),
  }),
  defineChallenge({
    // Counted on `x` itself: an update under the lock is never written over by another one under the lock.
    id: 'smallest-lock',
    level: 3,
    start: from(
      gilConfig.parse({
        intervalMs: 0.05,
        threads: ['a', 'b'].map((id) => ({ id, operations: [{ type: 'body', body: 'x += f()' }], repeats: true })),
      }),
      5,
    ),
    tickMax: ticksFromMs(200),
    parCommands: 2,
    hintCount: 2,
    allows: ({ type }) => type === 'setBody',
    goal: inARow(200, (entry) => {
      if (entry.kind === 'lost') return false;
      // With `x += 1` there is nothing to protect: the update has to keep its call.
      if (entry.kind === 'newBody') return entry.data.body === 'with lock: x += f()' ? null : false;
      return entry.kind === 'store' ? true : null;
    }),
  }),
  defineChallenge({
    id: 'lose-x-plus-one',
    level: 3,
    start: from(manual('x += 1', 'x += 1')),
    tickMax: ticksFromMs(2_000),
    parCommands: 8,
    hintCount: 2,
    impossible: true,
    allows: ({ type }) => manualCommands.has(type),
    goal: traced(({ kind }) => kind === 'lost'),
  }),
] as const;

export type GilChallengeId = (typeof all)[number]['id'];

/** The lab's challenges, in the order they are shown. */
export const gilChallenges: readonly (Challenge<GilConfig, GilState, GilCommand, GilEvent> & {
  readonly id: GilChallengeId;
})[] = all;
