import { type Challenge, defineChallenge } from '../core/challenge';
import type { StepRecord } from '../core/engine';
import { goalsOf } from '../core/goals';
import type { IoMultiplexingCommand, IoMultiplexingConfig } from './config';
import { IN } from './flags';
import { fileOf } from './kernel';
import { peek } from './report';
import { script } from './scenarios';
import type { IoMultiplexingEvent, IoMultiplexingState, IoMultiplexingTrace } from './state';

const { once, traced } = goalsOf<
  IoMultiplexingState,
  IoMultiplexingCommand,
  IoMultiplexingEvent,
  IoMultiplexingTrace
>();

type Step = StepRecord<IoMultiplexingCommand, IoMultiplexingEvent, IoMultiplexingTrace>;

const has = ({ trace }: Step, kind: IoMultiplexingTrace['kind']) => trace.some((entry) => entry.kind === kind);

function isStalled({ kernel, loop }: IoMultiplexingState): boolean {
  return loop.watched.some((name) => {
    const file = fileOf(kernel, name);
    return file !== undefined && (peek(kernel, file) & IN) !== 0;
  });
}

/** How far the challenge of two loops has come. */
interface TwoLoops {
  readonly failed: boolean;
  readonly together: boolean;
}

const common = { tickMax: 600_000, hintCount: 2 } as const;
const start = (config: object) => ({ ...script(config), endTick: 100 });

const all = [
  defineChallenge({
    ...common,
    id: 'stall-a-connection',
    level: 1,
    start: start({ mechanism: 'edge' }),
    parCommands: 3,
    allows: ({ type }) => type === 'arrive' || type === 'handle',
    goal: traced(({ kind }, state) => kind === 'idle' && isStalled(state)),
  }),
  defineChallenge({
    ...common,
    id: 'three-clients-under-edge',
    level: 2,
    start: script(
      { mechanism: 'edge' },
      ...[1, 2, 3].map((number) => ({ type: 'arrive', client: `c${number}`, bytes: 9_000 }) as const),
    ),
    parCommands: 4,
    allows: ({ type }) => type === 'setReads' || type === 'handle',
    goal: once((_, { loop }) => loop.bytesRead >= 27_000),
  }),
  defineChallenge({
    ...common,
    id: 'wake-one-of-two',
    level: 2,
    start: start({ threads: 2 }),
    parCommands: 5,
    goal: once((step) => has(step, 'connected') && step.trace.filter(({ kind }) => kind === 'woke').length === 1),
  }),
  defineChallenge({
    ...common,
    id: 'ghost-event',
    level: 3,
    start: start({ clients: 0 }),
    parCommands: 7,
    allows: ({ type }) => type === 'call',
    goal: traced(
      (entry, { kernel }) =>
        entry.kind === 'called' &&
        entry.data.line.startsWith('wait') &&
        kernel.reported.some(({ name }) => kernel.names[name] === undefined),
    ),
  }),
  defineChallenge({
    ...common,
    id: 'two-loops-live-together',
    level: 2,
    start: start({ clients: 0, patched: true }),
    parCommands: 3,
    goal: {
      initial: { failed: false, together: false },
      observe: (memory: TwoLoops, step: Step, { worker }: IoMultiplexingState) => ({
        failed: memory.failed || has(step, 'taskFails'),
        together:
          memory.together || (memory.failed && worker.tasks.filter(({ status }) => status === 'waits').length >= 2),
      }),
      isMet: ({ together }: TwoLoops) => together,
    },
  }),
  defineChallenge({
    // A set of select has FD_SETSIZE bits.
    ...common,
    id: 'select-beyond-fd-setsize',
    level: 3,
    start: start({ mechanism: 'select', clients: 1_024 }),
    parCommands: 1,
    impossible: true,
    allows: ({ type }) => type !== 'swap',
    goal: traced(
      (entry, { loop }) => entry.kind === 'waited' && entry.data.mechanism === 'select' && loop.watched.length > 1_024,
    ),
  }),
] as const;

export type IoMultiplexingChallengeId = (typeof all)[number]['id'];

/** The lab's challenges, in the order they are shown. */
export const ioMultiplexingChallenges: readonly (Challenge<
  IoMultiplexingConfig,
  IoMultiplexingState,
  IoMultiplexingCommand,
  IoMultiplexingEvent
> & { readonly id: IoMultiplexingChallengeId })[] = all;
