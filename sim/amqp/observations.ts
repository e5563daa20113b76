import type { RuleValues } from '../core/simulation';
import { chargeWork } from '../core/work';
import { findQueue } from './broker/topology';
import type { BrokerNote, Queue } from './broker/types';
import { msFromTicks } from './config';
import type { AmqpState, Observations, QueueFigures, QueueSecond } from './state';

/** Seconds that are kept for each queue. */
export const SECONDS_KEPT = 120;

const BROKEN_KEPT = 20;

export const RULES = {
  conservation: 'Conservation of messages',
  prefetch: 'Prefetch limit',
  singleActive: 'Single active consumer',
  order: 'Order within a queue',
  confirmed: 'Confirmed messages survive',
} as const;

export function noObservations(): Observations {
  return {
    figures: {},
    arrivals: {},
    nextArrival: 1,
    inQueues: 0,
    lastFirstDelivered: {},
    confirmed: {},
    served: {},
    broken: [],
  };
}

export function noFigures(queueId: number): QueueFigures {
  return { queueId, enqueued: 0, acked: 0, gone: {}, goneCount: 0, redelivered: 0, seconds: [] };
}

export function breakRule(state: AmqpState, rule: string, values: RuleValues): void {
  const { broken } = state.observations;
  if (broken.length < BROKEN_KEPT) broken.push({ rule, values });
}

export function placeKey(number: number, queue: string): string {
  return `${number}@${queue}`;
}

/** A message that was in memory only, on a node that stopped. */
interface NodeLoss {
  readonly type: 'dropped';
  readonly number: number;
  readonly queue: string;
  readonly reason: 'node-down';
}

/** Takes in what the broker reports of its inside. */
export function observe(state: AmqpState, note: BrokerNote | NodeLoss, tick: number): void {
  const { observations } = state;
  if (!('queue' in note) || note.type === 'refused') return;
  if (note.type === 'queue-gone') {
    forgetQueue(observations, note.queue);
    return;
  }
  const figures = observations.figures[note.queue];
  if (figures === undefined) return;
  const key = placeKey(note.number, note.queue);
  if (note.type === 'enqueued') {
    figures.enqueued += 1;
    observations.inQueues += 1;
    observations.arrivals[key] = observations.nextArrival++;
    secondOf(figures, tick).in += 1;
  } else if (note.type === 'delivered') {
    secondOf(figures, tick).delivered += 1;
    observeDelivery(state, note, key);
    if (note.redelivered) figures.redelivered += 1;
    if (note.settled) finished(observations, figures, key, tick);
  } else if (note.type === 'acked') finished(observations, figures, key, tick);
  else if (note.type === 'dropped' || note.type === 'dead-lettered') {
    figures.gone[note.reason] = (figures.gone[note.reason] ?? 0) + 1;
    figures.goneCount += 1;
    observations.inQueues -= 1;
    delete observations.arrivals[key];
    delete observations.confirmed[key];
  }
}

function finished(observations: Observations, figures: QueueFigures, key: string, tick: number): void {
  figures.acked += 1;
  observations.inQueues -= 1;
  secondOf(figures, tick).out += 1;
  delete observations.confirmed[key];
}

function forgetQueue({ served, lastFirstDelivered }: Observations, queue: string): void {
  delete served[queue];
  delete lastFirstDelivered[queue];
}

type Delivered = Extract<BrokerNote, { type: 'delivered' }>;

function observeDelivery(state: AmqpState, note: Delivered, key: string): void {
  const { observations, broker } = state;
  const queue = findQueue(broker, note.queue);
  const arrival = observations.arrivals[key];
  delete observations.arrivals[key];
  // Each consumer of a stream reads it from where it likes.
  if (queue === undefined || queue.type === 'stream') return;
  if (arrival !== undefined && !note.redelivered && queue.limits.maxPriority === null) {
    const last = observations.lastFirstDelivered[queue.name] ?? 0;
    if (arrival < last) {
      breakRule(state, RULES.order, { queue: queue.name, message: note.number });
    }
    observations.lastFirstDelivered[queue.name] = Math.max(last, arrival);
  }
  if (queue.limits.singleActiveConsumer && note.consumerTag !== '') observeService(state, queue, note);
}

/** While the consumer that was served last is still there, nobody else is served. */
function observeService(state: AmqpState, queue: Queue, { connection, channel, consumerTag }: Delivered): void {
  const receiver = `${connection} ${channel} ${consumerTag}`;
  const { served } = state.observations;
  const last = served[queue.name];
  if (last !== undefined && last !== receiver && queue.consumers.some((one) => last === nameOf(one))) {
    breakRule(state, RULES.singleActive, { queue: queue.name, served: receiver, active: last });
  }
  served[queue.name] = receiver;
}

function nameOf({ connection, channel, tag }: { connection: string; channel: number; tag: string }): string {
  return `${connection} ${channel} ${tag}`;
}

/** The counters of the present second. */
function secondOf(figures: QueueFigures, tick: number): QueueSecond {
  const second = Math.floor(msFromTicks(tick) / 1000);
  const { seconds } = figures;
  const last = seconds.at(-1);
  if (last !== undefined && last.second === second) return last;
  const made = { second, in: 0, delivered: 0, out: 0, ready: last?.ready ?? 0, unacked: last?.unacked ?? 0 };
  seconds.push(made);
  if (seconds.length > SECONDS_KEPT) seconds.shift();
  return made;
}

/** Writes down where a queue stands after something happened to it. */
export function noteStanding(state: AmqpState, queueName: string, tick: number): void {
  const queue = findQueue(state.broker, queueName);
  const figures = state.observations.figures[queueName];
  if (queue === undefined || figures === undefined) return;
  const second = secondOf(figures, tick);
  second.ready = queue.readyCount;
  second.unacked = queue.unackedCount;
}

/** Looks for every confirmed message after something that could have lost one: it must still be somewhere. */
export function auditConfirmed(state: AmqpState): void {
  const { observations, broker } = state;
  const missing = new Set(Object.keys(observations.confirmed));
  chargeWork(1 + missing.size * 5);
  if (missing.size === 0) return;
  chargeWork(observations.inQueues * 10);
  for (const queue of broker.queues) {
    for (const { chunks } of queue.log?.segments ?? []) {
      for (const { message } of chunks) if (message !== null) missing.delete(placeKey(message.number, queue.name));
    }
    for (const lane of [queue.returned, ...queue.lanes]) {
      for (const item of lane.items) if (item !== null) missing.delete(placeKey(item.message.number, queue.name));
    }
  }
  for (const { channels } of broker.connections) {
    for (const { unacked } of channels) {
      for (const { item, queue } of unacked) missing.delete(placeKey(item.message.number, queue));
    }
  }
  for (const group of state.quorumGroups) {
    for (const { operation } of group.pending) {
      const items =
        operation.type === 'return' ? operation.items : operation.type === 'settle' ? operation.settlement.items : [];
      for (const { message } of items) missing.delete(placeKey(message.number, group.queue));
      if (operation.type === 'enqueue') missing.delete(placeKey(operation.message.number, group.queue));
    }
  }
  for (const key of missing) {
    breakRule(state, RULES.confirmed, { message: key });
    delete observations.confirmed[key];
  }
}
