import * as z from 'zod/mini';

/** One tick is a millisecond. */
export const TICKS_PER_SECOND = 1_000;

export const CONCURRENCY_MAX = 100;
export const MULTIPLIER_MAX = 100;

const count = (minimum: number, maximum: number) => z.int().check(z.minimum(minimum), z.maximum(maximum));
const seconds = count(1, 86_400);

/** How long work takes, in milliseconds. */
export const workMs = count(0, 86_400_000);

export const poolKind = z.enum(['prefork', 'gevent', 'eventlet', 'threads', 'solo']);

export const taskKind = z.enum(['sleep', 'cpu']);

/** `get`: starts another task and waits for its result; `chain`: has another task carried out after it. */
export const workKind = z.enum(['sleep', 'cpu', 'get', 'chain']);
export type WorkKind = z.infer<typeof workKind>;

/** What a FastAPI endpoint is: see `web.ts`. */
export const routeKind = z.enum(['await', 'block', 'def', 'db', 'health']);
export type RouteKind = z.infer<typeof routeKind>;

/** A worker's own settings; `carried` of another lab takes the same. */
const workerSettings = {
  pool: poolKind,
  /** `--concurrency`: children, greenlets or threads. */
  c: count(1, CONCURRENCY_MAX),
  /** `worker_prefetch_multiplier`; 0 takes everything. */
  mult: count(0, MULTIPLIER_MAX),
  /** `task_acks_late`. */
  late: z.boolean(),
  /** `task_reject_on_worker_lost`. */
  reject: z.boolean(),
};

/** Rules that can be switched off, each with a promise that breaks without it. */
const rules = z.strictObject({
  /** The broker delivers while fewer messages are unacknowledged than the prefetch count. */
  prefetchWindow: z._default(z.boolean(), true),
  /** With `reject`, the message of a task whose child was killed goes back to the queue. */
  rejectOnLost: z._default(z.boolean(), true),
  /** A task is written to a child that is not busy. */
  fair: z._default(z.boolean(), true),
  /** Without `late`, a message is acknowledged when its task is accepted. */
  ackOnAccept: z._default(z.boolean(), true),
  /** A thread is used only with one of the limiter's tokens. */
  limiter: z._default(z.boolean(), true),
});

export const workerPoolsConfig = z.strictObject({
  /** What is shown: Celery's workers at a broker, or Uvicorn's processes with FastAPI in them. */
  stack: z._default(z.enum(['celery', 'fastapi']), 'celery'),
  pool: z._default(workerSettings.pool, 'prefork'),
  c: z._default(workerSettings.c, 2),
  mult: z._default(workerSettings.mult, 4),
  late: z._default(workerSettings.late, false),
  reject: z._default(workerSettings.reject, false),
  workers: z._default(count(1, 8), 1),
  broker: z._default(z.enum(['rabbitmq', 'redis']), 'rabbitmq'),
  /** With quorum queues Celery, from 5.5 on, cannot change the prefetch count of a consumer that runs. */
  queue: z._default(z.enum(['classic', 'quorum']), 'classic'),
  /** `visibility_timeout` of the Redis transport, in seconds. */
  visibilityTimeoutS: z._default(seconds, 3_600),
  /** RabbitMQ's `consumer_timeout`, in seconds. */
  ackTimeoutS: z._default(seconds, 1_800),
  /** A connection that is silent for so long is closed by the broker, in seconds. */
  heartbeatS: z._default(seconds, 60),
  /** How long a task waits for another one's result (`result.get(timeout=…)`), in seconds. */
  getTimeoutS: z._default(seconds, 10),
  /** From SIGTERM to SIGKILL, in seconds. */
  graceS: z._default(seconds, 30),
  /** The default thread limiter of anyio. */
  tokens: z._default(count(1, 1_000), 40),
  anyio: z._default(z.enum(['3.6', '4']), '4'),
  /** `uvicorn --workers`. */
  processes: z._default(count(1, 8), 1),
  /** Connections of the database pool that each process has. */
  dbPool: z._default(count(1, 1_000), 15),
  /** How long a thread waits for a connection (`pool_timeout`), in seconds. */
  dbTimeoutS: z._default(seconds, 30),
  /** Uvicorn from 0.30 on starts a dead process anew. */
  restartsDead: z._default(z.boolean(), false),
  rules: z.prefault(rules, {}),
});

export type WorkerPoolsConfig = z.infer<typeof workerPoolsConfig>;
export type WorkerSettings = Pick<WorkerPoolsConfig, 'pool' | 'c' | 'mult' | 'late' | 'reject'>;

const itemId = z.string().check(z.maxLength(16));

/** What a person can do. What has no effect at its moment is a step that traces `ignored`. */
export const workerPoolsCommand = z.discriminatedUnion('type', [
  /** `count` tasks that sleep or compute for `ms`, to be carried out `etaMs` from now at the earliest. */
  z.strictObject({
    type: z.literal('publish'),
    count: z._default(count(1, 1_000), 1),
    does: z._default(workKind, 'sleep'),
    ms: workMs,
    etaMs: z._default(workMs, 0),
    /** In place of t00, t01, …: for a single task. */
    name: z.exactOptional(z.string().check(z.minLength(1), z.maxLength(64))),
  }),
  /** SIGKILL for one child of a prefork worker, such as `w1.2`. */
  z.strictObject({ type: z.literal('killChild'), child: itemId }),
  /** SIGKILL for a worker with its children. */
  z.strictObject({ type: z.literal('killWorker'), worker: itemId }),
  z.strictObject({ type: z.literal('startWorker'), worker: itemId }),
  /** The worker's connection to the broker breaks; it connects again at once. */
  z.strictObject({ type: z.literal('dropConnection'), worker: itemId }),
  /** Every worker gets SIGTERM, and one with these settings starts in its place. */
  z.strictObject({ type: z.literal('deploy'), ...workerSettings }),
  z.strictObject({
    type: z.literal('request'),
    count: z._default(count(1, 1_000), 1),
    route: routeKind,
    ms: z._default(workMs, 0),
  }),
  /** The client of a request that is under way goes away. */
  z.strictObject({ type: z.literal('disconnect'), request: itemId }),
  z.strictObject({ type: z.literal('setTokens'), tokens: count(1, 1_000) }),
  z.strictObject({ type: z.literal('killProcess'), process: itemId }),
]);

export type WorkerPoolsCommand = z.infer<typeof workerPoolsCommand>;
