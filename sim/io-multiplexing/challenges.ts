import { type Challenge, type ChallengeGoal, defineChallenge } from '../core/challenge';
import type { StepRecord } from '../core/engine';
import type { IoMultiplexingCommand, IoMultiplexingConfig } from './config';
import { IN } from './flags';
import { fileOf } from './kernel';
import { peek } from './report';
import { script } from './scenarios';
import type { IoMultiplexingEvent, IoMultiplexingState, IoMultiplexingTrace } from './state';

type Record = StepRecord<IoMultiplexingCommand, IoMultiplexingEvent>;
type Goal<Memory> = ChallengeGoal<IoMultiplexingState, IoMultiplexingCommand, IoMultiplexingEvent, Memory>;

const entriesOf = ({ trace }: Record) => trace as readonly IoMultiplexingTrace[];

/** A goal that a single step meets. */
function once(holds: (entries: readonly IoMultiplexingTrace[], state: IoMultiplexingState) => boolean): Goal<boolean> {
  return {
    initial: false,
    observe: (isMet, record, state) => isMet || holds(entriesOf(record), state),
    isMet: (isMet) => isMet,
  };
}

const has = (entries: readonly IoMultiplexingTrace[], kind: IoMultiplexingTrace['kind']) =>
  entries.some((entry) => entry.kind === kind);

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
    start: start({ mechanism: 'edge' }),
    parCommands: 3,
    allows: ({ type }) => type === 'arrive' || type === 'handle',
    goal: once((entries, state) => has(entries, 'idle') && isStalled(state)),
  }),
  defineChallenge({
    ...common,
    id: 'three-clients-under-edge',
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
    start: start({ threads: 2 }),
    parCommands: 5,
    goal: once((entries) => has(entries, 'connected') && entries.filter(({ kind }) => kind === 'woke').length === 1),
  }),
  defineChallenge({
    ...common,
    id: 'ghost-event',
    start: start({ clients: 0 }),
    parCommands: 7,
    allows: ({ type }) => type === 'call',
    goal: once(
      (entries, { kernel }) =>
        entries.some((entry) => entry.kind === 'called' && entry.data.line.startsWith('wait')) &&
        kernel.reported.some(({ name }) => kernel.names[name] === undefined),
    ),
  }),
  defineChallenge({
    ...common,
    id: 'two-loops-live-together',
    start: start({ clients: 0, patched: true }),
    parCommands: 3,
    goal: {
      initial: { failed: false, together: false },
      observe: (memory: TwoLoops, record: Record, { worker }: IoMultiplexingState) => ({
        failed: memory.failed || has(entriesOf(record), 'taskFails'),
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
    start: start({ mechanism: 'select', clients: 1_024 }),
    parCommands: 1,
    impossible: true,
    allows: ({ type }) => type !== 'swap',
    goal: once((entries, { loop }) =>
      entries.some(
        (entry) => entry.kind === 'waited' && entry.data.mechanism === 'select' && loop.watched.length > 1_024,
      ),
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
