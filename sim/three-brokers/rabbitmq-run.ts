import { amqp } from '../amqp/amqp';
import { amqpConfig, msFromTicks, ticksFromMs } from '../amqp/config';
import { at, type WrittenCommand } from '../amqp/script';
import { createEngine } from '../core/engine';
import { runRecording } from '../core/recording';
import { recordScenario } from '../core/scenario';
import type { TraceEntry } from '../core/simulation';
import type { RawRun, Seen } from './broker-run';
import { consumerNames, horizonMs, keyOf, sentMs, WARM_UP_MS, type Workload } from './workload';

const QUEUE = 'orders';

/** As in the other runs: each frame's time on the way, and so the time in which a closed connection is noticed. */
const LATENCY_MS = 2;

/** A RabbitMQ queue: basic.consume with a prefetch limit, work, basic.ack; or, before the work, basic.ack on arrival. */
export function runRabbitMq(workload: Workload): RawRun {
  const config = amqpConfig.parse({
    latencyMinMs: LATENCY_MS,
    latencyMaxMs: LATENCY_MS,
    hopMs: 0,
    connectionLossMs: LATENCY_MS,
    reconnectMs: 100,
  });
  const recording = recordScenario(amqp, {
    id: 'same-work',
    config,
    seed: 1,
    commands: commandsFor(workload),
    endTick: ticksFromMs(WARM_UP_MS + horizonMs(workload)),
  });
  const engine = createEngine(amqp, { config, seed: recording.seed });
  const numbers = new Map<number, number>();
  const seen: Seen[] = [];
  const gone = new Set<number>();
  const crashed = new Set<string>();
  runRecording(engine, recording, ({ tick, trace }) => {
    const ms = msFromTicks(tick) - WARM_UP_MS;
    for (const entry of trace) {
      const number = numberOf(entry, numbers);
      if (number !== null && (entry.kind === 'acked' || entry.kind === 'dropped')) gone.add(number);
      seen.push(...seenIn(entry, ms, number, crashed));
    }
  });
  const { ackMode } = workload;
  return { broker: 'rabbitmq', ackApplied: ackMode, consumers: consumerNames(workload), seen, gone };
}

function commandsFor(workload: Workload) {
  const { messages, serviceMs, batch, ackMode, crash } = workload;
  const ack: 'late' | 'early' = ackMode === 'after-work' ? 'late' : 'early';
  const service = { serviceMinMs: serviceMs, serviceMaxMs: serviceMs };
  const options = { queue: QUEUE, prefetchCount: batch, ack, ...service };
  const consumers = consumerNames(workload).map((client): WrittenCommand => ({ type: 'addConsumer', client, options }));
  const sends = Array.from({ length: messages }, (_, index) => index + 1).flatMap((number) => {
    const body = `${number} ${keyOf(workload, number)}`;
    return at(WARM_UP_MS + sentMs(workload, number), { type: 'publish', routingKey: QUEUE, body });
  });
  const timed = [...at(0, { type: 'declareQueue', queue: QUEUE }, ...consumers), ...sends, ...crashCommands(crash)];
  return timed.sort((a, b) => a.tick - b.tick);
}

function crashCommands(crash: Workload['crash']) {
  if (crash === null) return [];
  const client = `c${crash.consumer}`;
  const atMs = WARM_UP_MS + crash.atMs;
  const stop = at(atMs, { type: 'crashClient', client });
  if (crash.restartAfterMs === null) return stop;
  return [...stop, ...at(atMs + crash.restartAfterMs, { type: 'restartClient', client })];
}

/** Messages are numbered in the order in which they are routed; the broker counts others too. */
function numberOf({ kind, data }: TraceEntry, numbers: Map<number, number>): number | null {
  const brokers = data?.number;
  if (typeof brokers !== 'number') return null;
  if (kind === 'routed' && !numbers.has(brokers)) numbers.set(brokers, numbers.size + 1);
  return numbers.get(brokers) ?? null;
}

function seenIn({ kind, actor, peer }: TraceEntry, ms: number, number: number | null, crashed: Set<string>): Seen[] {
  if (kind === 'crashed') {
    crashed.add(actor);
    return [{ ms, type: 'crashed', consumer: actor }];
  }
  if (kind === 'connected' && crashed.delete(actor)) return [{ ms, type: 'restarted', consumer: actor }];
  if (number === null) return [];
  if (kind === 'routed') return [{ ms, type: 'sent', number }];
  if (kind === 'delivered' && peer !== undefined) return [{ ms, type: 'handed', number, consumer: peer }];
  if (kind === 'work-started') return [{ ms, type: 'began', number, consumer: actor }];
  return kind === 'work-done' ? [{ ms, type: 'ended', number, consumer: actor }] : [];
}
