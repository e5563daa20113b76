import type { Tick } from '../core/simulation';
import { SAMPLE_MS, SAMPLES_MAX, ticksFromMs } from './config';
import type { GroupSample, RateSample, Series } from './state';

/** A group's name among the series. Redis lets keys and groups hold any character, so the key's length goes first. */
export function seriesKey(key: string, group: string): string {
  return `${key.length}:${key}:${group}`;
}

const SAMPLE_TICKS = ticksFromMs(SAMPLE_MS);

/** The beginning of the sample that a tick belongs to. */
export function sampleTick(tick: Tick): Tick {
  return tick - (tick % SAMPLE_TICKS);
}

/** How a group stands now: in the place of what the same sample said before. */
export function sampleGroup({ groups }: Series, key: string, group: string, now: GroupSample): void {
  const name = seriesKey(key, group);
  groups[name] ??= [];
  const samples = groups[name];
  const last = samples.at(-1);
  const tick = sampleTick(now.tick);
  if (last !== undefined && last.lag === now.lag && last.pending === now.pending) return;
  if (last?.tick === tick) samples[samples.length - 1] = { ...now, tick };
  else samples.push({ ...now, tick });
  if (samples.length > SAMPLES_MAX) samples.shift();
}

/** Counts something that has just happened. */
export function countRate(
  { rates }: Series,
  tick: Tick,
  what: 'added' | 'delivered' | 'acked' | 'claimed',
  by: number,
): void {
  const beginning = sampleTick(tick);
  let last = rates.at(-1);
  if (last?.tick !== beginning) {
    last = { tick: beginning, added: 0, delivered: 0, acked: 0, claimed: 0 };
    rates.push(last);
    if (rates.length > SAMPLES_MAX) rates.shift();
  }
  last[what] += by;
}

/** What happened per second, on average over the second that ends now, as `countRate` has counted it. */
export function ratesPerSecond({ rates }: Series, now: Tick): Omit<RateSample, 'tick'> {
  const since = sampleTick(now) - 3 * SAMPLE_TICKS;
  const sum = { added: 0, delivered: 0, acked: 0, claimed: 0 };
  for (const sample of rates) {
    if (sample.tick < since || sample.tick > now) continue;
    sum.added += sample.added;
    sum.delivered += sample.delivered;
    sum.acked += sample.acked;
    sum.claimed += sample.claimed;
  }
  return sum;
}
