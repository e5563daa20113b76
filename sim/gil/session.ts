import * as z from 'zod/mini';
import { createEngine } from '../core/engine';
import { RUN_STEPS_MAX, SEED_MAX } from '../core/limits';
import { BadLine, type LineSession, parseObject, parseWith } from '../core/line-session';
import type { Json } from '../core/simulation';
import { bodies, findBody } from './bytecode';
import { gilConfig, msFromTicks, type Operation, type PythonVersion } from './config';
import { gil } from './gil';
import { reachableValues, TooManyStates } from './reachable';

const milliseconds = z.number().check(z.minimum(0), z.maximum(600_000));
const written = z.union([
  z.tuple([z.literal('cpu'), milliseconds, milliseconds.check(z.minimum(0.01))]),
  z.tuple([z.enum(['cpu', 'c', 'block', 'release']), milliseconds]),
]);

const scriptLine = z.strictObject({
  interval_ms: z._default(milliseconds.check(z.minimum(0.01)), 5),
  seed: z.exactOptional(z.int().check(z.minimum(0), z.maximum(SEED_MAX))),
  script: z
    .record(
      z.string().check(z.minLength(1), z.maxLength(16)),
      z.array(written).check(z.minLength(1), z.maxLength(1000)),
    )
    .check(
      z.refine((script) => Object.keys(script).length > 0, 'no thread'),
      z.refine((script) => Object.keys(script).length <= 100, 'at most 100 threads'),
    ),
});

const exploreLine = z.strictObject({
  version: z._default(z.enum(['3.9', '3.11', '3.13', '3.13t']), '3.11'),
  threads: z.array(z.string()).check(z.minLength(1), z.maxLength(6)),
  explore: z.literal(true),
});

/**
 * The GIL, line by line. A line is one JSON object.
 *
 * - `{"interval_ms":5,"script":{"A":[["cpu",20,0.01]],"B":[["block",7],["c",40]]}}`: who held the GIL when, and when each thread
 *   was through, in milliseconds. All threads want the GIL at 0, in the order in which they are written; every operation begins
 *   with the GIL; another thread's request is looked at every so often in `cpu` (the third value, 0.01 without one) and between
 *   two operations. `release` computes without the GIL. Holdings of no length are left out, neighbours of one thread are merged.
 *   Among several waiters the one that waits longest gets it; with a `"seed"`, any.
 * - `{"version":"3.11","threads":["x += 1","x += f()"],"explore":true}`: the values that `x` can have at the end; 3.13 means the
 *   free-threaded build.
 *
 * Throws BadLine for anything else.
 */
export function createGilSession(): LineSession {
  return {
    feed(line) {
      const value = parseObject(line, 'a line is one JSON object with "script" or "explore"');
      if ('explore' in value) return [explored(parseWith(exploreLine, value))];
      return [scripted(parseWith(scriptLine, value))];
    },
  };
}

function explored({ version, threads }: z.infer<typeof exploreLine>): Json {
  const known = threads.map((text) => {
    const body = findBody(text);
    if (body === null) {
      throw new BadLine(`threads: no bytecode is shipped for ${JSON.stringify(text)}; there is: ${list()}`);
    }
    return body;
  });
  const wanted: PythonVersion = version === '3.13' ? '3.13t' : version;
  try {
    return { reachable: reachableValues(known, wanted) };
  } catch (error) {
    if (error instanceof TooManyStates) throw new BadLine(`threads: ${error.message}`);
    throw error;
  }
}

function list(): string {
  return Object.keys(bodies)
    .map((body) => JSON.stringify(body))
    .join(', ');
}

function scripted({ interval_ms: intervalMs, seed, script }: z.infer<typeof scriptLine>): Json {
  const threads = Object.entries(script).map(([id, operations]) => ({ id, operations: operations.map(operationOf) }));
  const config = gilConfig.parse({
    intervalMs,
    cores: Math.min(64, threads.length),
    wakes: seed === undefined ? 'longest' : 'any',
    threads,
  });
  return timetable(config, seed ?? 0);
}

function operationOf([type, ms, checkEveryMs = 0.01]: z.infer<typeof written>): Operation {
  return type === 'cpu' ? { type, ms, checkEveryMs } : { type, ms };
}

type Holding = [from: number, to: number, thread: string];

/** Runs threads to their end. */
function timetable(config: z.infer<typeof gilConfig>, seed: number): Json {
  const engine = createEngine({ ...gil, invariants: [] }, { config, seed });
  const holdings: Holding[] = [];
  const finished = new Map<string, number>();
  let takenTick = 0;
  for (let record = engine.lastRecord; record !== null; record = engine.step()) {
    if (record.step > RUN_STEPS_MAX) throw new BadLine(`script: more than ${RUN_STEPS_MAX} steps`);
    for (const { kind, actor } of record.trace) {
      if (kind === 'take') takenTick = record.tick;
      else if (kind === 'drop') addHolding(holdings, [takenTick, record.tick, actor]);
      else if (kind === 'done') finished.set(actor, record.tick);
    }
  }
  return {
    holdings_ms: holdings.map(([from, to, thread]) => [msFromTicks(from), msFromTicks(to), thread]),
    finished_ms: Object.fromEntries(config.threads.map(({ id }) => [id, msFromTicks(finished.get(id) ?? 0)])),
  };
}

function addHolding(holdings: Holding[], next: Holding): void {
  const [from, to, thread] = next;
  if (from === to) return;
  const last = holdings.at(-1);
  if (last !== undefined && last[1] === from && last[2] === thread) last[1] = to;
  else holdings.push(next);
}
