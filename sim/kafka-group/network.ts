import { type ConsumerId, ticksFromMs } from './config';
import type { KafkaGroupState, Reply, Request, RunningConsumer } from './state';
import type { KafkaWorld } from './trace';

/** The broker as an actor in the trace: it keeps the logs and coordinates the group. */
export const BROKER = 'broker';

/** Sends a request to the broker. What one consumer sends arrives in the order in which it was sent, as on one connection. */
export function request(state: KafkaGroupState, consumer: RunningConsumer, asked: Request, world: KafkaWorld): void {
  const message = takeMessageId(state);
  world.trace({ kind: 'send', actor: consumer.id, peer: BROKER, message, data: asked });
  const { id, incarnation } = consumer;
  world.schedule(ticksFromMs(state.config.networkDelayMs), {
    type: 'request',
    consumer: id,
    incarnation,
    message,
    sentTick: world.tick,
    request: asked,
  });
}

/** Sends a reply to the process that asked. */
export function reply(
  state: KafkaGroupState,
  to: { readonly consumer: ConsumerId; readonly incarnation: number },
  said: Reply,
  world: KafkaWorld,
): void {
  const message = takeMessageId(state);
  const { consumer, incarnation } = to;
  world.trace({ kind: 'send', actor: BROKER, peer: consumer, message, data: said });
  world.schedule(ticksFromMs(state.config.networkDelayMs), {
    type: 'reply',
    consumer,
    incarnation,
    message,
    sentTick: world.tick,
    reply: said,
  });
}

function takeMessageId(state: KafkaGroupState): number {
  const message = state.nextMessageId;
  state.nextMessageId += 1;
  return message;
}
