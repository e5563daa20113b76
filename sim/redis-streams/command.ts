import * as z from 'zod/mini';
import { CONSOLE_NODE, SERVER_NODE, TERMINALS } from './config';
import { REQUEST_KINDS } from './event';

/** A client's id is also its node's on the canvas. */
export const clientId = z.string().check(
  z.regex(/^[a-z][a-z0-9-]{0,23}$/),
  z.refine((id) => id !== SERVER_NODE && id !== CONSOLE_NODE, {
    message: 'is the name of a node that is always there',
  }),
);

const name = z.string().check(z.minLength(1), z.maxLength(64));
const milliseconds = z.int().check(z.minimum(0), z.maximum(60_000));
const perMille = z.int().check(z.minimum(0), z.maximum(1000));
const entriesCount = z.int().check(z.minimum(1), z.maximum(1000));
const rate = z.int().check(z.minimum(1), z.maximum(1000));

/** What every client has: its own way to the server. Null: as configured for all. */
const common = { networkDelayMs: z._default(z.nullable(milliseconds), null) };

/** How long the work on one entry takes: drawn anew for each between the two, both included. */
const service = { serviceMinMs: z._default(milliseconds, 100), serviceMaxMs: z._default(milliseconds, 100) };

/**
 * What it does about a command that was not answered when its connection broke: nothing, as if it had been carried out, or it sends the same
 * again on the new connection. Nobody but the server knows whether it has been carried out. A read is always sent again.
 */
const unanswered = { whenUnanswered: z._default(z.enum(['give-up', 'send-again']), 'give-up') };

/** Sends XADD so many times a second, or only when told to (`burst`). It does not wait for replies. */
export const producerOptions = z.strictObject({
  role: z.literal('producer'),
  key: name,
  /** Entries a second; null: none by itself. */
  ratePerSecond: z._default(z.nullable(rate), 4),
  /** Fields and values in turn, as XADD takes them; `{n}` is the number of the entry among this client's, from 1. */
  fields: z._default(
    z.array(z.string().check(z.maxLength(128))).check(
      z.minLength(2),
      z.maxLength(16),
      z.refine((fields) => fields.length % 2 === 0, { message: 'every field needs a value' }),
    ),
    ['task', '{n}'],
  ),
  /** The trimming option that goes with each XADD. MAXLEN: entries to keep. MINID: the age in ms above which entries go. */
  trim: z._default(
    z.nullable(
      z.strictObject({
        strategy: z.enum(['MAXLEN', 'MINID']),
        approximate: z.boolean(),
        threshold: z.int().check(z.minimum(0), z.maximum(1_000_000_000)),
      }),
    ),
    null,
  ),
  /** Who makes the ids: the server (`*`), or the producer from its clock, so that an entry that is sent again has the id that it had. */
  ids: z._default(z.enum(['server', 'own']), 'server'),
  ...unanswered,
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
  consumer: z._default(z.nullable(name), null),
  count: z._default(entriesCount, 1),
  /** BLOCK; 0: for ever. */
  blockMs: z._default(milliseconds, 5000),
  ...service,
  /** Of a thousand entries, how many it fails at: it then says nothing about them and goes on. */
  failurePerMille: z._default(perMille, 0),
  ack: z._default(z.enum(ACK_MODES), 'after-work'),
  /** What it reads first when it starts: its own pending entries (id `0`), or at once what is new (`>`). */
  startsWith: z._default(z.enum(['own-history', 'new']), 'own-history'),
  /** A stream to which it adds an event when it begins and when it ends the work on an entry; null: none. */
  progressKey: z._default(z.nullable(name), null),
  /** It also takes over what others left: XAUTOCLAIM in its loop, when it has nothing in hand and so long has passed; null: never. */
  claim: z._default(
    z.nullable(
      z.strictObject({
        everyMs: z.int().check(z.minimum(10), z.maximum(60_000)),
        minIdleMs: z.int().check(z.minimum(0), z.maximum(3_600_000)),
        count: z._default(entriesCount, 10),
      }),
    ),
    null,
  ),
  /** After NOGROUP: makes the group anew with this id, `0` for all that there is, `$` for what comes; null: only asks again. */
  recreatesGroup: z._default(z.nullable(z.enum(['0', '$'])), null),
  /** Under which name it reads after a restart: its own, or a new one each time, as a pod is named. */
  restartsAs: z._default(z.enum(['same', 'new-name']), 'same'),
  ...unanswered,
  ...common,
});

