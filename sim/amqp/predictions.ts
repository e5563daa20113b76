import type { StepRecord } from '../core/engine';
import { definePrediction, type Prediction, type PredictionOutcome } from '../core/prediction';
import type { TraceEntry } from '../core/simulation';
import { is, numberOf, textOf } from './challenge-goals';
import type { AmqpCommand } from './command';
import { ticksFromMs } from './config';
import type { AmqpEvent, AmqpState } from './state';

type Step = StepRecord<AmqpCommand, AmqpEvent>;
type Outcome<Memory, Option extends string> = PredictionOutcome<AmqpState, AmqpCommand, AmqpEvent, Memory, Option>;

/** An outcome that a single entry of the trace decides. */
function first<Option extends string>(
  decide: (entry: TraceEntry, record: Step) => Option | null,
): Outcome<Option | null, Option> {
  return {
    initial: null,
    observe(_, record) {
      for (const entry of record.trace) {
        const option = decide(entry, record);
        if (option !== null) return option;
      }
      return null;
    },
    decide: (option) => option,
  };
}

function oneOf<Option extends string>(options: readonly Option[], value: string | undefined): Option | null {
  return options.find((option) => option === value) ?? null;
}

const kills = ['1', '2', '3', 'forever'] as const;

/** How often the worker has died before the queue gave the message up. One death is before the marked moment or after it. */
const deaths: Outcome<{ readonly count: number; readonly isOver: boolean }, (typeof kills)[number]> = {
  initial: { count: 0, isOver: false },
  observe({ count, isOver }, { trace }) {
    const died = trace.filter((entry) => is(entry, 'crashed', 'worker')).length;
    return {
      count: count + died,
      isOver: isOver || trace.some((entry) => is(entry, 'dead-lettered', 'q:orders')),
    };
  },
  decide: ({ count, isOver }) => (isOver ? oneOf(kills, String(count)) : null),
};

interface HelperMemory {
  /** Published after the helper was announced, by number. */
  readonly fresh: readonly number[];
  readonly got: 'waiting' | 'new' | null;
}

/** Whether the second worker gets messages that were waiting when it came, or only those that come after it. */
const helper: Outcome<HelperMemory, 'waiting' | 'new' | 'nothing'> = {
  initial: { fresh: [], got: null },
  observe(memory, { trace }) {
    let { fresh, got } = memory;
    for (const entry of trace) {
      if (entry.kind === 'routed') fresh = [...fresh, numberOf(entry)];
      if (got !== null || !is(entry, 'delivered', 'q:tasks') || entry.peer !== 'worker-2') continue;
      got = fresh.includes(numberOf(entry)) ? 'new' : 'waiting';
    }
    return { fresh, got };
  },
  decide: ({ got }) => got,
};

/** What becomes of a payment that was on its way when the node stopped. */
const payments: Outcome<
  { readonly dropped: readonly string[]; readonly isBack: boolean },
  'lost' | 'sent-again' | 'kept'
> = {
  initial: { dropped: [], isBack: false },
  observe(memory, { trace }) {
    let { dropped, isBack } = memory;
    for (const entry of trace) {
      const body = textOf(entry, 'body');
      const isPublish = textOf(entry, 'frame') === 'basic.publish';
      if (entry.kind === 'drop' && isPublish) dropped = [...dropped, body];
      else if (entry.kind === 'routed' && dropped.includes(body)) isBack = true;
    }
    return { dropped, isBack };
  },
  decide: ({ isBack }) => (isBack ? 'sent-again' : null),
};

const paymentOptions = ['lost', 'kept', 'sent-again'] as const;

export type AmqpPredictionId =
  | 'who-gets-the-fourth'
  | 'where-the-rejected-goes'
  | 'after-the-crash'
  | 'how-often-the-poison-kills'
  | 'what-the-helper-gets'
  | 'what-the-helper-gets-with-prefetch'
  | 'payments-without-confirms'
  | 'payments-with-confirms'
  | 'without-a-majority';

