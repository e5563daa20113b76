import type { World } from '../core/simulation';
import { RETRY_DELAY_MS, ticksFromMs } from './config';
import type { RedisStreamsEvent, ReplyMessage } from './event';
import { sendRequest } from './network';
import { errorOf, readOf } from './replies';
import { type ConsumerClient, consumerName, type Memory, type RedisStreamsState } from './state';
import { startTimer } from './timers';
import { acknowledgeAll, workNext } from './worker';

type Events = World<RedisStreamsEvent>;
type Running = ConsumerClient & { memory: Memory };

/** The process starts: it takes up its own pending entries first, if it is to. */
export function startConsuming(state: RedisStreamsState, client: Running, world: Events): void {
  client.memory.cursor = client.options.startsWith === 'own-history' ? '0' : null;
  readGroup(state, client, world);
}

/** Asks for what comes next: new entries, or, at first, those of its own history after the last one it has seen. */
export function readGroup(state: RedisStreamsState, client: Running, world: Events): void {
  const { key, group, count, blockMs, ack } = client.options;
  const { memory } = client;
  memory.activity = 'reading';
  const block = memory.cursor === null ? ['BLOCK', String(blockMs)] : [];
  const noAck = ack === 'noack' ? ['NOACK'] : [];
  const start = ['XREADGROUP', 'GROUP', group, consumerName(client), 'COUNT', String(count), ...block, ...noAck];
  sendRequest(state, client, [...start, 'STREAMS', key, memory.cursor ?? '>'], world);
}

export function onEntriesRead(state: RedisStreamsState, client: Running, message: ReplyMessage, world: Events): void {
  const { memory, options } = client;
  client.lastError = errorOf(message.reply);
  if (client.lastError !== null) {
    client.counters.errors += 1;
    memory.activity = 'waiting';
    startTimer(client, ticksFromMs(RETRY_DELAY_MS), world);
    return;
  }
  const isNew = memory.cursor === null;
  const entries = readOf(message.reply);
  const last = entries.at(-1);
  if (last !== undefined) client.lastId = last.id;
  if (!isNew) memory.cursor = last?.id ?? null;
  // An entry that was read with NOACK is nobody's: there is nothing to acknowledge.
  memory.batch = entries.map((entry) => ({ ...entry, isSettled: isNew && options.ack === 'noack' }));
  if (last !== undefined && options.ack === 'before-work') {
    acknowledgeAll(state, client, world);
  } else workNext(state, client, world);
}
