import { goalsOf } from '../core/goals';
import { defineMilestone, type Milestone } from '../core/milestone';
import { type ConcurrencyModelsCommand, msFromTicks } from './config';
import type { Model } from './costs';
import type { ConcurrencyModelsEvent, ConcurrencyModelsState, ConcurrencyModelsTrace, Finished } from './state';

const { once, traced, tracedMoment } = goalsOf<
  ConcurrencyModelsState,
  ConcurrencyModelsCommand,
  ConcurrencyModelsEvent,
  ConcurrencyModelsTrace
>();

type State = ConcurrencyModelsState;

const lastOf = ({ finished }: State, model: Model): Finished | undefined =>
  finished.filter((each) => each.model === model).at(-1);

const isModel = (entry: ConcurrencyModelsTrace, ...models: readonly Model[]) =>
  entry.data !== undefined && 'model' in entry.data && models.includes(entry.data.model);

/** A model's run has ended; asked: after how many milliseconds, rounded. */
const done = <Id extends string>(id: Id, model: Model) =>
  defineMilestone({
    id,
    goal: traced((entry) => entry.kind === 'finished' && entry.actor === model),
    answer: (_memory, state) => Math.round(msFromTicks(lastOf(state, model)?.makespanTicks ?? 0)),
  });

/** A model's run has ended; asked: how much it held at most. */
const memory = <Id extends string>(id: Id, model: Model, unit: number) =>
  defineMilestone({
    id,
    goal: traced((entry) => entry.kind === 'finished' && entry.actor === model),
    answer: (_memory, state) => Math.round((lastOf(state, model)?.peakBytes ?? 0) / unit),
  });

const lines = ({ program }: State): readonly string[] =>
  program === null ? [] : program.output.split('\n').slice(0, -1);
const LOOP_ERROR = 'Cannot run the event loop while another loop is running';

/** Two runs of one model with the same jobs, the later with more cores; null: there are none. */
function withMoreCores({ finished }: State): readonly [Finished, Finished] | null {
  const last = finished.at(-1);
  const before = finished.find(
    (each) => each !== last && each.model === last?.model && each.jobs === last.jobs && each.cores < last.cores,
  );
  return last === undefined || before === undefined ? null : [before, last];
}

