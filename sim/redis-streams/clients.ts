import type { World } from '../core/simulation';
import { afterClaimedBatch, CLAIM_FROM, claim, onClaimed, waitForRound } from './claimer';
import type { ClientOptions } from './command';
import { ask, askAgain, onEntriesRead, onGroupCreated, startConsuming } from './consumer';
import type { RedisStreamsEvent, ReplyMessage } from './event';
import { onProducerReply, onProducerTimer, sendUnansweredAgain, startProducing } from './producer';
import { onReaderReply, read, startReading } from './reader';
import {
  type Client,
  isClaimer,
  isConsumer,
  isProducer,
  isReader,
  isRunning,
  type Memory,
  type RedisStreamsState,
} from './state';
import { acknowledgeAgain, onWorkerReply, onWorkTimer, type Worker, workNext } from './worker';

type Events = World<RedisStreamsEvent>;
type Running = Client & { memory: Memory };

/** A client that has not been started yet. */
export function newClient(id: string, options: ClientOptions): Client {
  return {
    id,
    options,
    connection: 0,
    lives: 0,
    losing: [],
    isBroken: false,
    memory: null,
    inbox: null,
    timerLeftTicks: null,
    slowPerMille: 1000,
    counters: {
      requests: 0,
      errors: 0,
      entries: 0,
      worked: 0,
      failed: 0,
      buried: 0,
      duplicates: 0,
      lost: 0,
      resent: 0,
    },
    lastId: null,
    lastError: null,
  };
}

/** The process starts, with nothing in memory and a new connection. */
export function startProcess(state: RedisStreamsState, client: Client, world: Events): void {
  client.connection = state.nextConnection;
  state.nextConnection += 1;
  client.isBroken = false;
  client.lives += 1;
  client.lastError = null;
  client.memory = {
    activity: 'idle',
    batch: [],
    cursor: null,
    timer: null,
    unanswered: [],
    claimDueTick: world.tick,
    claimCursor: CLAIM_FROM,
    isClaiming: false,
  };
  if (!isRunning(client)) return;
  if (isProducer(client)) startProducing(client, world);
  else if (isConsumer(client)) startConsuming(state, client, world);
  else if (isReader(client)) startReading(state, client, world);
  else if (isClaimer(client)) waitForRound(client, world);
}

/** The client's one timer is due. */
export function onTimer(state: RedisStreamsState, client: Running, world: Events): void {
  client.memory.timer = null;
  if (isProducer(client)) onProducerTimer(state, client, world);
  else if (isReader(client)) read(state, client, world);
  else if (isWorker(client)) {
    if (client.memory.activity === 'working') onWorkTimer(state, client, world);
    else if (isConsumer(client)) ask(state, client, world);
    else if (isClaimer(client)) claim(state, client, world);
    goOn(state, client, world);
  }
}

/** A reply has come to a process that runs. */
export function onReply(state: RedisStreamsState, client: Running, message: ReplyMessage, world: Events): void {
  if (isProducer(client)) onProducerReply(client, message);
  else if (isReader(client)) onReaderReply(state, client, message, world);
  else if (isWorker(client)) {
    // The reply to a report of progress: nobody waits for it.
    if (message.asked === 'add' && isConsumer(client)) return;
    if (client.memory.activity === 'creating' && isConsumer(client)) onGroupCreated(client, message);
    else if (client.memory.activity !== 'reading') onWorkerReply(state, client, message, world);
    else if (isConsumer(client)) onEntriesRead(state, client, message, world);
    else if (isClaimer(client)) onClaimed(state, client, message, world);
    goOn(state, client, world);
  }
}

/** A running process has a new connection: it takes up what was not answered on the old one. */
export function goOnAnew(state: RedisStreamsState, client: Running, world: Events): void {
  if (isProducer(client)) sendUnansweredAgain(state, client, world);
  else if (isReader(client)) {
    if (client.memory.activity === 'reading') read(state, client, world);
  } else if (isWorker(client)) {
    const { activity } = client.memory;
    if (activity === 'reading' && isClaimer(client)) claim(state, client, world);
    else if (isConsumer(client) && (activity === 'reading' || activity === 'creating')) askAgain(state, client, world);
    else if (activity === 'acknowledging' || activity === 'acknowledgingAll') acknowledgeAgain(state, client, world);
    // What a claimer asked of an entry before it worked it, or put it aside, it asks anew.
    else if (activity === 'inspecting' || activity === 'burying') workNext(state, client, world);
    goOn(state, client, world);
  }
}

export function isWorker(client: Running): client is Worker {
  return isConsumer(client) || isClaimer(client);
}

/** A worker whose batch is done asks for more. */
function goOn(state: RedisStreamsState, client: Worker, world: Events): void {
  if (client.memory.activity !== 'idle') return;
  if (isConsumer(client)) ask(state, client, world);
  else if (isClaimer(client)) afterClaimedBatch(state, client, world);
}
