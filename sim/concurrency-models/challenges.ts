import { type Challenge, defineChallenge } from '../core/challenge';
import { goalsOf } from '../core/goals';
import {
  type ConcurrencyModelsCommand,
  type ConcurrencyModelsConfig,
  concurrencyModelsConfig,
  ticksFromMs,
  workloads,
} from './config';
import type { ConcurrencyModelsEvent, ConcurrencyModelsState, ConcurrencyModelsTrace, Finished } from './state';

const { once, traced } = goalsOf<
  ConcurrencyModelsState,
  ConcurrencyModelsCommand,
  ConcurrencyModelsEvent,
  ConcurrencyModelsTrace
>();

const from = (config: object, endMs = 0) => ({
  config: concurrencyModelsConfig.parse({ models: [], ...config }),
  seed: 1,
  commands: [],
  endTick: ticksFromMs(endMs),
});

const only =
  (...types: readonly ConcurrencyModelsCommand['type'][]) =>
  ({ type }: ConcurrencyModelsCommand) =>
    types.includes(type);

const common = { tickMax: ticksFromMs(20_000), hintCount: 2 } as const;

const MEGABYTE = 1_000_000;

/** Deadline and memory of each workload, such that few models keep both: the cheapest of them is wanted. */
const bounds: Readonly<Record<string, { readonly ms: number; readonly bytes: number }>> = {
  llm: { ms: 300, bytes: 0.3 * MEGABYTE },
  resize: { ms: 350, bytes: 100 * MEGABYTE },
  mixed: { ms: 160, bytes: MEGABYTE },
  count: { ms: 60, bytes: 0.05 * MEGABYTE },
};

function isRight({ workload, makespanTicks, peakBytes, lost }: Finished): boolean {
  const bound = bounds[workload];
  return bound !== undefined && makespanTicks <= ticksFromMs(bound.ms) && peakBytes <= bound.bytes && lost === 0;
}

/** Makespans of one model with one core and with more. */
const ratios = ({ finished }: ConcurrencyModelsState): readonly number[] =>
  finished.flatMap((last) =>
    finished
      .filter(({ model, cores, jobs }) => model === last.model && cores < last.cores && jobs === last.jobs)
      .map(({ makespanTicks }) => last.makespanTicks / makespanTicks),
  );

const pythonThreads = Array.from({ length: 4 }, () => [{ type: 'cpu', ms: 40 }]);

const all = [
  defineChallenge({
    ...common,
    id: 'finish-in-time',
    level: 1,
    start: from({ jobs: workloads.llm }),
    parCommands: 1,
    allows: only('start'),
    goal: traced((entry) => entry.kind === 'finished' && entry.data.makespanMs <= 300 && entry.data.bytes <= MEGABYTE),
  }),
  defineChallenge({
    ...common,
    id: 'race-of-threads',
    level: 2,
    start: from({}),
    parCommands: 3,
    allows: only('addJobs', 'start'),
    goal: once((_, { finished }) => {
      const jobs = (model: string) => finished.filter((each) => each.model === model && each.jobs > 1);
      return (
        jobs('thread').some(({ lost }) => lost > 0) &&
        jobs('greenlet').length > 0 &&
        jobs('greenlet').every(({ lost }) => lost === 0)
      );
    }),
  }),
  defineChallenge({
    ...common,
    id: 'race-of-greenlets',
    level: 2,
    start: from({}),
    parCommands: 2,
    allows: only('addJobs', 'start'),
    goal: once((_, { finished }) => finished.some(({ model, lost }) => model === 'greenlet' && lost > 0)),
  }),
  defineChallenge({
    ...common,
    id: 'deadlock-by-fork',
    level: 2,
    start: from({
      models: ['thread'],
      jobs: [
        [{ type: 'wait', ms: 40 }, { type: 'acquire' }, { type: 'wait', ms: 60 }, { type: 'release' }],
        [{ type: 'wait', ms: 2_000 }],
      ],
    }),
    parCommands: 1,
    allows: only('fork'),
    goal: traced(({ kind }) => kind === 'stuck'),
  }),
  defineChallenge({
    ...common,
    id: 'right-model',
    level: 3,
    start: from({}),
    parCommands: 8,
    allows: only('load', 'start'),
    goal: once((_, { finished }) =>
      Object.keys(bounds).every((workload) => finished.some((each) => each.workload === workload && isRight(each))),
    ),
  }),
  defineChallenge({
    ...common,
    id: 'halve-by-a-core',
    level: 2,
    start: from({ cores: 1, jobs: workloads.resize }),
    parCommands: 5,
    allows: only('addCore', 'start'),
    goal: once((_, state) => {
      const made = ratios(state);
      return made.some((ratio) => ratio <= 0.55) && made.some((ratio) => ratio >= 0.95);
    }),
  }),
  defineChallenge({
    ...common,
    id: 'threads-speed-up-python',
    level: 3,
    start: from({ jobs: pythonThreads, cores: 1 }),
    parCommands: 4,
    impossible: true,
    allows: only('addCore', 'start', 'insertYield'),
    // Four jobs of 40 ms: as one after the other.
    goal: traced((entry) => entry.kind === 'finished' && entry.actor === 'thread' && entry.data.makespanMs < 160),
  }),
] as const;

export type ConcurrencyModelsChallengeId = (typeof all)[number]['id'];

/** The lab's challenges, in the order they are shown. */
export const concurrencyModelsChallenges: readonly (Challenge<
  ConcurrencyModelsConfig,
  ConcurrencyModelsState,
  ConcurrencyModelsCommand,
  ConcurrencyModelsEvent
> & { readonly id: ConcurrencyModelsChallengeId })[] = all;
