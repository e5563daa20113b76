/** Random requests to a FastAPI application for `worker-pools.ts`: `def`, `async def`, a call that blocks the loop, and a dependency. */
import * as fc from 'fast-check';
import { createEngine } from '../../sim/core/engine';
import { workerPoolsConfig } from '../../sim/worker-pools/config';
import { workerPools } from '../../sim/worker-pools/model';
import { request } from '../../sim/worker-pools/scenarios';

const ROUTES = ['def', 'def', 'def', 'await', 'block', 'health', 'db'] as const;

export interface FastapiCase {
  readonly tokens: number;
  readonly dbPool: number;
  /** When it is sent, to which endpoint, and how long that takes, in milliseconds; in order of time. */
  readonly requests: readonly (readonly [number, (typeof ROUTES)[number], number])[];
}

/** Requests are sent and answered so far from each other, in milliseconds: who is first must not hang on a busy machine. */
const APART_MS = 80;
/** How much later or earlier an answer may come than in the model, in milliseconds. */
const LATE_MS = 60;
const LONGEST_MS = 6_000;

/** How long each request waits for its answer in the model, in milliseconds. */
export function modelWaits({ tokens, dbPool, requests }: FastapiCase): readonly number[] {
  const config = workerPoolsConfig.parse({ stack: 'fastapi', anyio: '3.6', tokens, dbPool });
  const engine = createEngine(workerPools, { config, seed: 1 });
  const waits = new Map<string, number>();
  const listen = (record: ReturnType<typeof engine.step>) => {
    for (const entry of record?.trace ?? []) if (entry.kind === 'answered') waits.set(entry.actor, entry.data.ms);
  };
  for (const [at, route, ms] of requests) {
    while (engine.nextDueTick !== null && engine.nextDueTick <= at) listen(engine.step());
    engine.advanceTo(at);
    listen(engine.dispatch(request(route, 1, ms)));
  }
  while (engine.nextDueTick !== null && engine.nextDueTick <= LONGEST_MS) listen(engine.step());
  return requests.map((_, index) => waits.get(`r${index + 1}`) ?? Number.POSITIVE_INFINITY);
}

function isClear(given: FastapiCase): boolean {
  const waits = modelWaits(given);
  const times = given.requests.flatMap(([at, route], index) => {
    const end = at + (waits[index] ?? 0);
    return route === 'health' && end === at ? [at] : [at, end];
  });
  times.sort((one, other) => one - other);
  return times.every(
    (time, index) => Number.isFinite(time) && (index === 0 || time - (times[index - 1] ?? 0) >= APART_MS),
  );
}

export const fastapiCases: fc.Arbitrary<FastapiCase> = fc
  .record({
    tokens: fc.integer({ min: 1, max: 3 }),
    dbPool: fc.integer({ min: 1, max: 2 }),
    requests: fc.array(
      fc.tuple(
        fc.integer({ min: 0, max: 150 }).map((count) => 10 * count),
        fc.constantFrom(...ROUTES),
        fc.integer({ min: 10, max: 120 }).map((count) => 10 * count),
      ),
      { minLength: 3, maxLength: 7 },
    ),
  })
  .map(({ requests, ...rest }) => ({ ...rest, requests: requests.sort(([one], [other]) => one - other) }))
  .filter(isClear);

/** Null, or what differs first. */
export function fastapiDifference(given: FastapiCase, real: readonly (number | null)[]): string | null {
  const waits = modelWaits(given);
  const isLike = waits.every((ms, index) => Math.abs(ms - (real[index] ?? Number.POSITIVE_INFINITY)) <= LATE_MS);
  return isLike ? null : `${JSON.stringify(given)}\n  ${JSON.stringify(waits)} against ${JSON.stringify(real)}`;
}
