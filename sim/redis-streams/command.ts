import { z } from 'zod';
import { CONSOLE_NODE, SERVER_NODE } from './config';

/** A client's id is also its node's on the canvas. */
export const clientId = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,23}$/)
  .refine((id) => id !== SERVER_NODE && id !== CONSOLE_NODE, { message: 'is the name of a node that is always there' });

const name = z.string().min(1).max(64);
const milliseconds = z.int().min(0).max(60_000);
const perMille = z.int().min(0).max(1000);
const entriesCount = z.int().min(1).max(1000);
const rate = z.int().min(1).max(1000);

/** What every client has: its own way to the server. Null: as configured for all. */
const common = { networkDelayMs: milliseconds.nullable().default(null) };

/** How long the work on one entry takes: drawn anew for each between the two, both included. */
const service = { serviceMinMs: milliseconds.default(100), serviceMaxMs: milliseconds.default(100) };

/** Sends XADD so many times a second, or only when told to (`burst`). It does not wait for replies. */
export const producerOptions = z.strictObject({
  role: z.literal('producer'),
  key: name,
  /** Entries a second; null: none by itself. */
  ratePerSecond: rate.nullable().default(4),
  /** Fields and values in turn, as XADD takes them; `{n}` is the number of the entry among this client's, from 1. */
  fields: z
    .array(z.string().max(128))
    .min(2)
    .max(16)
    .refine((fields) => fields.length % 2 === 0, { message: 'every field needs a value' })
    .default(['task', '{n}']),
  /** The trimming option that goes with each XADD. MAXLEN: entries to keep. MINID: the age in ms above which entries go. */
  trim: z
    .strictObject({
      strategy: z.enum(['MAXLEN', 'MINID']),
      approximate: z.boolean(),
      threshold: z.int().min(0).max(1_000_000_000),
    })
    .nullable()
    .default(null),
  ...common,
});

/**
 * When a consumer says XACK: when the work on an entry is done; when it has got its entries, before any work; not at all; or
 * never because it reads with NOACK, so that nothing becomes pending.
 */
export const ACK_MODES = ['after-work', 'before-work', 'never', 'noack'] as const;

/** Reads with XREADGROUP, works the entries one by one, and acknowledges. Waits for each reply before it goes on. */
export const consumerOptions = z.strictObject({
  role: z.literal('consumer'),
  key: name,
  group: name,
  /** The consumer's name in the group; null: the client's id. */
  consumer: name.nullable().default(null),
  count: entriesCount.default(1),
  /** BLOCK; 0: for ever. */
  blockMs: milliseconds.default(5000),
  ...service,
  /** Of a thousand entries, how many it fails at: it then says nothing about them and goes on. */
  failurePerMille: perMille.default(0),
  ack: z.enum(ACK_MODES).default('after-work'),
  /** What it reads first when it starts: its own pending entries (id `0`), or at once what is new (`>`). */
  startsWith: z.enum(['own-history', 'new']).default('own-history'),
  /** A stream to which it adds an event when it begins and when it ends the work on an entry; null: none. */
  progressKey: name.nullable().default(null),
  ...common,
});

/** Reads with XREAD, no group: every reader gets every entry. An SSE gateway is one, and its browsers are what it forwards to. */
export const readerOptions = z.strictObject({
  role: z.literal('reader'),
  key: name,
  count: entriesCount.default(10),
  blockMs: milliseconds.default(5000),
  /** Where it begins to read: at what comes next (`$`) or at the first entry (`0`). */
  startsAt: z.enum(['$', '0']).default('$'),
  /** Where it goes on after a restart: after the last id that it has seen, or as if it had never read. */
  resumesAt: z.enum(['last-id', 'start']).default('last-id'),
  ...common,
});

/** A member of the group that takes over what others left: XAUTOCLAIM every so often, then it works what it got. */
export const claimerOptions = z.strictObject({
  role: z.literal('claimer'),
  key: name,
  group: name,
  consumer: name.nullable().default(null),
  everyMs: z.int().min(10).max(60_000).default(1000),
  minIdleMs: z.int().min(0).max(3_600_000).default(5000),
  count: entriesCount.default(10),
  ...service,
  failurePerMille: perMille.default(0),
  /** An entry with at least so many deliveries is added to another stream and acknowledged; null: worked, however often. */
  deadLetter: z
    .strictObject({ afterDeliveries: z.int().min(1).max(100), key: name })
    .nullable()
    .default(null),
  ...common,
});

export const clientOptions = z
  .discriminatedUnion('role', [producerOptions, consumerOptions, readerOptions, claimerOptions])
  .refine((options) => !('serviceMinMs' in options) || options.serviceMinMs <= options.serviceMaxMs, {
    path: ['serviceMaxMs'],
    message: 'must not be below serviceMinMs',
  });

/**
 * What a person can do. A command that has no effect at its moment (crashing a crashed client) is a step that traces
 * `ignored`; one that names a client that does not exist, or adds one that does, is refused.
 */
export const redisStreamsCommand = z.discriminatedUnion('type', [
  /**
   * Types a command into the console, which sits on the server's own machine: it is carried out at once. What a click in the
   * lab does to the data is one of these too. While an earlier one is blocked, this one has a connection of its own.
   */
  z.strictObject({ type: z.literal('console'), argv: z.array(z.string().max(512)).min(1).max(256) }),
  /** Ctrl-C: gives up the console's command of that number, which is blocked. */
  z.strictObject({ type: z.literal('interrupt'), number: z.int().min(1).max(1_000_000) }),
  /** Starts a client. */
  z.strictObject({ type: z.literal('addClient'), client: clientId, options: clientOptions }),
  /** Changes a client's options, all of them; its role stays. What it is doing now it finishes as it began. */
  z.strictObject({ type: z.literal('editClient'), client: clientId, options: clientOptions }),
  /** Stops a client for good. Its name in a group, and what is pending there, stay on the server. */
  z.strictObject({ type: z.literal('removeClient'), client: clientId }),
  /** The process stops; what it held in memory is lost, its connection is closed, its requests on the way are not lost. */
  z.strictObject({ type: z.literal('crash'), client: clientId }),
  z.strictObject({ type: z.literal('restart'), client: clientId }),
  /** The process stands still and keeps its memory and its connection. */
  z.strictObject({ type: z.literal('pause'), client: clientId }),
  z.strictObject({ type: z.literal('resume'), client: clientId }),
  /** The client's work takes so many thousandths of its usual time from the next entry on; 1000 is as usual. */
  z.strictObject({ type: z.literal('slow'), client: clientId, perMille: z.int().min(1).max(100_000) }),
  /** A producer adds so many entries at once. */
  z.strictObject({ type: z.literal('burst'), client: clientId, count: z.int().min(1).max(1000) }),
]);

export type RedisStreamsCommand = z.infer<typeof redisStreamsCommand>;
export type ClientOptions = z.infer<typeof clientOptions>;
export type ProducerOptions = z.infer<typeof producerOptions>;
export type ConsumerOptions = z.infer<typeof consumerOptions>;
export type ReaderOptions = z.infer<typeof readerOptions>;
export type ClaimerOptions = z.infer<typeof claimerOptions>;
export type ClientRole = ClientOptions['role'];
export type AckMode = (typeof ACK_MODES)[number];