/** Reads with XREAD, no group: every reader gets every entry. An SSE gateway is one, and its browsers are what it forwards to. */
export const readerOptions = z.strictObject({
  role: z.literal('reader'),
  key: name,
  count: z._default(entriesCount, 10),
  blockMs: z._default(milliseconds, 5000),
  /** Where it begins to read: at what comes next (`$`) or at the first entry (`0`). */
  startsAt: z._default(z.enum(['$', '0']), '$'),
  /** Where it goes on after a restart: after the last id that it has seen, or as if it had never read. */
  resumesAt: z._default(z.enum(['last-id', 'start']), 'last-id'),
  ...common,
});

/** A member of the group that takes over what others left: XAUTOCLAIM every so often, then it works what it got. */
export const claimerOptions = z.strictObject({
  role: z.literal('claimer'),
  key: name,
  group: name,
  consumer: z._default(z.nullable(name), null),
  everyMs: z._default(z.int().check(z.minimum(10), z.maximum(60_000)), 1000),
  minIdleMs: z._default(z.int().check(z.minimum(0), z.maximum(3_600_000)), 5000),
  count: z._default(entriesCount, 10),
  /** A round goes on from the cursor that it got until the whole list was looked at, or asks once, from `0-0`. */
  round: z._default(z.enum(['whole-list', 'one-call']), 'whole-list'),
  ...service,
  failurePerMille: z._default(perMille, 0),
  /** An entry with at least so many deliveries is added to another stream and acknowledged; null: worked, however often. */
  deadLetter: z._default(
    z.nullable(z.strictObject({ afterDeliveries: z.int().check(z.minimum(1), z.maximum(100)), key: name })),
    null,
  ),
  ...unanswered,
  ...common,
});

export const clientOptions = z
  .discriminatedUnion('role', [producerOptions, consumerOptions, readerOptions, claimerOptions])
  .check(
    z.refine((options) => !('serviceMinMs' in options) || options.serviceMinMs <= options.serviceMaxMs, {
      path: ['serviceMaxMs'],
      message: 'must not be below serviceMinMs',
    }),
  );

/**
 * What a person can do. A command that has no effect at its moment (crashing a crashed client) is a step that traces
 * `ignored`; one that names a client that does not exist, or adds one that does, is refused.
 */
export const redisStreamsCommand = z.discriminatedUnion('type', [
  /**
   * Types a command into the console, which sits on the server's own machine: it is carried out at once. What a click in the
   * lab does to the data is one of these too. In a terminal it is on that terminal's connection, as in redis-cli, where MULTI and SUBSCRIBE
   * hold; without one it has a connection of its own.
   */
  z.strictObject({
    type: z.literal('console'),
    argv: z.array(z.string().check(z.maxLength(512))).check(z.minLength(1), z.maxLength(256)),
    terminal: z.exactOptional(z.int().check(z.minimum(1), z.maximum(TERMINALS))),
  }),
  /** Ctrl-C: gives up the console's command of that number, which is blocked. */
  z.strictObject({ type: z.literal('interrupt'), number: z.int().check(z.minimum(1), z.maximum(1_000_000)) }),
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
  z.strictObject({
    type: z.literal('slow'),
    client: clientId,
    perMille: z.int().check(z.minimum(1), z.maximum(100_000)),
  }),
  /**
   * The network loses the client's next request of that kind, or the next reply to one, so many times. Its connection is broken from then
   * on: nothing that is sent on it arrives, until the client has waited long enough and makes a new one.
   */
  z.strictObject({
    type: z.literal('lose'),
    client: clientId,
    what: z.enum(['request', 'reply']),
    of: z.enum(REQUEST_KINDS),
    times: z._default(z.int().check(z.minimum(1), z.maximum(10)), 1),
  }),
  /** The server's process ends, told to (it then writes its RDB file, if it has one) or killed, and a new one starts at once. */
  z.strictObject({ type: z.literal('restartServer'), how: z._default(z.enum(['stop', 'kill']), 'kill') }),
  /** A replica: `start` follows at once; `pause` falls behind until `resume`; `stop` is gone. */
  z.strictObject({ type: z.literal('replica'), does: z.enum(['start', 'pause', 'resume', 'stop']) }),
  /** The replica is made the master, with what it has got, and the old one its replica. All connections are closed. */
  z.strictObject({ type: z.literal('failover') }),
  /** A producer adds so many entries at once. */
  z.strictObject({ type: z.literal('burst'), client: clientId, count: z.int().check(z.minimum(1), z.maximum(1000)) }),
]);

export type RedisStreamsCommand = z.infer<typeof redisStreamsCommand>;
export type ClientOptions = z.infer<typeof clientOptions>;
export type ProducerOptions = z.infer<typeof producerOptions>;
export type ConsumerOptions = z.infer<typeof consumerOptions>;
export type ReaderOptions = z.infer<typeof readerOptions>;
export type ClaimerOptions = z.infer<typeof claimerOptions>;
export type ClientRole = ClientOptions['role'];
export type AckMode = (typeof ACK_MODES)[number];
