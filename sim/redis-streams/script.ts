import type * as z from 'zod/mini';
import type { Tick } from '../core/simulation';
import { clientOptions, type RedisStreamsCommand } from './command';
import { type RedisStreamsConfig, redisStreamsConfig, ticksFromMs } from './config';

/** Commands at one moment, in this order, for a scenario. */
export function at(
  milliseconds: number,
  ...commands: readonly RedisStreamsCommand[]
): { tick: Tick; command: RedisStreamsCommand }[] {
  return commands.map((command) => ({ tick: ticksFromMs(milliseconds), command }));
}

/** What a person types into the console, its words parted by single blanks. */
export function typed(line: string): RedisStreamsCommand {
  return { type: 'console', argv: line.split(' ') };
}

/** Starts a client; what is left out of its options is as usual. */
export function add(client: string, options: z.input<typeof clientOptions>): RedisStreamsCommand {
  return { type: 'addClient', client, options: clientOptions.parse(options) };
}

export function edit(client: string, options: z.input<typeof clientOptions>): RedisStreamsCommand {
  return { type: 'editClient', client, options: clientOptions.parse(options) };
}

/** A server with nobody around it; a client is as near as one of the same data centre. */
export function bare(config: z.input<typeof redisStreamsConfig> = {}): RedisStreamsConfig {
  return redisStreamsConfig.parse({ producers: 0, consumers: 0, networkDelayMs: 2, ...config });
}

/** A server with nobody around it, so far from its clients that their messages are seen on the way. */
export function bareFar(config: z.input<typeof redisStreamsConfig> = {}): RedisStreamsConfig {
  return redisStreamsConfig.parse({ producers: 0, consumers: 0, ...config });
}
