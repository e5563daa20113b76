import { recordScenario } from '@/sim/core/scenario';
import { ticksFromMs } from '@/sim/redis-streams/config';
import { redisStreams } from '@/sim/redis-streams/redis-streams';
import { add, at, bareFar, typed } from '@/sim/redis-streams/script';
import { type ClaimSettings, claimSettings } from './claim-numbers';
import type { GivenSettings, NumbersRun } from './kit';

/** So many entries of a batch are drawn at most, and the work on one takes this long. */
const BATCH_MAX = 12;
const WORK_MS = 1000;
const READ_MS = 1500;
/** A group's round trip: the rescuer asks this much after the first entries are old enough. */
const ROUND_MS = 40;
const END_MAX_MS = 60_000;

/** A batch on the lab's scale, at one second for each entry; the share of it that min-idle covers stays the same. */
export interface DrawnClaim {
  readonly batch: number;
  readonly minIdleMs: number;
  readonly everyMs: number;
}

export function drawnClaim({ batch, work, minIdle, every }: ClaimSettings): DrawnClaim {
  const drawnBatch = Math.min(batch, BATCH_MAX);
  const perEntry = (batch / drawnBatch) * work;
  const scaled = (seconds: number) => Math.max(1, Math.round((seconds / perEntry) * 10) / 10) * WORK_MS;
  return {
    batch: drawnBatch,
    minIdleMs: Math.min(scaled(minIdle), END_MAX_MS / 2),
    everyMs: Math.min(scaled(every), END_MAX_MS / 4),
  };
}

/** Plays the settings: a batch is read, its worker is slow or dies at once, and the rescuer's round falls on the worst moment. */
export function claimRun(given: GivenSettings): NumbersRun {
  const settings = claimSettings(given);
  const { batch, minIdleMs, everyMs } = drawnClaim(settings);
  const group = { key: 'orders', group: 'workers' } as const;
  const ack = { after: 'after-work', before: 'before-work', noack: 'noack' } as const;
  const firstRoundMs = READ_MS + minIdleMs + ROUND_MS;
  const entries = Array.from({ length: batch }, (_, index) => typed(`XADD orders * task ${index + 1}`));
  const scenario = {
    id: 'your-numbers',
    config: bareFar(),
    seed: 1,
    commands: [
      ...at(0, typed('XGROUP CREATE orders workers $ MKSTREAM'), ...entries),
      ...at(
        READ_MS,
        add('worker-1', {
          role: 'consumer',
          ...group,
          count: batch,
          startsWith: 'new',
          ack: ack[settings.ack],
          serviceMinMs: WORK_MS,
          serviceMaxMs: WORK_MS,
        }),
      ),
      ...(settings.happens === 'dies' ? at(READ_MS + WORK_MS / 2, { type: 'crash', client: 'worker-1' }) : []),
      ...at(
        Math.max(0, firstRoundMs - everyMs),
        add('rescuer', {
          role: 'claimer',
          ...group,
          minIdleMs,
          everyMs,
          count: 1000,
          serviceMinMs: WORK_MS / 5,
          serviceMaxMs: WORK_MS / 5,
        }),
      ),
    ].toSorted((a, b) => a.tick - b.tick),
    endTick: ticksFromMs(Math.min(END_MAX_MS, Math.max(firstRoundMs, READ_MS + batch * WORK_MS) + batch * WORK_MS)),
  };
  return {
    labId: 'redis-streams',
    recording: recordScenario(redisStreams, scenario),
    drawn: { batch, minIdle: minIdleMs / WORK_MS },
  };
}
