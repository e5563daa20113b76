import type { World } from '../core/simulation';
import { RETRY_DELAY_MS, ticksFromMs } from './config';
import { MESSAGE_IDS_MAX, type RedisStreamsEvent, type ReplyMessage } from './event';
import { sendRequest } from './network';
import { errorOf, readOf } from './replies';
import type { Memory, ReaderClient, RedisStreamsState } from './state';
import { startTimer } from './timers';
import { trace } from './trace';

type Events = World<RedisStreamsEvent>;
type Running = ReaderClient & { memory: Memory };

/** The process starts: it goes on after the last id that it has seen, if it is to, else where it is to begin. */
export function startReading(state: RedisStreamsState, client: Running, world: Events): void {
  const { startsAt, resumesAt } = client.options;
  client.memory.cursor = resumesAt === 'last-id' && client.lastId !== null ? client.lastId : startsAt;
  read(state, client, world);
}

/** `$` names what comes after the server has got the command: until a first entry came, each XREAD says it anew. */
export function read(state: RedisStreamsState, client: Running, world: Events): void {
  client.memory.activity = 'reading';
  const { key, count, blockMs, startsAt } = client.options;
  const from = client.memory.cursor ?? startsAt;
  const argv = ['XREAD', 'COUNT', String(count), 'BLOCK', String(blockMs), 'STREAMS', key, from];
  sendRequest(state, client, argv, world);
}

export function onReaderReply(state: RedisStreamsState, client: Running, message: ReplyMessage, world: Events): void {
  client.lastError = errorOf(message.reply);
  if (client.lastError !== null) {
    client.counters.errors += 1;
    client.memory.activity = 'waiting';
    startTimer(client, ticksFromMs(RETRY_DELAY_MS), world);
    return;
  }
  const entries = readOf(message.reply);
  const last = entries.at(-1);
  if (last !== undefined) {
    client.lastId = last.id;
    client.memory.cursor = last.id;
    client.counters.entries += entries.length;
    const ids = entries.slice(0, MESSAGE_IDS_MAX).map(({ id }) => id);
    trace(world, { kind: 'got', actor: client.id, data: { ids } });
  }
  read(state, client, world);
}
