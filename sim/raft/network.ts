import type { World } from '../core/simulation';
import type { ServerId } from './config';
import { ticksFromMs } from './config';
import type { Message, RaftEvent, RaftState, Rpc, Server } from './state';

/** Puts an RPC on its way. Whether it is lost, and how long it takes, is drawn here. */
export function send(state: RaftState, from: Server, to: ServerId, rpc: Rpc, world: World<RaftEvent>): void {
  const message: Message = { id: state.nextMessageId, from: from.id, to, sentTick: world.tick, rpc };
  state.nextMessageId += 1;
  world.trace({ kind: 'send', actor: from.id, peer: to, message: message.id, data: rpc });
  const { latencyMinMs, latencyMaxMs, dropPerMille } = state.config;
  const latencyTicks = drawTicks(latencyMinMs, latencyMaxMs, world);
  if (dropPerMille > 0 && world.random.chance(dropPerMille, 1000)) {
    world.schedule(Math.floor(latencyTicks / 2), { type: 'lose', message });
  } else {
    world.schedule(latencyTicks, { type: 'deliver', message });
  }
}

/** A message that its receiver never acts on. */
export function drop(message: Message, reason: 'lost' | 'crashed', world: World<RaftEvent>): void {
  const { id, from, to, rpc } = message;
  world.trace({ kind: 'drop', actor: to, peer: from, message: id, data: { reason, type: rpc.type } });
}

/** A whole number of ticks between two bounds in milliseconds, both included. */
export function drawTicks(minMs: number, maxMs: number, world: World<RaftEvent>): number {
  const minTicks = ticksFromMs(minMs);
  return minTicks + world.random.below(ticksFromMs(maxMs) - minTicks + 1);
}
