import { ticksFromMs } from './config';
import type { RaftWorld } from './trace';

/** A whole number of ticks between two bounds in milliseconds, both included. */
export function drawTicks(minMs: number, maxMs: number, world: RaftWorld): number {
  const minTicks = ticksFromMs(minMs);
  return minTicks + world.random.below(ticksFromMs(maxMs) - minTicks + 1);
}
