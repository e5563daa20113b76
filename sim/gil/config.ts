import * as z from 'zod/mini';
import type { Tick } from '../core/simulation';
import { findBody } from './bytecode';

/** One tick is ten microseconds. One instruction takes a tick: some three hundred times as long as in CPython, to be seen. */
export const TICKS_PER_SECOND = 100_000;
const TICKS_PER_MILLISECOND = 100;

export const THREADS_MAX = 8;

export type PythonVersion = '3.9' | '3.11' | '3.13t';

export function ticksFromMs(milliseconds: number): Tick {
  return Math.round(milliseconds * TICKS_PER_MILLISECOND);
}

export function msFromTicks(ticks: Tick): number {
  return ticks / TICKS_PER_MILLISECOND;
}

/** Milliseconds, rounded to hundredths: the clock has no finer ones. */
const milliseconds = z.number().check(z.minimum(0), z.maximum(600_000));
const tickOrMore = milliseconds.check(z.minimum(0.01));

export const body = z.string().check(
  z.maxLength(200),
  z.refine((text) => findBody(text) !== null, 'a body that is not shipped'),
);

/** What a thread does, one after another. Every operation begins with the GIL held. */
export const operation = z.discriminatedUnion('type', [
  /** Python code: at a check point every so often. */
  z.strictObject({ type: z.literal('cpu'), ms: milliseconds, checkEveryMs: z._default(tickOrMore, 0.01) }),
  /** A function in C that keeps the GIL, such as a regular expression's search: no check point before it returns. */
  z.strictObject({ type: z.literal('c'), ms: milliseconds }),
  /** A function in C that computes without the GIL, such as hashing much data. */
  z.strictObject({ type: z.literal('release'), ms: milliseconds }),
  /** Waits for something outside, such as a socket, without the GIL. */
  z.strictObject({ type: z.literal('block'), ms: milliseconds }),
  /** Calls a function with this body, instruction by instruction. */
  z.strictObject({
    type: z.literal('body'),
    body,
    times: z._default(z.int().check(z.minimum(1), z.maximum(100_000)), 1),
  }),
]);

export type Operation = z.infer<typeof operation>;

const thread = z
  .strictObject({
    id: z.string().check(z.minLength(1), z.maxLength(16)),
    operations: z.array(operation).check(z.minLength(1), z.maxLength(100)),
    /** Whether it starts over when it is through. */
    repeats: z._default(z.boolean(), false),
  })
  .check(z.refine(({ operations, repeats }) => !repeats || operations.some(takesTime), 'what repeats must take time'));

export type ThreadConfig = z.infer<typeof thread>;

function takesTime(each: Operation): boolean {
  return each.type === 'body' || ticksFromMs(each.ms) > 0;
}

/** Rules of the interpreter that can be switched off, each with a promise that breaks without it. */
const rules = z.strictObject({
  /** A thread that was asked to drop the GIL waits until another one has taken it (FORCE_SWITCHING). */
  forcedSwitching: z._default(z.boolean(), true),
  /** A waiting thread asks only after a whole interval in which the GIL did not change hands. */
  fullWait: z._default(z.boolean(), true),
  /** The GIL is handed over at check points only. */
  checkPointsOnly: z._default(z.boolean(), true),
  /** The GIL is released around a call that blocks (Py_BEGIN_ALLOW_THREADS). */
  releaseAroundBlocking: z._default(z.boolean(), true),
});

export const gilConfig = z
  .strictObject({
    /** 3.9: between any two instructions; 3.11: at check points; 3.13t: the free-threaded build, without a GIL. */
    version: z._default(z.enum(['3.9', '3.11', '3.13t']), '3.11'),
    /** `sys.setswitchinterval`. CPython's default: 5. */
    intervalMs: z._default(tickOrMore, 5),
    /** Processors that the threads share, in slices of 3 ms where there are too few. */
    cores: z._default(z.int().check(z.minimum(1), z.maximum(64)), 4),
    /** Who decides which thread goes on: CPython, or a person, one instruction after another (threads of bodies only). */
    scheduler: z._default(z.enum(['cpython', 'manual']), 'cpython'),
    /** Which waiting thread the operating system wakes: any, or the one that waits longest. */
    wakes: z._default(z.enum(['any', 'longest']), 'any'),
    threads: z._default(z.array(thread).check(z.maxLength(100)), [
      { id: 'cpu', operations: [{ type: 'cpu', ms: 50, checkEveryMs: 0.01 }], repeats: true },
      {
        id: 'sse',
        operations: [
          { type: 'block', ms: 8 },
          { type: 'cpu', ms: 0.2, checkEveryMs: 0.01 },
        ],
        repeats: true,
      },
    ]),
    rules: z.prefault(rules, {}),
  })
  .check(
    z.superRefine((config, context) => {
      const { threads, scheduler, version } = config;
      if (new Set(threads.map(({ id }) => id)).size < threads.length) {
        context.addIssue({ code: 'custom', path: ['threads'], message: 'two threads have the same id' });
      }
      if (scheduler !== 'manual') return;
      if (threads.some(({ operations }) => operations.some(({ type }) => type !== 'body')) || version === '3.13t') {
        context.addIssue({
          code: 'custom',
          path: ['scheduler'],
          message: 'manual: with a GIL, and threads of bodies only',
        });
      }
    }),
  );

export type GilConfig = z.infer<typeof gilConfig>;

const threadId = z.string().check(z.maxLength(16));

/** What a person can do. What has no effect at its moment is a step that traces `ignored`. */
export const gilCommand = z.discriminatedUnion('type', [
  /** Manual: the holder executes its next instruction. */
  z.strictObject({ type: z.literal('step') }),
  /** Manual: the holder goes on to its next check point. */
  z.strictObject({ type: z.literal('runToCheckPoint') }),
  /** Who gets the GIL next. Manual: now, if the holder is at a check point; else at the next hand-over. */
  z.strictObject({ type: z.literal('choose'), thread: threadId }),
  z.strictObject({ type: z.literal('setInterval'), ms: tickOrMore }),
  /** Another thread starts: it computes, waits and answers, is long in C, hashes without the GIL, or counts. */
  z.strictObject({ type: z.literal('addThread'), does: z.enum(['cpu', 'io', 'c', 'release']) }),
  /** Every call of the thread that keeps the GIL becomes one that releases it. */
  z.strictObject({ type: z.literal('swapCall'), thread: threadId }),
  /** From its next call on, the thread runs another body. */
  z.strictObject({ type: z.literal('setBody'), thread: threadId, body }),
  /** All go on without a GIL, as the free-threaded build starts. */
  z.strictObject({ type: z.literal('gilOff') }),
]);

export type GilCommand = z.infer<typeof gilCommand>;

/** The thread that `addThread` starts, by what it does. */
export const addedOperations: Readonly<Record<'cpu' | 'io' | 'c' | 'release', readonly Operation[]>> = {
  cpu: [{ type: 'cpu', ms: 50, checkEveryMs: 0.01 }],
  io: [
    { type: 'block', ms: 8 },
    { type: 'cpu', ms: 0.2, checkEveryMs: 0.01 },
  ],
  c: [
    { type: 'c', ms: 60 },
    { type: 'block', ms: 40 },
  ],
  release: [
    { type: 'release', ms: 60 },
    { type: 'cpu', ms: 0.5, checkEveryMs: 0.01 },
  ],
};
