import * as z from 'zod/mini';
import { defaultCosts, MODELS, type Model } from './costs';
import { parse } from './python/parser';
import { Refused } from './python/refused';

/** One tick is a nanosecond: a coroutine is made in about a thousand of them. */
export const TICKS_PER_SECOND = 1_000_000_000;
const TICKS_PER_MS = 1_000_000;

export const CORES_MAX = 8;
export const JOBS_MAX = 2_000;
/** Jobs of all runs together. */
export const RUN_JOBS_MAX = 8_000;
export const PROCESSES_MAX = 16;

export const ticksFromMs = (ms: number): number => Math.round(ms * TICKS_PER_MS);
export const msFromTicks = (ticks: number): number => ticks / TICKS_PER_MS;

const milliseconds = z.number().check(z.minimum(0), z.maximum(600_000));
const microseconds = z.number().check(z.minimum(0), z.maximum(10_000_000));
const bytes = z.number().check(z.minimum(0), z.maximum(1e12));
const count = (most: number) => z.int().check(z.minimum(1), z.maximum(most));

/** What a job does, one after another. */
export const operation = z.discriminatedUnion('type', [
  /** Python code. */
  z.strictObject({ type: z.literal('cpu'), ms: milliseconds }),
  /** Waits for something outside. */
  z.strictObject({ type: z.literal('wait'), ms: milliseconds }),
  /** Reads the counter of its heap, to write one more later. */
  z.strictObject({ type: z.literal('read') }),
  z.strictObject({ type: z.literal('write') }),
  z.strictObject({ type: z.literal('acquire') }),
  z.strictObject({ type: z.literal('release') }),
  /** Lets the others run that are ready: `sleep(0)`. */
  z.strictObject({ type: z.literal('yield') }),
]);
export type Operation = z.infer<typeof operation>;

const operations = z.array(operation).check(z.minLength(1), z.maxLength(20));

/** By a model; without one, the measured value. */
function perModel(value: z.ZodMiniNumber<number>, otherwise: Readonly<Record<Model, number>>) {
  return z.prefault(
    z.strictObject({
      process: z._default(value, otherwise.process),
      thread: z._default(value, otherwise.thread),
      greenlet: z._default(value, otherwise.greenlet),
      coroutine: z._default(value, otherwise.coroutine),
    }),
    {},
  );
}

/** Microseconds to make one, microseconds of a switch, bytes of one. */
export const costs = z.strictObject({
  createUs: perModel(microseconds, defaultCosts.createUs),
  switchUs: perModel(microseconds, defaultCosts.switchUs),
  bytes: perModel(bytes, defaultCosts.bytes),
});

export const program = z.string().check(
  z.maxLength(4_000),
  z.superRefine((text, context) => {
    try {
      parse(text);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      context.addIssue({ code: 'custom', message: error.message, input: text });
    }
  }),
);

const rules = z.strictObject({
  /** Greenlets and coroutines leave the core where they wait or yield, and nowhere else. */
  switchPointsOnly: z._default(z.boolean(), true),
  /** A process writes to its own copy, unless memory is shared on purpose. */
  ownMemory: z._default(z.boolean(), true),
  /** One thread of a process runs Python at a time. */
  oneThreadRuns: z._default(z.boolean(), true),
  /** No core idles while a job could run on it. */
  workIsConserved: z._default(z.boolean(), true),
});

const limit = z._default(z.nullable(count(JOBS_MAX)), null);

