import * as z from 'zod/mini';
import type { Json } from '../core/simulation';
import { acquire, giveUp, newLimiter, release, resize } from './limiter';

const seconds = z.number().check(z.minimum(0), z.maximum(86_400));
const tokens = z.int().check(z.minimum(0), z.maximum(100_000));

export const limiterLine = z.strictObject({
  tokens,
  anyio: z._default(z.enum(['3.6', '4']), '4'),
  requests: z
    .array(z.tuple([z.string().check(z.minLength(1), z.maxLength(64)), seconds, seconds, z.nullable(seconds)]))
    .check(
      z.maxLength(10_000),
      z.refine((requests) => new Set(requests.map(([id]) => id)).size === requests.length, 'two requests of one name'),
    ),
  resizes: z._default(z.array(z.tuple([seconds, tokens])).check(z.maxLength(10_000)), []),
});

/** Times are added up in whole microseconds. */
const MICROSECONDS = 1e6;
const ticksOf = (time: number) => Math.round(time * MICROSECONDS);
const secondsOf = (ticks: number) => ticks / MICROSECONDS;

/** At one moment: first what ends, then who stops waiting, then resizes, then who comes. */
const RANKS = { end: 0, giveUp: 1, resize: 2, come: 3 } as const;

interface Due {
  readonly tick: number;
  readonly type: keyof typeof RANKS;
  /** Its place among those of one type at one moment. */
  readonly order: number;
  readonly id: string;
  readonly tokens: number;
}

/**
 * Who borrows a token when: requests of `[name, comes at, holds it for, gives up after or null]`, resizes of `[at, tokens]`, all in seconds.
 * Each run is from when to when; who never had a token has given up, or waits for ever.
 */
export function runsOf({ tokens: first, anyio, requests, resizes }: z.infer<typeof limiterLine>): Json {
  const limiter = newLimiter(anyio, first);
  const runs = new Map<string, Json>(requests.map(([id]) => [id, 'waits for ever']));
  const holds = new Map(requests.map(([id, , hold]) => [id, ticksOf(hold)]));
  const due = new DueList();
  for (const [id, comes] of requests) due.add({ tick: ticksOf(comes), type: 'come', id, tokens: 0 });
  for (const [time, to] of resizes) due.add({ tick: ticksOf(time), type: 'resize', id: '', tokens: to });
  const patience = new Map(requests.map(([id, , , after]) => [id, after]));
  const begin = (id: string, tick: number): void => {
    const end = tick + (holds.get(id) ?? 0);
    runs.set(id, [secondsOf(tick), secondsOf(end)]);
    due.add({ tick: end, type: 'end', id, tokens: 0 });
  };
  const waits = (id: string): boolean => runs.get(id) === 'waits for ever';
  for (let next = due.take(); next !== null; next = due.take()) {
    const { tick, type, id } = next;
    if (type === 'end') {
      const woken = release(limiter, id);
      if (woken !== null) begin(woken, tick);
    } else if (type === 'giveUp' && waits(id)) {
      giveUp(limiter, id);
      runs.set(id, 'gave up waiting');
    } else if (type === 'resize') for (const woken of resize(limiter, next.tokens)) begin(woken, tick);
    else if (type === 'come') {
      const after = patience.get(id) ?? null;
      if (acquire(limiter, id)) begin(id, tick);
      else if (after !== null) due.add({ tick: tick + ticksOf(after), type: 'giveUp', id, tokens: 0 });
    }
  }
  return { runs: Object.fromEntries(runs) };
}

/** What is to come, the next last. */
class DueList {
  private readonly list: Due[] = [];
  private made = 0;

  add(one: Omit<Due, 'order'>): void {
    const due = { ...one, order: this.made };
    this.made += 1;
    let [low, high] = [0, this.list.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const other = this.list[middle];
      if (other !== undefined && isBefore(due, other)) low = middle + 1;
      else high = middle;
    }
    this.list.splice(low, 0, due);
  }

  take(): Due | null {
    return this.list.pop() ?? null;
  }
}

function isBefore(one: Due, other: Due): boolean {
  if (one.tick !== other.tick) return one.tick < other.tick;
  const rank = RANKS[one.type] - RANKS[other.type];
  return rank === 0 ? one.order < other.order : rank < 0;
}
