import * as z from 'zod/mini';
import { BadLine, type LineSession, parseObject, parseWith } from '../core/line-session';
import type { Json } from '../core/simulation';
import { CORES_MAX, costs, JOBS_MAX, msFromTicks, type Operation } from './config';
import { MODELS } from './costs';
import { Refused } from './python/refused';
import { runProgram } from './python/run-program';
import { runWorkload } from './workload';

const step = z.tuple([z.enum(['cpu', 'wait']), z.number().check(z.minimum(0), z.maximum(600_000))]);

const workloadLine = z.strictObject({
  model: z.enum(MODELS),
  cores: z._default(z.int().check(z.minimum(1), z.maximum(8 * CORES_MAX)), 2),
  /** One operation, or several one after another. */
  jobs: z.array(z.union([step, z.array(step).check(z.minLength(1), z.maxLength(20))])).check(z.maxLength(JOBS_MAX)),
  costs: z.prefault(costs, {}),
  gil: z._default(z.boolean(), true),
  quantum_ms: z._default(z.number().check(z.minimum(0.001), z.maximum(600_000)), 5),
});

const programLine = z.strictObject({ program: z.string().check(z.maxLength(100_000)) });

/**
 * The models, line by line. A line is one JSON object.
 *
 * - `{"model":"thread","cores":2,"jobs":[["cpu",5],["wait",20]],"costs":{}}`: a line each time a job gets a core, `{"t":0,"run":"j1","core":1}`,
 *   and at last `{"makespan":25,"switches":1,"memory":26000}`. `t` and makespan in milliseconds, memory in bytes. An entry of `jobs` is one
 *   job, `j1`, `j2`, …; it is one operation, or a list of them. `costs` may leave out what is as measured. Also `gil` (true) and
 *   `quantum_ms` (5). `workload.ts` says how jobs get the cores and where costs are paid.
 * - `{"program":"print(1)"}`: `{"stdout":"1\n"}`, what the program prints, to its end or to the exception that ends it.
 *
 * Throws BadLine for anything else, for a program outside the subset with its line, and for one that does not end.
 */
export function createConcurrencyModelsSession(): LineSession {
  return {
    feed(line) {
      const value = parseObject(line, 'a line is one JSON object with "model" or "program"');
      if ('program' in value) return [printed(parseWith(programLine, value).program)];
      return scheduled(parseWith(workloadLine, value));
    },
  };
}

function printed(program: string): Json {
  try {
    return { stdout: runProgram(program).stdout };
  } catch (error) {
    if (error instanceof Refused) throw new BadLine(error.message);
    throw error;
  }
}

function scheduled({ model, cores, jobs, costs: own, gil, quantum_ms }: z.infer<typeof workloadLine>): readonly Json[] {
  const lines: Json[] = [];
  const operations = jobs.map((job) => (isList(job) ? job : [job]).map(([type, ms]): Operation => ({ type, ms })));
  const settings = { cores, costs: own, gil, quantumMs: quantum_ms };
  const { makespanMs, switches, peakBytes } = runWorkload(model, operations, settings, (entry, tick) => {
    if (entry.kind === 'run') lines.push({ t: msFromTicks(tick), run: entry.actor, core: entry.data.core });
  });
  return [...lines, { makespan: makespanMs, switches, memory: peakBytes }];
}

type Step = z.infer<typeof step>;

function isList(job: Step | Step[]): job is Step[] {
  return Array.isArray(job[0]);
}
