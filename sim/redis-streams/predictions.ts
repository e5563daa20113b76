import type { StepRecord } from '../core/engine';
import { goalsOf } from '../core/goals';
import { definePrediction, type Prediction } from '../core/prediction';
import type { RedisStreamsCommand } from './command';
import { ticksFromMs } from './config';
import type { RedisStreamsEvent } from './event';
import type { RedisStreamsState } from './state';

type Step = StepRecord<RedisStreamsCommand, RedisStreamsEvent>;
const { firstSeen } = goalsOf<RedisStreamsState, RedisStreamsCommand, RedisStreamsEvent>();

function oneOf<Option extends string>(options: readonly Option[], value: unknown): Option | null {
  return options.find((option) => option === value) ?? null;
}

/** The reply that the last command of the console got in this step; undefined: it was none. */
function typedReply({ cause }: Step, { console: { lines } }: RedisStreamsState) {
  return cause.type === 'command' && cause.command.type === 'console' ? lines.at(-1)?.reply : undefined;
}

const workers = ['worker-1', 'worker-2', 'worker-3'] as const;
const rescuers = ['worker-1', 'rescuer', 'nobody'] as const;
const acks = ['0', '1', 'error'] as const;
const pendingAfterCrash = ['0', '1', '2', '4'] as const;
const gatewayEntries = ['none', 'some', 'all'] as const;
const lags = ['grows', 'stays', 'unknown'] as const;

/** How many pending entries XPENDING's summary of the next typed command names. */
const summaryCount = firstSeen<(typeof pendingAfterCrash)[number]>((record, state) => {
  const reply = typedReply(record, state);
  return Array.isArray(reply) ? oneOf(pendingAfterCrash, String(reply[0])) : null;
});

/** What the server says to the slow worker's XACK. */
const lateAck = firstSeen<(typeof acks)[number]>(({ cause }) => {
  if (cause.type !== 'event' || cause.event.type !== 'deliver') return null;
  const { message } = cause.event;
  if (message.direction !== 'reply' || message.asked !== 'ack' || message.client !== 'worker-1') return null;
  return message.kind === 'error' ? 'error' : oneOf(acks, String(message.reply));
});

/** What a gateway gets with its first reply after the restart. */
const afterReconnect = firstSeen<(typeof gatewayEntries)[number]>(({ trace }) => {
  const got = trace.find(({ kind, actor }) => kind === 'got' && actor === 'gateway');
  if (got === undefined) return null;
  return Array.isArray(got.data?.ids) && got.data.ids.length > 1 ? 'all' : 'some';
});

export type RedisStreamsPredictionId =
  | 'who-is-woken'
  | 'pending-after-crash'
  | 'who-rescues'
  | 'late-ack'
  | 'lag-at-the-limit'
  | 'after-reconnect'
  | 'poison-ends';

type StreamPrediction = Prediction<RedisStreamsState, RedisStreamsCommand, RedisStreamsEvent> & {
  readonly id: RedisStreamsPredictionId;
};

/** Moments of the scenarios at which what comes next can be told from what is seen, by those who know the rules. */
export const redisStreamsPredictions: readonly StreamPrediction[] = [
  definePrediction({
    // Three workers are blocked: who gets the first entry?
    id: 'who-is-woken',
    scenarioId: 'blocked-readers',
    tick: ticksFromMs(1500),
    tickMax: ticksFromMs(2500),
    options: workers,
    otherwise: 'worker-1',
    outcome: firstSeen(({ trace }) => oneOf(workers, trace.find(({ kind }) => kind === 'deliver')?.data?.consumer)),
  }),
  definePrediction({
    // worker-2 crashed with entries in its hands; how many does XPENDING count by 12 s?
    id: 'pending-after-crash',
    scenarioId: 'crash-loses-nothing',
    tick: ticksFromMs(11_900),
    tickMax: ticksFromMs(12_000),
    options: pendingAfterCrash,
    otherwise: '4',
    outcome: summaryCount,
  }),
  definePrediction({
    // Who works what the crashed worker had? Asked once XPENDING has shown it.
    id: 'who-rescues',
    scenarioId: 'crash-loses-nothing',
    tick: ticksFromMs(3100),
    tickMax: ticksFromMs(12_000),
    options: rescuers,
    otherwise: 'nobody',
    outcome: firstSeen(({ trace }) => oneOf(rescuers, trace.find(({ kind }) => kind === 'claim')?.data?.to)),
  }),
  definePrediction({
    // The entry was claimed from the slow worker and acknowledged by the other: what does its own XACK reply?
    id: 'late-ack',
    scenarioId: 'at-least-once',
    tick: ticksFromMs(6500),
    tickMax: ticksFromMs(8000),
    options: acks,
    otherwise: 'error',
    outcome: lateAck,
  }),
  definePrediction({
    // The group lags by more than the stream keeps: what lag does XINFO GROUPS tell: more than the stream holds (`grows`), as
    // much (`stays`), or nil (`unknown`)? It is entries-added less entries-read: what was trimmed counts.
    id: 'lag-at-the-limit',
    scenarioId: 'trimmed-unread',
    tick: ticksFromMs(8000),
    tickMax: ticksFromMs(11_600),
    options: lags,
    otherwise: 'grows',
    outcome: firstSeen((record, state) => {
      const reply = typedReply(record, state);
      const group = Array.isArray(reply) ? reply[0] : null;
      if (!Array.isArray(group)) return null;
      const lag = group[group.indexOf('lag') + 1];
      if (lag === null) return 'unknown';
      return Number(lag) > 31 ? 'grows' : 'stays';
    }),
  }),
  definePrediction({
    // The gateway comes back and says its last id: what does it get at once?
    id: 'after-reconnect',
    scenarioId: 'eco2-events',
    tick: ticksFromMs(6900),
    tickMax: ticksFromMs(7500),
    options: gatewayEntries,
    otherwise: 'none',
    outcome: afterReconnect,
  }),
  definePrediction({
    // An entry that nobody can work has been delivered for the second time: where does it end?
    id: 'poison-ends',
    scenarioId: 'poison-entry',
    tick: ticksFromMs(5000),
    tickMax: ticksFromMs(14_000),
    options: ['buried', 'acknowledged', 'deleted', 'for-ever'],
    otherwise: 'for-ever',
    outcome: firstSeen(({ trace }) => {
      for (const { kind } of trace) {
        if (kind === 'bury') return 'buried';
        if (kind === 'ack') return 'acknowledged';
        if (kind === 'delete') return 'deleted';
      }
      return null;
    }),
  }),
];