const all = [
  defineMilestone({
    id: 'all-done',
    goal: once(
      ({ trace }, { runs }) =>
        trace.some(({ kind }) => kind === 'finished') && runs.every(({ endTick }) => endTick !== null),
    ),
    /** Which model was through first. */
    answer: (_memory, { runs }) =>
      [...runs].sort((a, b) => (a.endTick ?? 0) - a.startTick - ((b.endTick ?? 0) - b.startTick))[0]?.model ?? '',
  }),
  done('process-done', 'process'),
  done('thread-done', 'thread'),
  done('greenlet-done', 'greenlet'),
  done('coroutine-done', 'coroutine'),
  memory('memory-of-processes', 'process', 1_000_000),
  memory('memory-of-greenlets', 'greenlet', 1_000),
  defineMilestone({
    id: 'switches-of-threads',
    goal: traced((entry) => entry.kind === 'finished' && entry.actor === 'thread'),
    answer: (_memory, state) => lastOf(state, 'thread')?.switches ?? 0,
  }),
  tracedMoment('preempted', ({ kind }) => kind === 'preempt'),
  tracedMoment('switch-at-a-wait', (entry) => entry.kind === 'wait' && isModel(entry, 'greenlet', 'coroutine')),
  tracedMoment('yielded', ({ kind }) => kind === 'yields'),
  tracedMoment('update-lost', ({ kind }) => kind === 'lost'),
  tracedMoment('threads-lost', (entry) => entry.kind === 'lost' && isModel(entry, 'thread')),
  defineMilestone({
    id: 'greenlets-lost',
    goal: traced((entry) => entry.kind === 'lost' && isModel(entry, 'greenlet', 'coroutine')),
    /** What the counter of the greenlets is then. */
    answer: (_memory, { runs }) => runs.find(({ model }) => model === 'greenlet')?.heaps[0]?.counter ?? 0,
  }),
  defineMilestone({
    id: 'counted',
    goal: traced((entry) => entry.kind === 'finished' && entry.actor === 'thread'),
    /** What the counter of the threads is at the end. */
    answer: (_memory, { runs }) => runs.find(({ model }) => model === 'thread')?.heaps[0]?.counter ?? 0,
  }),
  defineMilestone({
    id: 'child-wrote',
    goal: traced(({ kind, actor }) => (kind === 'write' || kind === 'lost') && actor.startsWith('child')),
    /** What the parent's counter is then. */
    answer: (_memory, { runs }) => runs.find(({ childCount }) => childCount > 0)?.heaps[0]?.counter ?? 0,
  }),
  defineMilestone({
    id: 'child-deadlocked',
    goal: traced(({ kind }) => kind === 'stuck'),
    /** How many threads the child has. */
    answer: (_memory, { runs }) => {
      const jobs = runs.find(({ childCount }) => childCount > 0)?.jobs ?? [];
      const child = jobs.find(({ id }) => id.startsWith('child'));
      return jobs.filter(({ heap }) => heap === child?.heap).length;
    },
  }),
  tracedMoment('core-added', ({ kind }) => kind === 'coreAdded'),
  tracedMoment('cores-idle', (entry, { runs }) => {
    if (entry.kind !== 'run' || !isModel(entry, 'greenlet', 'coroutine')) return false;
    const run = runs.find(({ model }) => model === entry.data.model);
    return run !== undefined && run.ready.length > 0 && run.onCore.includes(null);
  }),
  defineMilestone({
    id: 'halved',
    goal: once(({ trace }, state) => {
      const pair = trace.some(({ kind }) => kind === 'finished') ? withMoreCores(state) : null;
      return pair !== null && pair[1].makespanTicks <= 0.55 * pair[0].makespanTicks;
    }),
    answer: (_memory, { finished }) => finished.at(-1)?.model ?? '',
  }),
  defineMilestone({
    id: 'not-quicker',
    goal: once(({ trace }, state) => {
      const pair = trace.some(({ kind }) => kind === 'finished') ? withMoreCores(state) : null;
      return pair !== null && pair[1].makespanTicks >= 0.95 * pair[0].makespanTicks;
    }),
    answer: (_memory, { finished }) => finished.at(-1)?.model ?? '',
  }),
  defineMilestone({
    id: 'more-pods-done',
    goal: once(({ trace }, { finished }) => {
      const last = finished.at(-1);
      return (
        trace.some(({ kind }) => kind === 'finished') &&
        finished.some((each) => each.model === last?.model && each.processes < (last?.processes ?? 0))
      );
    }),
    /** How much longer or shorter it took than with fewer, in whole milliseconds. */
    answer: (_memory, { finished }) => {
      const last = finished.at(-1);
      const before = finished.find((each) => each.model === last?.model && each.processes < last.processes);
      return Math.round(msFromTicks((last?.makespanTicks ?? 0) - (before?.makespanTicks ?? 0)));
    },
  }),
  tracedMoment('printed', ({ kind }) => kind === 'printed'),
  defineMilestone({
    id: 'program-ended',
    goal: traced(({ kind }) => kind === 'programOver'),
    answer: (_memory, state) => lines(state).length,
  }),
  tracedMoment('loop-refused', (entry) => entry.kind === 'printed' && entry.data.text.includes(LOOP_ERROR)),
  defineMilestone({
    id: 'loops-counted',
    goal: traced(({ kind }) => kind === 'programOver'),
    /** How many tasks found another loop running. */
    answer: (_memory, state) => lines(state).filter((line) => line.includes(LOOP_ERROR)).length,
  }),
  tracedMoment('greenlet-killed', ({ kind }) => kind === 'greenletKilled'),
  defineMilestone({
    id: 'all-blocked',
    goal: traced(({ kind }) => kind === 'blocked'),
    /** Which greenlet holds the thread. */
    answer: (_memory, { program }) => program?.lanes.find(({ status }) => status === 'blocks')?.name ?? '',
  }),
  tracedMoment('never-returns', ({ kind }) => kind === 'forever'),
  tracedMoment('timer-late', ({ kind }) => kind === 'late'),
  tracedMoment('patched', ({ kind }) => kind === 'patched'),
  tracedMoment('switched', ({ kind }) => kind === 'switched'),
  tracedMoment('mixed-up', (entry) => entry.kind === 'printed' && entry.data.text === 'kim is handled as lee'),
  tracedMoment('waited-in-vain', (entry) => entry.kind === 'printed' && entry.data.text.endsWith('waited in vain')),
] as const;

export type ConcurrencyModelsMilestoneId = (typeof all)[number]['id'];

/** What a text beside a run may wait for. */
export const concurrencyModelsMilestones: readonly (Milestone<
  State,
  ConcurrencyModelsCommand,
  ConcurrencyModelsEvent
> & {
  readonly id: ConcurrencyModelsMilestoneId;
})[] = all;
