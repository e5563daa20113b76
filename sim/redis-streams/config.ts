import { z } from 'zod';
import type { Tick } from '../core/simulation';

/** One tick is one microsecond of virtual time. */
export const TICKS_PER_SECOND = 1_000_000;
export const TICKS_PER_MILLISECOND = 1_000;

/** The nodes that are always there: the server, and the console that a person types into. */
export const SERVER_NODE = 'redis';
export const CONSOLE_NODE = 'console';

/** What a run begins with when nobody says otherwise: one stream, and one group that reads it. */
export const DEFAULT_KEY = 'orders';
export const DEFAULT_GROUP = 'workers';

const milliseconds = z.int().min(0).max(60_000);

/**
 * The server, its network and what there is at the start. The two node options are Redis' own directives with their defaults
 * (redis.conf, "Streams macro node max size / items"); approximate trimming removes whole nodes only, so they decide what `~` leaves.
 */
export const redisStreamsConfig = z.strictObject({
  /** The server's clock at tick 0, in Unix milliseconds: ids made by `*` begin here. */
  unixStartMs: z.int().min(0).max(4_102_444_800_000).default(1_700_000_000_000),
  /**
   * A request's and a reply's time on the way, each, between any client and the server. Clients may have their own. The default
   * is another region's, so that messages can be followed with the eyes.
   */
  networkDelayMs: milliseconds.default(30),
  /** `stream-node-max-entries`: entries of one macro node. */
  streamNodeMaxEntries: z.int().min(1).max(10_000).default(100),
  /** `stream-node-max-bytes`: bytes of one macro node. */
  streamNodeMaxBytes: z.int().min(64).max(1_048_576).default(4096),
  /** Producers at the start, `producer-1` …, which add to the stream `orders`. */
  producers: z.int().min(0).max(8).default(1),
  /** Consumers at the start, `worker-1` …, of the group `workers` of the stream `orders`. */
  consumers: z.int().min(0).max(8).default(2),
  /** Entries that the stream `orders` already holds at the start: one a millisecond, up to the start. */
  preloadEntries: z.int().min(0).max(1_000_000).default(0),
});

export type RedisStreamsConfig = z.infer<typeof redisStreamsConfig>;

/** Clients that may be there at one time, the console not counted. */
export const CLIENTS_MAX = 32;

/** Commands that the console remembers, with their replies. */
export const CONSOLE_LINES_MAX = 100;

/** Console commands that may be blocked at one time. */
export const CONSOLE_BLOCKED_MAX = 16;

/** Elements of one reply that the console keeps, nested ones counted; what is beyond is counted, not kept. */
export const CONSOLE_REPLY_ELEMENTS_MAX = 2_000;

/** Entries whose work is remembered, the latest first to stay: what is older is no longer seen to be a duplicate. */
export const WORK_REMEMBERED_MAX = 1_000;

/** Deliveries that may wait for a paused client; the rest waits in the network. */
export const INBOX_MESSAGES_MAX = 1_000;

/** How long a client waits before it asks again after an error. */
export const RETRY_DELAY_MS = 1_000;

/** One sample of a series covers this long; a series keeps the latest `SAMPLES_MAX` of them. */
export const SAMPLE_MS = 250;
export const SAMPLES_MAX = 240;

/** An entry with a field of this name cannot be worked: whoever tries fails, whatever its failure odds are. */
export const POISON_FIELD = 'poison';

export function ticksFromMs(ms: number): Tick {
  return ms * TICKS_PER_MILLISECOND;
}
