import type { Tick } from '../core/simulation';
import { TICKS_PER_MILLISECOND } from './config';
import type { RedisStreamsState } from './state';

/** The server's clock at a tick, in whole Unix milliseconds. */
export function unixMs({ config }: RedisStreamsState, tick: Tick): number {
  return config.unixStartMs + Math.floor(tick / TICKS_PER_MILLISECOND);
}

/** The first tick at which the server's clock shows `ms`. */
export function tickOfUnixMs({ config }: RedisStreamsState, ms: number): Tick {
  return (ms - config.unixStartMs) * TICKS_PER_MILLISECOND;
}