export const concurrencyModelsConfig = z.strictObject({
  /** Processor cores of the machine; each model has such a machine to itself. */
  cores: z._default(count(CORES_MAX), 2),
  /** Python 3.11 has the lock; the free-threaded build has not. */
  gil: z._default(z.boolean(), true),
  /** Operating system processes among which greenlets, coroutines or threads are divided, as by several pods on a node. */
  processes: z._default(count(PROCESSES_MAX), 1),
  /** How long a thread or a process keeps a core that others want. */
  quantumMs: z._default(milliseconds.check(z.minimum(0.1)), 5),
  /** Which models have the workload at the start. */
  models: z._default(z.array(z.enum(MODELS)).check(z.maxLength(MODELS.length)), [...MODELS]),
  jobs: z._default(z.array(operations).check(z.maxLength(JOBS_MAX)), []),
  /** How many workers there are: so many jobs at a time. Null: as many as jobs. */
  workers: z.prefault(z.strictObject({ process: limit, thread: limit, greenlet: limit, coroutine: limit }), {}),
  costs: z.prefault(costs, {}),
  /** A program of greenlets instead of, or beside, a workload. */
  program: z._default(z.nullable(program), null),
  rules: z.prefault(rules, {}),
});
export type ConcurrencyModelsConfig = z.infer<typeof concurrencyModelsConfig>;

export const JOB_KINDS = ['cpu', 'wait', 'countCpu', 'countWait'] as const;
export type JobKind = (typeof JOB_KINDS)[number];
export const WORKLOADS = ['llm', 'resize', 'mixed', 'count'] as const;
export type Workload = (typeof WORKLOADS)[number];

const model = z.enum(MODELS);

/** What a person can do. What has no effect at its moment is a step that traces `ignored`. */
export const concurrencyModelsCommand = z.discriminatedUnion('type', [
  /** The workload begins under a model, on a machine of its own. */
  z.strictObject({ type: z.literal('start'), model }),
  /** More jobs, for what is started from now on. */
  z.strictObject({ type: z.literal('addJobs'), kind: z.enum(JOB_KINDS), count: count(100) }),
  /** Another workload, for what is started from now on. */
  z.strictObject({ type: z.literal('load'), workload: z.enum(WORKLOADS) }),
  z.strictObject({ type: z.literal('addCore') }),
  /** Pods, for what is started from now on. */
  z.strictObject({ type: z.literal('setProcesses'), count: count(PROCESSES_MAX) }),
  /** One more job now. */
  z.strictObject({ type: z.literal('spawn'), model, kind: z.enum(JOB_KINDS) }),
  z.strictObject({ type: z.literal('kill'), model, job: z.string().check(z.maxLength(16)) }),
  /** The process is copied as it is; the copy counts one up, under the lock. */
  z.strictObject({ type: z.literal('fork'), model }),
  /** The counter of all processes is one from now on. */
  z.strictObject({ type: z.literal('share') }),
  /** `sleep(0)` in the middle of each stretch of Python code. */
  z.strictObject({ type: z.literal('insertYield') }),
  /** A program begins, in place of the one before. */
  z.strictObject({ type: z.literal('runProgram'), program }),
  /** The program begins anew, patched in its first line. */
  z.strictObject({ type: z.literal('patch') }),
  /** The program begins anew, with `gevent.sleep(0)` before the line. */
  z.strictObject({ type: z.literal('yieldAt'), line: count(400) }),
]);
export type ConcurrencyModelsCommand = z.infer<typeof concurrencyModelsCommand>;

const cpu = (ms: number): Operation => ({ type: 'cpu', ms });
const wait = (ms: number): Operation => ({ type: 'wait', ms });

/** What a job of each kind does. */
export const kindOperations: Readonly<Record<JobKind, readonly Operation[]>> = {
  cpu: [cpu(20)],
  wait: [cpu(0.2), wait(20), cpu(0.2)],
  countCpu: [{ type: 'read' }, cpu(8), { type: 'write' }],
  countWait: [{ type: 'read' }, wait(8), { type: 'write' }],
};

const times = (number: number, job: readonly Operation[]): Operation[][] =>
  Array.from({ length: number }, () => [...job]);

/** Workloads by what they are made of. */
export const workloads: Readonly<Record<Workload, readonly (readonly Operation[])[]>> = {
  llm: times(100, [cpu(0.1), wait(200), cpu(0.1)]),
  resize: times(8, [cpu(60)]),
  mixed: [...times(4, [cpu(30)]), ...times(20, [cpu(0.2), wait(60), cpu(0.2)])],
  count: times(6, kindOperations.countCpu),
};
