import type { Tick, World } from '../core/simulation';
import { ticksFromMs } from './config';
import type { RedisStreamsEvent } from './event';
import type { Client, Memory } from './state';

type Events = World<RedisStreamsEvent>;
type Running = Client & { memory: Memory };

/** Starts the client's one timer, in the place of one that runs. */
export function startTimer(client: Running, ticks: Tick, world: Events): void {
  stopTimer(client, world);
  const eventId = world.schedule(ticks, { type: 'timer', client: client.id });
  client.memory.timer = { eventId, startedTick: world.tick, dueTick: world.tick + ticks };
}

export function stopTimer(client: Running, world: Events): void {
  if (client.memory.timer !== null) world.cancel(client.memory.timer.eventId);
  client.memory.timer = null;
}

/** How long the work on one entry takes this time. */
export function drawServiceTicks(
  { serviceMinMs, serviceMaxMs }: { readonly serviceMinMs: number; readonly serviceMaxMs: number },
  slowPerMille: number,
  world: Events,
): Tick {
  const min = ticksFromMs(serviceMinMs);
  const span = ticksFromMs(serviceMaxMs) - min;
  const usual = span === 0 ? min : min + world.random.below(span + 1);
  return Math.round((usual * slowPerMille) / 1000);
}
