/** Random cases for `worker-pools.ts`, none of which depends on what happens first at one moment. */
import * as fc from 'fast-check';
import * as z from 'zod';
import { createWorkerPoolsSession } from '../../sim/worker-pools/session';

export interface CelerySettings {
  readonly pool: 'prefork' | 'gevent' | 'threads' | 'solo';
  readonly c: number;
  readonly mult: number;
  readonly late: boolean;
  readonly reject: boolean;
}

export interface CeleryCase {
  readonly celery: CelerySettings;
  /** Of each task, in milliseconds; all are published at 0. */
  readonly durations: readonly number[];
  /** At `at` a child or the worker is killed; a worker is started again two seconds later. */
  readonly kill: { readonly at: number; readonly what: 'worker' | 'child' } | null;
  readonly asks: readonly number[];
}

/** What the comparison reads of a line that the model writes. */
const modelAnswer = z.looseObject({
  t: z.number().optional(),
  start: z.string().optional(),
  slot: z.number().optional(),
  end: z.string().optional(),
  redelivered: z.string().optional(),
  ready: z.number().optional(),
});
export type ModelAnswer = z.infer<typeof modelAnswer>;

/** Real processes take their time: nothing is done so shortly before or after something else, in milliseconds. */
const APART_MS = 700;
const RESTART_MS = 2_000;

export const taskName = (index: number): string => `t${String(index).padStart(2, '0')}`;

/** When a case has come to its end, and nothing is left to happen. */
export function endOf({ durations, kill }: CeleryCase): number {
  return durations.reduce((sum, ms) => sum + ms, 0) + (kill === null ? 0 : kill.at + RESTART_MS) + 4_000;
}

/** The lines of a case, as a session takes them. */
export function linesOf({ celery, durations, kill, asks }: CeleryCase): readonly object[] {
  const publish = durations.map((ms, index) => ({ at: 0, publish: [taskName(index), ms, 'sleep'] }));
  const killed = kill === null ? [] : [{ at: kill.at, kill: kill.what === 'child' ? 'child:1' : 'worker' }];
  const started = kill?.what === 'worker' ? [{ at: kill.at + RESTART_MS, start: 'worker' }] : [];
  const timed = [...killed, ...started, ...asks.map((at) => ({ at, ask: 'queue' }))].sort(
    (one, other) => one.at - other.at,
  );
  return [{ celery }, ...publish, ...timed];
}

export function modelOf(lines: readonly object[]): readonly ModelAnswer[] {
  const session = createWorkerPoolsSession();
  const fed = lines.flatMap((line) => [...session.feed(JSON.stringify(line))]);
  return z.array(modelAnswer).parse([...fed, ...(session.end?.() ?? [])]);
}

/** Whatever a case does comes at some distance from whatever happens by itself. */
function isClear(each: CeleryCase): boolean {
  const own = [...(each.kill === null ? [] : [each.kill.at, each.kill.at + RESTART_MS]), ...each.asks];
  const end = endOf(each);
  const times = modelOf([...linesOf(each), { at: end, ask: 'queue' }]).flatMap(({ t }) =>
    t === undefined || own.includes(t) ? [] : [t],
  );
  const isFar = own.every((at) => times.every((time) => Math.abs(time - at) >= APART_MS));
  return (
    isFar && own.every((at, index) => own.every((other, at2) => index === at2 || Math.abs(at - other) >= APART_MS))
  );
}

const settings = fc.record({
  pool: fc.constantFrom<CelerySettings['pool']>('prefork', 'prefork', 'gevent', 'threads', 'solo'),
  c: fc.integer({ min: 1, max: 3 }),
  mult: fc.integer({ min: 0, max: 3 }),
  late: fc.boolean(),
  reject: fc.boolean(),
});

export const celeryCases: fc.Arbitrary<CeleryCase> = fc
  .record({
    celery: settings,
    durations: fc.array(fc.constantFrom(2_000, 4_000, 6_000), { minLength: 3, maxLength: 9 }),
    kill: fc.option(
      fc.record({
        at: fc.constantFrom(1_000, 3_000, 5_000),
        what: fc.constantFrom<'worker' | 'child'>('worker', 'child'),
      }),
      { freq: 3 },
    ),
    asks: fc.uniqueArray(fc.constantFrom(800, 3_000, 5_000, 7_000, 9_000), { maxLength: 3 }),
  })
  .filter(({ celery, kill }) => kill?.what !== 'child' || celery.pool === 'prefork')
  .filter(isClear)
  .filter(isRobust);

/** Whether the model does about the same when every task takes a little longer: then nothing hangs on who is first. */
function isRobust(given: CeleryCase): boolean {
  const startsOf = (each: CeleryCase) => {
    const answers = modelOf([...linesOf(each), { at: endOf(each), ask: 'queue' }]);
    return answers.flatMap(({ start = '', t = 0 }) => (start === '' ? [] : [{ start, t }]));
  };
  const longer = { ...given, durations: given.durations.map((ms) => ms + 100) };
  const late = startsOf(longer);
  const starts = startsOf(given);
  const isLike = ({ start, t }: { start: string; t: number }) =>
    late.some((other) => other.start === start && Math.abs(other.t - t) < 900);
  return starts.length === late.length && starts.every(isLike);
}

export interface LimiterCase {
  readonly tokens: number;
  readonly requests: readonly (readonly [string, number, number, number | null])[];
  readonly resizes: readonly (readonly [number, number])[];
}

/** Nothing happens to a limiter at the same moment as something else, in seconds. */
const APART = 0.01;

function isLimiterClear({ tokens, requests, resizes }: LimiterCase): boolean {
  const [answer] = modelOf([{ tokens, anyio: '3.6', requests, resizes }]);
  const runs = Object.values(Object((answer as { runs?: object }).runs)) as readonly (string | readonly number[])[];
  const times = [
    ...requests.map(([, comes]) => comes),
    ...requests.flatMap(([, comes, , after]) => (after === null ? [] : [comes + after])),
    ...resizes.map(([at]) => at),
    ...runs.flatMap((run) => (typeof run === 'string' ? [] : [run[1] ?? 0])),
  ].sort((one, other) => one - other);
  return times.every((time, index) => index === 0 || time - (times[index - 1] ?? 0) >= APART);
}

const time = (max: number) => fc.integer({ min: 1, max: max * 100 }).map((count) => count / 100);

export const limiterCases: fc.Arbitrary<LimiterCase> = fc
  .record({
    tokens: fc.integer({ min: 1, max: 3 }),
    requests: fc.array(fc.tuple(time(4), time(5), fc.option(time(4), { freq: 2 })), {
      minLength: 3,
      maxLength: 6,
    }),
    resizes: fc.array(fc.tuple(time(6), fc.integer({ min: 1, max: 4 })), { maxLength: 3 }),
  })
  .map(({ tokens, requests, resizes }) => ({
    tokens,
    requests: requests.map(([comes, holds, after], index) => [`r${index}`, comes, holds, after] as const),
    resizes,
  }))
  .filter(isLimiterClear);
