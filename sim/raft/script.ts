import type * as z from 'zod/mini';
import type { Tick } from '../core/simulation';
import type { RaftCommand } from './command';
import { type RaftConfig, raftConfig, ticksFromMs } from './config';

/** Commands at one moment, in this order, for a scenario. */
export function at(milliseconds: number, ...commands: readonly RaftCommand[]): { tick: Tick; command: RaftCommand }[] {
  return commands.map((command) => ({ tick: ticksFromMs(milliseconds), command }));
}

/** A cluster in which nothing happens unasked: every message takes 10 ms, and nobody times out for nearly a minute. */
export function calm(config: z.input<typeof raftConfig>): RaftConfig {
  return raftConfig.parse({
    electionTimeoutMinMs: 50_000,
    electionTimeoutMaxMs: 60_000,
    latencyMinMs: 10,
    latencyMaxMs: 10,
    heartbeatIntervalMs: 100,
    ...config,
  });
}