/** Marked moments lie before the step that decides, and at no command. */
export const amqpPredictions: readonly (Prediction<AmqpState, AmqpCommand, AmqpEvent> & {
  readonly id: AmqpPredictionId;
})[] = [
  /** The slow worker is busy, the fast one too, and a fourth task is ready: who gets it? */
  definePrediction({
    id: 'who-gets-the-fourth',
    scenarioId: 'work-queue',
    tick: ticksFromMs(2600),
    options: ['slow', 'fast'],
    otherwise: 'slow',
    tickMax: ticksFromMs(8000),
    outcome: first((entry) =>
      is(entry, 'delivered', 'q:tasks') && numberOf(entry) === 4 ? oneOf(['slow', 'fast'], entry.peer) : null,
    ),
  }),
  /** The worker has rejected the first job without requeueing it: where is it next? */
  definePrediction({
    id: 'where-the-rejected-goes',
    scenarioId: 'retry-with-ttl',
    tick: ticksFromMs(2250),
    options: ['jobs', 'jobs.wait', 'nowhere'],
    otherwise: 'nowhere',
    tickMax: ticksFromMs(6000),
    outcome: first((entry) => {
      if (entry.kind !== 'enqueued' || numberOf(entry) !== 1) return null;
      return oneOf(['jobs', 'jobs.wait'], entry.actor.slice('q:'.length));
    }),
  }),
  /** A worker that acknowledges late has died with a task in its hands: who does it? */
  definePrediction({
    id: 'after-the-crash',
    scenarioId: 'eco2-pipeline',
    tick: ticksFromMs(12_100),
    options: ['celery-1', 'celery-2', 'nobody'],
    otherwise: 'nobody',
    tickMax: ticksFromMs(20_000),
    outcome: first((entry) =>
      is(entry, 'delivered', 'q:scan') && entry.data?.redelivered === true
        ? oneOf(['celery-1', 'celery-2'], entry.peer)
        : null,
    ),
  }),
  /** The third order kills every worker that takes it; the queue's delivery limit is 2: how often does the worker die? */
  definePrediction({
    id: 'how-often-the-poison-kills',
    scenarioId: 'poison-message',
    tick: ticksFromMs(5000),
    options: kills,
    otherwise: 'forever',
    tickMax: ticksFromMs(25_000),
    outcome: deaths,
  }),
  /** A second worker is about to come, and there is a backlog: what does it get first? */
  definePrediction({
    id: 'what-the-helper-gets',
    scenarioId: 'overload-without-prefetch',
    tick: ticksFromMs(5900),
    options: ['waiting', 'new', 'nothing'],
    otherwise: 'nothing',
    tickMax: ticksFromMs(13_000),
    outcome: helper,
  }),
  definePrediction({
    id: 'what-the-helper-gets-with-prefetch',
    scenarioId: 'overload-with-prefetch',
    tick: ticksFromMs(5900),
    options: ['waiting', 'new', 'nothing'],
    otherwise: 'nothing',
    tickMax: ticksFromMs(13_000),
    outcome: helper,
  }),
  /** The node is about to stop with payments on their way to it: what becomes of them? */
  definePrediction({
    id: 'payments-without-confirms',
    scenarioId: 'lost-without-confirms',
    tick: ticksFromMs(4000),
    options: paymentOptions,
    otherwise: 'lost',
    tickMax: ticksFromMs(14_000),
    outcome: payments,
  }),
  definePrediction({
    id: 'payments-with-confirms',
    scenarioId: 'kept-with-confirms',
    tick: ticksFromMs(4000),
    options: paymentOptions,
    otherwise: 'lost',
    tickMax: ticksFromMs(16_000),
    outcome: payments,
  }),
  /** Two of three nodes are down: what becomes of the orders that are published now? A node comes back at 14 seconds. */
  definePrediction({
    id: 'without-a-majority',
    scenarioId: 'quorum-loses-a-majority',
    tick: ticksFromMs(7500),
    options: ['confirmed', 'refused', 'waits'],
    otherwise: 'waits',
    tickMax: ticksFromMs(20_000),
    outcome: first((entry, { tick }) => {
      if (is(entry, 'nacked', 'shop')) return 'refused';
      if (!is(entry, 'confirmed', 'shop')) return null;
      return tick < ticksFromMs(14_000) ? 'confirmed' : 'waits';
    }),
  }),
];
