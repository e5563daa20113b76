import type { World } from '../core/simulation';
import { POISON_FIELD } from './config';
import type { RedisStreamsEvent, ReplyMessage } from './event';
import { sendRequest } from './network';
import { observeWorked } from './observe';
import { deliveriesOf, errorOf } from './replies';
import {
  type ClaimerClient,
  type ConsumerClient,
  consumerName,
  type HeldEntry,
  type Memory,
  type RedisStreamsState,
} from './state';
import { drawServiceTicks, startTimer } from './timers';
import { trace } from './trace';

type Events = World<RedisStreamsEvent>;

/** A client that works entries. */
export type Worker = (ConsumerClient | ClaimerClient) & { memory: Memory };

/** Takes up the first entry of the batch; `idle` when the batch is done. */
export function workNext(state: RedisStreamsState, client: Worker, world: Events): void {
  const { memory, options } = client;
  for (let entry = memory.batch[0]; entry !== undefined; entry = memory.batch[0]) {
    if (entry.fields !== null) {
      if (options.role === 'claimer' && options.deadLetter !== null) inspect(state, client, entry, world);
      else work(state, client, entry, world);
      return;
    }
    // Deleted from the stream while it was pending: there is nothing to work, and nothing to wait for.
    if (acksAfterWork(client, entry)) {
      acknowledgeFirst(state, client, entry, world);
      return;
    }
    memory.batch.shift();
  }
  memory.activity = 'idle';
}

/** The work on the first entry has taken its time: it is done, or it has failed. */
export function onWorkTimer(state: RedisStreamsState, client: Worker, world: Events): void {
  const entry = client.memory.batch[0];
  if (entry === undefined) {
    workNext(state, client, world);
    return;
  }
  const { failurePerMille } = client.options;
  const isPoison = entry.fields?.some((text, at) => at % 2 === 0 && text === POISON_FIELD) === true;
  if (isPoison || (failurePerMille > 0 && world.random.chance(failurePerMille, 1000))) {
    client.counters.failed += 1;
    const reason = isPoison ? 'poison' : 'failed';
    trace(world, { kind: 'workFailed', actor: client.id, data: { id: entry.id, reason } });
  } else {
    finish(state, client, entry, world);
    if (acksAfterWork(client, entry)) {
      acknowledgeFirst(state, client, entry, world);
      return;
    }
  }
  client.memory.batch.shift();
  workNext(state, client, world);
}

/** A reply to anything but the read that filled the batch. */
export function onWorkerReply(state: RedisStreamsState, client: Worker, message: ReplyMessage, world: Events): void {
  const { memory } = client;
  const entry = memory.batch[0];
  client.lastError = errorOf(message.reply);
  if (client.lastError !== null) client.counters.errors += 1;
  if (entry === undefined) {
    workNext(state, client, world);
  } else if (memory.activity === 'inspecting') {
    afterInspection(state, client, entry, deliveriesOf(message.reply), world);
  } else if (memory.activity === 'burying') {
    acknowledgeFirst(state, client, entry, world);
  } else {
    settle(client);
    workNext(state, client, world);
  }
}

/** XACK for the whole batch, before any work: what is then lost in a crash is lost for good. */
export function acknowledgeAll(state: RedisStreamsState, client: Worker, world: Events): void {
  client.memory.activity = 'acknowledgingAll';
  sendAck(
    state,
    client,
    client.memory.batch.map(({ id }) => id),
    world,
  );
}

/** The XACK that is out was not answered when the connection broke: it goes once more, or is taken for done. */
export function acknowledgeAgain(state: RedisStreamsState, client: Worker, world: Events): void {
  const { memory, options } = client;
  const [entry] = memory.batch;
  const isOne = memory.activity === 'acknowledging';
  if (options.whenUnanswered === 'send-again' && entry !== undefined) {
    client.counters.resent += 1;
    if (isOne) acknowledgeFirst(state, client, entry, world);
    else acknowledgeAll(state, client, world);
    return;
  }
  settle(client);
  workNext(state, client, world);
}

