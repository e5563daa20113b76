import type { World } from '../core/simulation';
import { RETRY_DELAY_MS, ticksFromMs } from './config';
import type { RedisStreamsEvent, ReplyMessage } from './event';
import { sendRequest } from './network';
import { claimedOf, errorOf } from './replies';
import { type ClaimerClient, consumerName, type Memory, type RedisStreamsState } from './state';
import { startTimer } from './timers';
import { workNext } from './worker';

type Events = World<RedisStreamsEvent>;
type Running = ClaimerClient & { memory: Memory };

/** Where a scan of the pending entries begins, and what XAUTOCLAIM gives at its end. */
export const CLAIM_FROM = '0-0';

/** Until the next round. The first begins one interval after the process has started. */
export function waitForRound(client: Running, world: Events): void {
  client.memory.activity = 'waiting';
  client.memory.cursor = CLAIM_FROM;
  startTimer(client, ticksFromMs(client.options.everyMs), world);
}

/** Asks for entries that nobody has touched for long enough, from where the last XAUTOCLAIM left off. */
export function claim(state: RedisStreamsState, client: Running, world: Events): void {
  const { key, group, minIdleMs, count } = client.options;
  client.memory.activity = 'reading';
  const start = client.memory.cursor ?? CLAIM_FROM;
  const argv = ['XAUTOCLAIM', key, group, consumerName(client), String(minIdleMs), start, 'COUNT', String(count)];
  sendRequest(state, client, argv, world);
}

export function onClaimed(state: RedisStreamsState, client: Running, message: ReplyMessage, world: Events): void {
  client.lastError = errorOf(message.reply);
  if (client.lastError !== null) {
    client.counters.errors += 1;
    client.memory.activity = 'waiting';
    startTimer(client, ticksFromMs(RETRY_DELAY_MS), world);
    return;
  }
  const { cursor, entries } = claimedOf(message.reply);
  client.memory.cursor = cursor;
  client.memory.batch = entries;
  workNext(state, client, world);
}

/** The batch is done: a round over the whole list goes on unless it has come to its end. */
export function afterClaimedBatch(state: RedisStreamsState, client: Running, world: Events): void {
  const { cursor } = client.memory;
  const isOver = client.options.round === 'one-call' || cursor === null || cursor === CLAIM_FROM;
  if (isOver) waitForRound(client, world);
  else claim(state, client, world);
}
