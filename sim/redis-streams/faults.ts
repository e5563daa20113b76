import type { World } from '../core/simulation';
import { goOnAnew, isWorker, onReply, onTimer, startProcess } from './clients';
import { INBOX_MESSAGES_MAX, REPLY_TIMEOUT_MS, SERVER_NODE, ticksFromMs } from './config';
import { MESSAGE_IDS_MAX, type RedisStreamsEvent, type ReplyMessage } from './event';
import { drop, sendClose } from './network';
import { type Client, isConsumer, isRunning, type Memory, type RedisStreamsState } from './state';
import { startTimer, stopTimer } from './timers';
import { trace } from './trace';
import { lostWith, unfinishedOf } from './worker';

type Events = World<RedisStreamsEvent>;
type Running = Client & { memory: Memory };

/** The process stops. Its connection is closed by its system; what it has sent arrives all the same. */
export function crash(state: RedisStreamsState, client: Running, world: Events): void {
  const worker = isWorker(client) ? client : null;
  const unfinished = worker === null ? [] : unfinishedOf(worker);
  const lost = worker === null ? [] : lostWith(worker);
  client.counters.lost += lost.length;
  const data = { unfinished: idsOf(unfinished), lost: idsOf(lost) };
  trace(world, { kind: 'crash', actor: client.id, data });
  stop(state, client, 'crashed', world);
}

/** Closes the connection and forgets what is in memory. */
export function stop(state: RedisStreamsState, client: Running, reason: 'crashed' | 'removed', world: Events): void {
  stopTimer(client, world);
  for (const message of client.inbox ?? []) dropReply(client, message, reason, world);
  sendClose(state, client, world);
  const stopped: Client = client;
  stopped.memory = null;
  stopped.inbox = null;
  stopped.timerLeftTicks = null;
}

export function restart(state: RedisStreamsState, client: Client, world: Events): void {
  trace(world, { kind: 'restart', actor: client.id });
  startProcess(state, client, world);
}

/** The client learns that its connection is gone, and makes a new one. What stands still learns of it when it goes on. */
export function reconnect(state: RedisStreamsState, client: Client, connection: number, world: Events): void {
  if (!isRunning(client) || connection !== client.connection) return;
  if (client.inbox !== null) {
    world.schedule(ticksFromMs(REPLY_TIMEOUT_MS), { type: 'disconnected', client: client.id, connection });
    return;
  }
  const before = client.counters.resent;
  trace(world, { kind: 'reconnect', actor: client.id });
  sendClose(state, client, world);
  client.connection = state.nextConnection;
  state.nextConnection += 1;
  client.isBroken = false;
  goOnAnew(state, client, world);
  const again = client.counters.resent - before;
  if (again > 0) trace(world, { kind: 'sendAgain', actor: client.id, data: { count: again } });
}

/** The process stands still: its timer stops, what is delivered to it waits. */
export function pause(client: Running, world: Events): void {
  trace(world, { kind: 'pause', actor: client.id });
  const { timer } = client.memory;
  client.timerLeftTicks = timer === null ? null : timer.dueTick - world.tick;
  stopTimer(client, world);
  client.inbox = [];
}

/** The process goes on where it stood. */
export function resume(state: RedisStreamsState, client: Running, world: Events): void {
  const waiting = client.inbox ?? [];
  client.inbox = null;
  trace(world, { kind: 'resume', actor: client.id, data: { waiting: waiting.length } });
  if (client.timerLeftTicks !== null) startTimer(client, client.timerLeftTicks, world);
  client.timerLeftTicks = null;
  for (const message of waiting) onReply(state, client, message, world);
}

/** A reply has come to where a client's process is, was, or stands still. */
export function deliverReply(state: RedisStreamsState, client: Client, message: ReplyMessage, world: Events): void {
  const { id, connection, kind, ids } = message;
  if (!isRunning(client) || connection !== client.connection) {
    dropReply(client, message, 'crashed', world);
    return;
  }
  if (client.inbox !== null) {
    if (client.inbox.length < INBOX_MESSAGES_MAX) client.inbox.push(message);
    else dropReply(client, message, 'crashed', world);
    return;
  }
  trace(world, { kind: 'receive', actor: client.id, peer: SERVER_NODE, message: id, data: { kind, ids } });
  onReply(state, client, message, world);
}

/** A timer that is due; one of a process that has stopped has been taken back. */
export function elapse(state: RedisStreamsState, client: Client, world: Events): void {
  if (isRunning(client) && client.inbox === null) onTimer(state, client, world);
}

/** Entries that were read with NOACK and reach nobody are lost: no group remembers them. */
function dropReply(client: Client, message: ReplyMessage, reason: 'crashed' | 'removed', world: Events): void {
  if (message.kind === 'entries' && isConsumer(client) && client.options.ack === 'noack') {
    client.counters.lost += message.ids.length;
  }
  drop(message, reason, world);
}

function idsOf(entries: readonly { readonly id: string }[]): string[] {
  return entries.slice(0, MESSAGE_IDS_MAX).map(({ id }) => id);
}