/** The XACK that was out is done with. */
function settle({ memory }: Worker): void {
  if (memory.activity === 'acknowledging') memory.batch.shift();
  else memory.batch = memory.batch.map((held) => ({ ...held, isSettled: true }));
}

/** Of what a process holds, what it has not finished. */
export function unfinishedOf(client: Worker): readonly HeldEntry[] {
  const { activity, batch } = client.memory;
  return activity === 'acknowledging' ? batch.slice(1) : batch;
}

/** Of what a process holds, what nobody will be given again when it stops now: settled, or about to be. */
export function lostWith(client: Worker): readonly HeldEntry[] {
  const isSettling = client.memory.activity === 'acknowledgingAll';
  return unfinishedOf(client).filter(({ isSettled }) => isSettled || isSettling);
}

function acksAfterWork({ options }: Worker, { isSettled }: HeldEntry): boolean {
  return !isSettled && (options.role === 'claimer' || options.ack === 'after-work');
}

function work(state: RedisStreamsState, client: Worker, { id }: HeldEntry, world: Events): void {
  client.memory.activity = 'working';
  reportProgress(state, client, id, 'started', world);
  const ticks = drawServiceTicks(client.options, client.slowPerMille, world);
  trace(world, { kind: 'work', actor: client.id, data: { id, ticks } });
  startTimer(client, ticks, world);
}

function finish(state: RedisStreamsState, client: Worker, { id }: HeldEntry, world: Events): void {
  client.counters.worked += 1;
  trace(world, { kind: 'worked', actor: client.id, data: { id } });
  reportProgress(state, client, id, 'done', world);
  const times = observeWorked(state.observations, client.options.key, id, client.id);
  if (times === 1) return;
  client.counters.duplicates += 1;
  trace(world, { kind: 'duplicate', actor: client.id, data: { id, times } });
}

/** Sent without waiting for the reply: work does not wait for those who watch it. */
function reportProgress(
  state: RedisStreamsState,
  client: Worker,
  id: string,
  stage: 'started' | 'done',
  world: Events,
): void {
  const key = client.options.role === 'consumer' ? client.options.progressKey : null;
  if (key === null) return;
  sendRequest(state, client, ['XADD', key, '*', 'task', id, 'worker', client.id, 'stage', stage], world);
}

function acknowledgeFirst(state: RedisStreamsState, client: Worker, { id }: HeldEntry, world: Events): void {
  client.memory.activity = 'acknowledging';
  sendAck(state, client, [id], world);
}

function sendAck(state: RedisStreamsState, client: Worker, ids: readonly string[], world: Events): void {
  sendRequest(state, client, ['XACK', client.options.key, client.options.group, ...ids], world);
}

/** A claimer that puts entries aside looks at an entry's deliveries before it works it. */
function inspect(state: RedisStreamsState, client: Worker, { id }: HeldEntry, world: Events): void {
  client.memory.activity = 'inspecting';
  const { key, group } = client.options;
  sendRequest(state, client, ['XPENDING', key, group, id, id, '1', consumerName(client)], world);
}

function afterInspection(
  state: RedisStreamsState,
  client: Worker,
  entry: HeldEntry,
  deliveries: number | null,
  world: Events,
): void {
  const deadLetter = client.options.role === 'claimer' ? client.options.deadLetter : null;
  if (deliveries === null) {
    // No longer pending here: acknowledged, or claimed by somebody else meanwhile.
    client.memory.batch.shift();
    workNext(state, client, world);
    return;
  }
  if (deadLetter === null || deliveries < deadLetter.afterDeliveries) {
    work(state, client, entry, world);
    return;
  }
  client.memory.activity = 'burying';
  client.counters.buried += 1;
  trace(world, { kind: 'bury', actor: client.id, data: { id: entry.id, key: deadLetter.key, deliveries } });
  const fields = ['origin', entry.id, 'deliveries', String(deliveries), ...(entry.fields ?? [])];
  sendRequest(state, client, ['XADD', deadLetter.key, '*', ...fields], world);
}
