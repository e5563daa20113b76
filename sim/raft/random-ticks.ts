import type { World } from '../core/simulation';
import { ticksFromMs } from './config';
import type { RaftEvent } from './state';

/** A whole number of ticks between two bounds in milliseconds, both included. */
export function drawTicks(minMs: number, maxMs: number, world: World<RaftEvent>): number {
  const minTicks = ticksFromMs(minMs);
  return minTicks + world.random.below(ticksFromMs(maxMs) - minTicks + 1);
}
