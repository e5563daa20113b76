import { CommandRefused } from '../core/simulation';
import type { KafkaGroupCommand } from './command';
import { CONSUMER_IDS, type ConsumerId } from './config';
import { beginClose, start, stop } from './consumer';
import { append } from './log';
import { type Consumer, findConsumer, isRunning, type KafkaGroupState } from './state';
import type { KafkaWorld } from './trace';

type ConsumerCommand = Exclude<KafkaGroupCommand, { type: 'produce' | 'addConsumer' }>;

export function runCommand(state: KafkaGroupState, command: KafkaGroupCommand, world: KafkaWorld): void {
  if (command.type === 'produce') produce(state, command, world);
  else if (command.type === 'addConsumer') addConsumer(state, world);
  else runAtConsumer(state, command, world);
}

function produce(
  state: KafkaGroupState,
  command: Extract<KafkaGroupCommand, { type: 'produce' }>,
  world: KafkaWorld,
): void {
  const producer = state.producers[command.producer - 1];
  if (producer === undefined) throw new CommandRefused(`there is no producer ${command.producer}`);
  for (let count = 0; count < command.count; count += 1) {
    append(state, producer.id, command.key ?? drawKey(state, world), world);
  }
}

export function drawKey({ config }: KafkaGroupState, world: KafkaWorld): string {
  return `k${world.random.below(config.keys)}`;
}

function addConsumer(state: KafkaGroupState, world: KafkaWorld): void {
  const id = CONSUMER_IDS[state.consumers.length];
  if (id === undefined) throw new CommandRefused(`there are ${CONSUMER_IDS.length} consumers at most`);
  const consumer = newConsumer(id);
  state.consumers.push(consumer);
  start(state, consumer, world);
}

export function newConsumer(id: ConsumerId): Consumer {
  return { id, incarnation: 0, memberships: 0, serviceMs: null, memory: null, inbox: null };
}

function runAtConsumer(state: KafkaGroupState, command: ConsumerCommand, world: KafkaWorld): void {
  const consumer = findConsumer(state, command.consumer);
  if (consumer === null) throw new CommandRefused(`there is no consumer ${command.consumer}`);
  const reason = whyIgnored(consumer, command);
  if (reason !== null) {
    world.trace({ kind: 'ignored', actor: consumer.id, data: { command: command.type, reason } });
  } else if (command.type === 'slow') {
    consumer.serviceMs = command.serviceMs;
    world.trace({ kind: 'slow', actor: consumer.id, data: { serviceMs: command.serviceMs } });
  } else if (command.type === 'restart') {
    start(state, consumer, world);
  } else if (isRunning(consumer)) {
    world.trace({ kind: command.type, actor: consumer.id });
    if (command.type === 'crash') stop(consumer, world);
    else if (command.type === 'close') beginClose(state, consumer, world);
    else if (command.type === 'pause') consumer.inbox = [];
    else resume(consumer, world);
  }
}

/** What waited happens now, in the order in which it came. */
function resume(consumer: Consumer, world: KafkaWorld): void {
  const waiting = consumer.inbox ?? [];
  consumer.inbox = null;
  for (const event of waiting) {
    const eventId = world.schedule(0, event);
    if (event.type === 'heartbeat' && consumer.memory !== null) consumer.memory.heartbeatTimerId = eventId;
    if (event.type === 'pollTimeout' && consumer.memory !== null) consumer.memory.pollTimerId = eventId;
  }
}

/** Why a command would do nothing now; null when it does something. */
function whyIgnored(consumer: Consumer, { type }: ConsumerCommand): string | null {
  if (type === 'slow') return null;
  if (!isRunning(consumer)) return type === 'restart' ? null : 'not-running';
  if (type === 'restart') return 'running';
  if (type === 'resume') return consumer.inbox === null ? 'not-paused' : null;
  if (consumer.inbox !== null && type !== 'crash') return 'paused';
  return type === 'close' && consumer.memory.isClosing ? 'closing' : null;
}
