import * as z from 'zod/mini';
import type { Tick } from '../core/simulation';
import { EVICTION_POLICIES, REDIS_VERSIONS } from '../systems/redis/types';

/** One tick is one microsecond of virtual time. */
export const TICKS_PER_SECOND = 1_000_000;
export const TICKS_PER_MILLISECOND = 1_000;

/** The nodes that are always there: the server, and the console that a person types into. */
export const SERVER_NODE = 'redis';
export const CONSOLE_NODE = 'console';

/** What a run begins with when nobody says otherwise: one stream, and one group that reads it. */
export const DEFAULT_KEY = 'orders';
export const DEFAULT_GROUP = 'workers';

const milliseconds = z.int().check(z.minimum(0), z.maximum(60_000));

/**
 * The server, its network and what there is at the start. The two node options are Redis' own directives with their defaults
 * (redis.conf, "Streams macro node max size / items"); approximate trimming removes whole nodes only, so they decide what `~` leaves.
 */
export const redisStreamsConfig = z.strictObject({
  /** Which Redis answers; what differs between them: docs/redis-versions.md. */
  version: z._default(z.enum(REDIS_VERSIONS), '7.0'),
  /** The server's clock at tick 0, in Unix milliseconds: ids made by `*` begin here. */
  unixStartMs: z._default(z.int().check(z.minimum(0), z.maximum(4_102_444_800_000)), 1_700_000_000_000),
  /**
   * A request's and a reply's time on the way, each, between any client and the server. Clients may have their own. The default
   * is another region's, so that messages can be followed with the eyes.
   */
  networkDelayMs: z._default(milliseconds, 30),
  /** `stream-node-max-entries`: entries of one macro node; 0: as many as have room (streamAppendItem of t_stream.c). */
  streamNodeMaxEntries: z._default(z.int().check(z.minimum(0), z.maximum(10_000)), 100),
  /** `stream-node-max-bytes`: bytes of one macro node, 64 or more; 0: a listpack's own limit of a gigabyte. */
  streamNodeMaxBytes: z._default(
    z.int().check(
      z.minimum(0),
      z.maximum(1_048_576),
      z.refine((bytes) => bytes === 0 || bytes >= 64, 'has no room for an entry'),
    ),
    4096,
  ),
  /** `maxmemory`, in bytes; 0: no limit. A server without keys holds 876,152 bytes by its own count. */
  maxmemory: z._default(z.int().check(z.minimum(0), z.maximum(1_073_741_824)), 0),
  /** `maxmemory-policy`: what goes when that is not enough. */
  maxmemoryPolicy: z._default(z.enum(EVICTION_POLICIES), 'noeviction'),
  /**
   * What a new process of the server finds: nothing; its append-only file, with all that it answered; or an RDB file, as SAVE, BGSAVE or
   * an orderly stop wrote it last. There are no save points.
   */
  persistence: z._default(z.enum(['nothing', 'aof', 'rdb']), 'nothing'),
  /** Producers at the start, `producer-1` …, which add to the stream `orders`. */
  producers: z._default(z.int().check(z.minimum(0), z.maximum(8)), 1),
  /** Consumers at the start, `worker-1` …, of the group `workers` of the stream `orders`. */
  consumers: z._default(z.int().check(z.minimum(0), z.maximum(8)), 2),
  /** Entries that the stream `orders` already holds at the start: one a millisecond, up to the start. */
  preloadEntries: z._default(z.int().check(z.minimum(0), z.maximum(1_000_000)), 0),
});

export type RedisStreamsConfig = z.infer<typeof redisStreamsConfig>;

/** Clients that may be there at one time, the console not counted. */
export const CLIENTS_MAX = 32;

/** Kinds of messages of one client that the network may be about to lose. */
export const LOSSES_MAX = 10;

/** Commands that the console remembers, with their replies. */
export const CONSOLE_LINES_MAX = 100;

/** Console commands that may be blocked at one time. */
export const CONSOLE_BLOCKED_MAX = 16;

/** Terminals of the console, each a redis-cli with a connection of its own. */
export const TERMINALS = 3;

/** Elements of one reply that the console keeps, nested ones counted; what is beyond is counted, not kept. */
export const CONSOLE_REPLY_ELEMENTS_MAX = 2_000;

/** Entries whose work is remembered, the latest first to stay: what is older is no longer seen to be a duplicate. */
export const WORK_REMEMBERED_MAX = 1_000;

/** Deliveries that may wait for a paused client; the rest waits in the network. */
export const INBOX_MESSAGES_MAX = 1_000;

/** How long a client waits for a reply before it takes its connection for broken and makes a new one. */
export const REPLY_TIMEOUT_MS = 1_000;

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
