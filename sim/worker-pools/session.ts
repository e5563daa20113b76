import * as z from 'zod/mini';
import { createEngine, type Engine, type StepRecord } from '../core/engine';
import { BadLine, type LineSession, parseObject, parseWith } from '../core/line-session';
import type { Json } from '../core/simulation';
import {
  CONCURRENCY_MAX,
  MULTIPLIER_MAX,
  poolKind,
  taskKind,
  type WorkerPoolsCommand,
  workerPoolsConfig,
  workMs,
} from './config';
import { limiterLine, runsOf } from './limiter-session';
import { workerPools } from './model';
import type { WorkerPoolsEvent, WorkerPoolsState, WorkerPoolsTrace } from './state';

const celeryLine = z.strictObject({
  celery: z.strictObject({
    pool: z._default(poolKind, 'prefork'),
    c: z._default(z.int().check(z.minimum(1), z.maximum(CONCURRENCY_MAX)), 2),
    mult: z._default(z.int().check(z.minimum(0), z.maximum(MULTIPLIER_MAX)), 4),
    late: z._default(z.boolean(), false),
    reject: z._default(z.boolean(), false),
  }),
});

const at = workMs;
const name = z.string().check(z.minLength(1), z.maxLength(64));
const timedLine = z.union([
  z.strictObject({ at, publish: z.union([z.tuple([name, workMs, taskKind]), z.tuple([name, workMs])]) }),
  z.strictObject({ at, kill: z.string().check(z.regex(/^(worker|child:[1-9]\d{0,2})$/, 'worker or child:<n>')) }),
  z.strictObject({ at, start: z.literal('worker') }),
  z.strictObject({ at, ask: z.literal('queue') }),
]);

type TimedLine = z.infer<typeof timedLine>;

/** At one millisecond: kills, starts of the worker, publications, questions; whatever ends then has ended before. */
const ORDER = ['kill', 'start', 'publish', 'ask'] as const;

const WORKER = 'w1';

/**
 * Celery's worker, or anyio's limiter, line by line. A line is one JSON object.
 *
 * - `{"celery":{"pool":"prefork","c":2,"mult":4,"late":false,"reject":false}}` starts one worker at an empty queue; then come
 *   `{"at":0,"publish":["t00",30000,"sleep"]}` (or `"cpu"`; milliseconds), `{"at":2000,"kill":"child:1"}`, `{"at":2000,"kill":"worker"}`,
 *   `{"at":9000,"start":"worker"}` and `{"at":2000,"ask":"queue"}`. Answers: `{"t":0,"start":"t00","slot":1}`, `{"t":30000,"end":"t00"}`,
 *   `{"t":9000,"redelivered":"t00"}` when a worker is given a message once more, `{"ready":10,"unacked":8}`. Lines of one moment are
 *   carried out together, once a later one or the end of the input is read; what is due after the last line does not happen.
 * - `{"tokens":2,"anyio":"3.6","requests":[["a",0,3,null]],"resizes":[[1,3]]}`: see `limiter-session.ts`.
 *
 * Throws BadLine for anything else.
 */
export function createWorkerPoolsSession(): LineSession {
  let celery: CelerySession | null = null;
  return {
    feed(line) {
      const value = parseObject(line, 'a line is one JSON object with "celery", "at" or "tokens"');
      if ('at' in value) {
        if (celery === null) throw new BadLine('at: the first line is one with "celery"');
        return celery.feed(parseWith(timedLine, value));
      }
      const isLimiter = 'tokens' in value;
      const limiter = isLimiter ? parseWith(limiterLine, value) : null;
      const settings = isLimiter ? null : parseWith(celeryLine, value).celery;
      const before = celery?.end() ?? [];
      celery = settings === null ? null : new CelerySession(settings);
      return limiter === null ? before : [...before, runsOf(limiter)];
    },
    end: () => celery?.end() ?? [],
  };
}

class CelerySession {
  private readonly engine: Engine<WorkerPoolsState, WorkerPoolsCommand, WorkerPoolsEvent>;
  /** Lines of the moment that was read last, not carried out yet. */
  private waiting: TimedLine[] = [];

  constructor(private readonly settings: z.infer<typeof celeryLine>['celery']) {
    const config = workerPoolsConfig.parse(settings);
    this.engine = createEngine({ ...workerPools, invariants: [] }, { config, seed: 0 });
  }

  feed(line: TimedLine): readonly Json[] {
    this.check(line);
    const now = this.waiting[0]?.at ?? line.at;
    if (line.at < now) throw new BadLine(`at: ${line.at} is past, it is ${now}`);
    const answers = line.at > now ? this.end() : [];
    this.waiting.push(line);
    return answers;
  }

  /** Carries out what was read. */
  end(): readonly Json[] {
    const [first] = this.waiting;
    if (first === undefined) return [];
    const lines = ORDER.flatMap((key) => this.waiting.filter((line) => key in line));
    this.waiting = [];
    const answers = this.runTo(first.at);
    for (const [index, line] of lines.entries()) {
      answers.push(...this.obey(line));
      // What is published at one moment is in the queue before any of it is delivered.
      const next = lines[index + 1];
      if (!('publish' in line && next !== undefined && 'publish' in next)) answers.push(...this.runTo(first.at));
    }
    return answers;
  }

  private check(line: TimedLine): void {
    if (!('kill' in line) || line.kill === 'worker') return;
    const { pool, c } = this.settings;
    if (pool !== 'prefork') throw new BadLine(`kill: a ${pool} worker has no children`);
    if (Number(line.kill.slice('child:'.length)) > c) throw new BadLine(`kill: there are ${c} children`);
  }

  private obey(line: TimedLine): Json[] {
    if ('ask' in line) {
      const { readyCount, unacked } = this.engine.state;
      return [{ ready: readyCount, unacked: Object.keys(unacked).length }];
    }
    return answersOf(this.engine.dispatch(commandOf(line)));
  }

  private runTo(tick: number): Json[] {
    const answers: Json[] = [];
    while (this.engine.nextDueTick !== null && this.engine.nextDueTick <= tick) {
      const record = this.engine.step();
      if (record !== null) answers.push(...answersOf(record));
    }
    this.engine.advanceTo(tick);
    return answers;
  }
}

function commandOf(line: Exclude<TimedLine, { ask: string }>): WorkerPoolsCommand {
  if ('publish' in line) {
    const [task, ms, does = 'sleep'] = line.publish;
    return { type: 'publish', name: task, ms, does, count: 1, etaMs: 0 };
  }
  if ('start' in line) return { type: 'startWorker', worker: WORKER };
  if (line.kill === 'worker') return { type: 'killWorker', worker: WORKER };
  return { type: 'killChild', child: `${WORKER}.${line.kill.slice('child:'.length)}` };
}

function answersOf({ tick, trace }: StepRecord<WorkerPoolsCommand, WorkerPoolsEvent>): Json[] {
  return (trace as readonly WorkerPoolsTrace[]).flatMap((entry): Json[] => {
    if (entry.kind === 'start') return [{ t: tick, start: entry.data.task, slot: entry.data.slot }];
    if (entry.kind === 'end') return [{ t: tick, end: entry.data.task }];
    return entry.kind === 'redelivered' ? [{ t: tick, redelivered: entry.data.task }] : [];
  });
}
