import type { Tick } from '../core/simulation';
import { ticksFromMs } from './config';
import type { AmqpWorld } from './trace-kinds';

/** A time between two bounds in milliseconds, both included, to the microsecond. Without a choice no chance is used up. */
export function drawTicks(minMs: number, maxMs: number, world: AmqpWorld): Tick {
  const minTicks = ticksFromMs(minMs);
  const spread = ticksFromMs(maxMs) - minTicks;
  return spread <= 0 ? minTicks : minTicks + world.random.below(spread + 1);
}
