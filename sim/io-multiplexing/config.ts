import * as z from 'zod/mini';
import { CLIENTS } from './worker';

/** One tick is one millisecond. */
export const TICKS_PER_SECOND = 1_000;

export const CLIENTS_MAX = 10_000;
export const TASKS_MAX = 100;
export const BYTES_MAX = 1_000_000;

export const MECHANISMS = ['select', 'poll', 'level', 'edge', 'one-shot'] as const;
export type Mechanism = (typeof MECHANISMS)[number];

export const ioMultiplexingConfig = z.strictObject({
  /** How the server's loop waits. */
  mechanism: z._default(z.enum(MECHANISMS), 'level'),
  /** Of one wait, by epoll. */
  maxEvents: z._default(z.int().check(z.minimum(1), z.maximum(1_024)), 16),
  /** Clients that are connected already, and idle. */
  clients: z._default(z.int().check(z.minimum(0), z.maximum(CLIENTS_MAX)), 3),
  /** One read of a handler takes at most so many bytes. */
  readBytes: z._default(z.int().check(z.minimum(1), z.maximum(65_536)), 4_096),
  /** A handler reads until EAGAIN; else once. */
  drains: z._default(z.boolean(), false),
  /** A handler that reads 0 bytes closes the descriptor. */
  closesAtEnd: z._default(z.boolean(), true),
  /** A handler of a one-shot event arms it again. */
  rearms: z._default(z.boolean(), true),
  /** Threads w1 … that block in an epoll instance of their own, each of which watches the listening socket. */
  threads: z._default(z.int().check(z.minimum(0), z.maximum(8)), 0),
  /** These instances watch it with EPOLLEXCLUSIVE. */
  exclusive: z._default(z.boolean(), false),
  /** gevent's monkey.patch_all() is called in the worker. */
  patched: z._default(z.boolean(), false),
  /** The worker imports its clients before or after that. */
  imported: z._default(z.enum(['before', 'after']), 'after'),
  /** Each task opens a connection in its own loop, or all use one that the first opened in its loop. */
  connection: z._default(z.enum(['own', 'shared']), 'own'),
  /** A task of the worker waits so long for its answer. */
  taskMs: z._default(z.int().check(z.minimum(1), z.maximum(60_000)), 1_000),
  rules: z.prefault(
    z.strictObject({
      levelStays: z._default(z.boolean(), true),
      edgeOnce: z._default(z.boolean(), true),
      oneShotSilent: z._default(z.boolean(), true),
      goneForgotten: z._default(z.boolean(), true),
    }),
    {},
  ),
});
export type IoMultiplexingConfig = z.infer<typeof ioMultiplexingConfig>;

const client = z.string().check(z.minLength(1), z.maxLength(64));

export const ioMultiplexingCommand = z.discriminatedUnion('type', [
  /** A system call as the line session takes it. */
  z.strictObject({ type: z.literal('call'), line: z.string().check(z.minLength(1), z.maxLength(2_000)) }),
  /** Bytes of a client arrive. */
  z.strictObject({ type: z.literal('arrive'), client, bytes: z.int().check(z.minimum(1), z.maximum(BYTES_MAX)) }),
  z.strictObject({ type: z.literal('hangUp'), client }),
  /** One more client connects. */
  z.strictObject({ type: z.literal('connectClient') }),
  /** The loop handles one event, and waits first where it has none. */
  z.strictObject({ type: z.literal('handle') }),
  z.strictObject({ type: z.literal('swap'), mechanism: z.enum(MECHANISMS) }),
  /** Tasks arrive at the worker, all at once. */
  z.strictObject({ type: z.literal('startTasks'), count: z.int().check(z.minimum(1), z.maximum(TASKS_MAX)) }),
  /** Handlers read until EAGAIN, or once. */
  z.strictObject({ type: z.literal('setReads'), drains: z.boolean() }),
  z.strictObject({ type: z.literal('patch') }),
  z.strictObject({ type: z.literal('setClient'), client: z.enum(CLIENTS) }),
]);
export type IoMultiplexingCommand = z.infer<typeof ioMultiplexingCommand>;
