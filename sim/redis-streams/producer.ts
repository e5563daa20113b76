import type { World } from '../core/simulation';
import { chargeWork } from '../core/work';
import { TICKS_PER_SECOND } from './config';
import type { RedisStreamsEvent, ReplyMessage } from './event';
import { sendRequest } from './network';
import { errorOf } from './replies';
import type { Memory, ProducerClient, RedisStreamsState } from './state';
import { startTimer, stopTimer } from './timers';
import { unixMs } from './unix-time';

type Events = World<RedisStreamsEvent>;
type Running = ProducerClient & { memory: Memory };

/** Begins, or goes on with another rate. */
export function startProducing(client: Running, world: Events): void {
  client.memory.activity = 'producing';
  const { ratePerSecond } = client.options;
  if (ratePerSecond === null) stopTimer(client, world);
  else startTimer(client, Math.floor(TICKS_PER_SECOND / ratePerSecond), world);
}

export function onProducerTimer(state: RedisStreamsState, client: Running, world: Events): void {
  produce(state, client, world);
  startProducing(client, world);
}

/** Sends one XADD. */
export function produce(state: RedisStreamsState, client: Running, world: Events): void {
  client.counters.entries += 1;
  const { key, fields } = client.options;
  const number = String(client.counters.entries);
  const texts = fields.map((text) => text.replaceAll('{n}', number));
  const id = client.options.ids === 'own' ? `${unixMs(state, world.tick)}-${number}` : '*';
  const argv = ['XADD', key, ...trimArguments(state, client, world), id, ...texts];
  if (client.options.whenUnanswered === 'send-again') client.memory.unanswered.push(argv);
  sendRequest(state, client, argv, world);
}

/** What an entry that is sent again costs beside its message, in elements. */
const AGAIN_WORK = 10;

/** A new connection: what was not answered on the old one goes once more, unchanged. */
export function sendUnansweredAgain(state: RedisStreamsState, client: Running, world: Events): void {
  const { unanswered } = client.memory;
  chargeWork(unanswered.length * AGAIN_WORK);
  client.counters.resent += unanswered.length;
  for (const argv of unanswered) sendRequest(state, client, argv, world);
}

export function onProducerReply(client: Running, { reply }: ReplyMessage): void {
  client.memory.unanswered.shift();
  client.lastError = errorOf(reply);
  if (client.lastError !== null) client.counters.errors += 1;
  else if (typeof reply === 'string') client.lastId = reply;
}

function trimArguments(state: RedisStreamsState, { options: { trim } }: ProducerClient, world: Events): string[] {
  if (trim === null) return [];
  const { strategy, approximate, threshold } = trim;
  const limit = strategy === 'MAXLEN' ? threshold : Math.max(0, unixMs(state, world.tick) - threshold);
  return [strategy, approximate ? '~' : '=', String(limit)];
}
