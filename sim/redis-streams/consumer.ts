import { CLAIM_FROM } from './claimer';
import { RETRY_DELAY_MS, ticksFromMs } from './config';
import type { ReplyMessage } from './event';
import { sendRequest } from './network';
import { claimedOf, errorOf, readOf } from './replies';
import { type ConsumerClient, consumerName, type Memory, type RedisStreamsState } from './state';
import { startTimer } from './timers';
import { type RedisStreamsWorld, trace } from './trace';
import { acknowledgeAll, workNext } from './worker';

type Events = RedisStreamsWorld;
type Running = ConsumerClient & { memory: Memory };

/** The process starts: it takes up its own pending entries first, if it is to. */
export function startConsuming(state: RedisStreamsState, client: Running, world: Events): void {
  const { claim, startsWith } = client.options;
  client.memory.cursor = startsWith === 'own-history' ? '0' : null;
  client.memory.claimDueTick = world.tick + ticksFromMs(claim?.everyMs ?? 0);
  readGroup(state, client, world);
}

/** It has nothing in hand: it asks for what others left, when that is due and its own history is done with, or else for more of its own. */
export function ask(state: RedisStreamsState, client: Running, world: Events): void {
  const { claim } = client.options;
  const { cursor, claimDueTick } = client.memory;
  if (claim === null || cursor !== null || world.tick < claimDueTick) readGroup(state, client, world);
  else claimInLoop(state, client, claim, world);
}

/** What was out when the connection broke, once more. */
export function askAgain(state: RedisStreamsState, client: Running, world: Events): void {
  const { claim } = client.options;
  if (client.memory.activity === 'creating') createGroup(state, client, world);
  else if (client.memory.isClaiming && claim !== null) claimInLoop(state, client, claim, world);
  else readGroup(state, client, world);
}

/** Asks for what comes next: new entries, or, at first, those of its own history after the last one it has seen. */
function readGroup(state: RedisStreamsState, client: Running, world: Events): void {
  const { key, group, count, blockMs, ack } = client.options;
  const { memory } = client;
  memory.activity = 'reading';
  memory.isClaiming = false;
  const block = memory.cursor === null ? ['BLOCK', String(blockMs)] : [];
  const noAck = ack === 'noack' ? ['NOACK'] : [];
  const start = ['XREADGROUP', 'GROUP', group, consumerName(client), 'COUNT', String(count), ...block, ...noAck];
  sendRequest(state, client, [...start, 'STREAMS', key, memory.cursor ?? '>'], world);
}

function claimInLoop(
  state: RedisStreamsState,
  client: Running,
  { everyMs, minIdleMs, count }: NonNullable<ConsumerClient['options']['claim']>,
  world: Events,
): void {
  const { key, group } = client.options;
  const { memory } = client;
  memory.activity = 'reading';
  memory.isClaiming = true;
  memory.claimDueTick = world.tick + ticksFromMs(everyMs);
  const from = memory.claimCursor;
  const argv = ['XAUTOCLAIM', key, group, consumerName(client), String(minIdleMs), from, 'COUNT', String(count)];
  sendRequest(state, client, argv, world);
}

/** A reply to XREADGROUP or, in its loop, to XAUTOCLAIM. */
export function onEntriesRead(state: RedisStreamsState, client: Running, message: ReplyMessage, world: Events): void {
  const { memory, options } = client;
  client.lastError = errorOf(message.reply);
  if (client.lastError !== null) {
    client.counters.errors += 1;
    if (options.recreatesGroup !== null && client.lastError.startsWith('NOGROUP')) createGroup(state, client, world);
    else {
      memory.activity = 'waiting';
      startTimer(client, ticksFromMs(RETRY_DELAY_MS), world);
    }
    return;
  }
  if (memory.isClaiming) {
    const claimed = claimedOf(message.reply);
    memory.claimCursor = claimed.cursor;
    memory.batch = claimed.entries;
  } else takeRead(client, message);
  if (memory.batch.length > 0 && options.ack === 'before-work') acknowledgeAll(state, client, world);
  else workNext(state, client, world);
}

function takeRead(client: Running, message: ReplyMessage): void {
  const { memory, options } = client;
  const isNew = memory.cursor === null;
  const entries = readOf(message.reply);
  const last = entries.at(-1);
  if (last !== undefined) client.lastId = last.id;
  if (!isNew) memory.cursor = last?.id ?? null;
  // An entry that was read with NOACK is nobody's: there is nothing to acknowledge.
  memory.batch = entries.map((entry) => ({ ...entry, isSettled: isNew && options.ack === 'noack' }));
}

/** The group is gone: it is made anew, and the stream with it. */
function createGroup(state: RedisStreamsState, client: Running, world: Events): void {
  const { key, group, recreatesGroup } = client.options;
  const id = recreatesGroup ?? '0';
  client.memory.activity = 'creating';
  client.memory.claimCursor = CLAIM_FROM;
  trace(world, { kind: 'createGroup', actor: client.id, data: { key, group, id } });
  sendRequest(state, client, ['XGROUP', 'CREATE', key, group, id, 'MKSTREAM'], world);
}

/** It has been made, or somebody else was faster (BUSYGROUP): either way it can be read. */
export function onGroupCreated(client: Running, message: ReplyMessage): void {
  client.lastError = errorOf(message.reply);
  if (client.lastError !== null) client.counters.errors += 1;
  client.memory.activity = 'idle';
}
