import type { StepRecord } from '../core/engine';
import { goalsOf } from '../core/goals';
import { defineMilestone } from '../core/milestone';
import type { IoMultiplexingCommand } from './config';
import { fileOf, type Kernel } from './kernel';
import type { IoMultiplexingEvent, IoMultiplexingState, IoMultiplexingTrace } from './state';
import { FUTURE_ERROR } from './worker';

type Step = StepRecord<IoMultiplexingCommand, IoMultiplexingEvent, IoMultiplexingTrace>;

const { once, inARow, traced } = goalsOf<
  IoMultiplexingState,
  IoMultiplexingCommand,
  IoMultiplexingEvent,
  IoMultiplexingTrace
>();

const count = ({ trace }: Step, kind: IoMultiplexingTrace['kind']) =>
  trace.filter((entry) => entry.kind === kind).length;

/** The first wait by a mechanism; the answer is how many descriptors it looked at. */
const waited = <Id extends string>(id: Id, mechanism: string) =>
  defineMilestone({
    id,
    goal: traced((entry) => entry.kind === 'waited' && entry.data.mechanism === mechanism),
    answer: (_, { kernel }) => kernel.scanned,
  });

/** Something arrives and wakes threads; the answer is how many. */
const threadsWoke = defineMilestone({
  id: 'threads-woke',
  goal: {
    initial: 0,
    observe: (before: number, step: Step, _: IoMultiplexingState) => before || count(step, 'woke'),
    isMet: (number) => number > 0,
  },
  answer: (number) => number,
});

/** The loop waits while clients' bytes stand in its sockets; the answer is how many bytes. */
const leftUnread = defineMilestone({
  id: 'bytes-were-left',
  goal: once(({ trace }, state) => trace.some(({ kind }) => kind === 'idle') && unread(state) > 0),
  answer: (_, state) => unread(state),
});

function unread({ kernel, loop }: IoMultiplexingState): number {
  return loop.watched.reduce((sum, name) => {
    const file = fileOf(kernel, name);
    return file?.kind === 'tcp' ? sum + file.received : sum;
  }, 0);
}

/** A wait reports a descriptor that is closed; the answer is its name. */
const ghostReported = defineMilestone({
  id: 'ghost-reported',
  goal: traced((entry, { kernel }) => entry.kind === 'called' && ghostIn(kernel) !== undefined),
  answer: (_, { kernel }) => ghostIn(kernel) ?? '',
});

function ghostIn({ reported, names }: Kernel): string | undefined {
  return reported.find(({ name }) => names[name] === undefined)?.name;
}

/** Three turns of the loop over an end of file that nobody closes; the answer is how many bytes were read by then. */
const spun = defineMilestone({
  id: 'loop-spun',
  goal: inARow(3, ({ kind }) => {
    if (kind === 'leftOpen') return true;
    return kind === 'handled' || kind === 'idle' ? false : null;
  }),
  answer: (_, { loop }) => loop.bytesRead,
});

/** Tasks find a loop running in their thread; the answer is how many of those that came together. */
const refused = defineMilestone({
  id: 'loop-refused',
  goal: {
    initial: 0,
    observe: (before: number, step: Step, _: IoMultiplexingState) => before || count(step, 'taskFails'),
    isMet: (number) => number > 0,
  },
  answer: (number) => number,
});

/** A task meets the connection of another loop; the answer is how many tasks had succeeded before. */
const attached = defineMilestone({
  id: 'connection-of-another-loop',
  goal: traced((entry) => entry.kind === 'taskFails' && entry.data.error === FUTURE_ERROR),
  answer: (_, { worker }) => worker.tasks.filter(({ status }) => status === 'done').length,
});

const waiting = ({ worker }: IoMultiplexingState) => worker.tasks.filter(({ status }) => status === 'waits').length;

/** Several tasks wait in one thread; the answer is how many. */
const together = defineMilestone({
  id: 'tasks-wait-together',
  goal: once((_, state) => waiting(state) > 1),
  answer: (_, state) => waiting(state),
});

/** All tasks are done; the answer is how many milliseconds after the first of those that were started since began. */
const allDone = defineMilestone({
  id: 'all-tasks-are-done',
  goal: {
    initial: { from: null as number | null, to: null as number | null },
    observe({ from, to }, { trace, tick }: Step, { worker }: IoMultiplexingState) {
      const begun = from ?? (trace.some(({ kind }) => kind === 'taskBegins') ? tick : null);
      const isDone = begun !== null && worker.tasks.every(({ status }) => status === 'done');
      return { from: begun, to: isDone ? tick : to };
    },
    isMet: ({ to }) => to !== null,
  },
  answer: ({ from, to }) => (to ?? 0) - (from ?? 0),
});

/** What the lessons' texts wait for. */
export const ioMultiplexingMilestones = [
  waited('select-waited', 'select'),
  waited('epoll-waited', 'level'),
  threadsWoke,
  leftUnread,
  ghostReported,
  spun,
  refused,
  attached,
  together,
  allDone,
];
