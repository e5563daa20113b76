import { drawUntil, pick } from '../core/draw';
import { type BelievedAnswer, type QuestionGenerator, refutesBeliefs } from '../core/question';
import { type Happened, runForQuestion } from '../core/question-run';
import { type WorkerPoolsCommand, type WorkerPoolsConfig, workerPoolsConfig } from './config';
import { workerPools } from './model';
import { publish, request } from './scenarios';
import type { WorkerPoolsTrace } from './state';

/**
 * What learners believe who choose wrongly. Texts `questions.misconceptions.<id>` say what is true instead.
 *
 * - `pools-multiplier-is-a-count`: multiplier 1 means one task at a time.
 * - `pools-late-survives`: late ack alone saves the task of a child that is killed.
 * - `pools-early-survives`: what a worker has accepted is given out again when it dies.
 * - `pools-kill-is-safe`: whatever is killed, nothing runs twice.
 * - `pools-thread-each`: each `def` request has a thread of its own.
 * - `pools-order-of-arrival`: tasks end in the order in which they were published.
 * - `pools-average-fits`: a pool for the average is large enough for every task to begin at once.
 */
export const WORKER_POOLS_MISCONCEPTIONS = [
  'pools-multiplier-is-a-count',
  'pools-late-survives',
  'pools-early-survives',
  'pools-kill-is-safe',
  'pools-thread-each',
  'pools-order-of-arrival',
  'pools-average-fits',
] as const;

type Misconception = (typeof WORKER_POOLS_MISCONCEPTIONS)[number];
type Generator<Id extends string> = QuestionGenerator<WorkerPoolsConfig, WorkerPoolsCommand, Id>;
type Timed = readonly [tick: number, command: WorkerPoolsCommand];
type Entry = Happened<WorkerPoolsTrace>;

function play(settings: object, endTick: number, commands: readonly Timed[]) {
  const written = commands.map(([tick, command]) => ({ tick, command }));
  return runForQuestion(workerPools, workerPoolsConfig.parse(settings), endTick, written);
}

function settingsText({
  pool,
  c,
  mult,
  late,
  reject,
}: {
  pool: string;
  c: number;
  mult: number;
  late: boolean;
  reject: boolean;
}) {
  return `-P ${pool} -c ${c} · worker_prefetch_multiplier=${mult} · task_acks_late=${python(late)} · task_reject_on_worker_lost=${python(reject)}`;
}

const python = (value: boolean) => (value ? 'True' : 'False');

/** How many are ready? 1: acks early or late; 2: also after the worker was killed; 3: also with two workers. */
const readyCount: Generator<'ready-count'> = {
  id: 'ready-count',
  generate: (seed, difficulty) =>
    drawUntil(seed, 31, (random) => {
      const settings = {
        pool: 'prefork',
        c: 2 + random.below(7),
        mult: pick([1, 2, 4], random),
        late: random.chance(1, 2),
        reject: false,
      };
      const workers = difficulty === 3 ? 2 : 1;
      const count = workers * settings.c * (settings.mult + 1) + 5 + random.below(20);
      const isKilled = difficulty > 1 && random.chance(1, 2);
      const commands: Timed[] = [[0, publish(count, 600_000)]];
      if (isKilled) commands.push([2_000, { type: 'killWorker', worker: 'w1' }]);
      const played = play({ ...settings, workers }, 3_000, commands);
      const right = played.state.readyCount;
      // "Multiplier 1 means one task": each process has only what it carries out.
      const believed: BelievedAnswer[] = [
        { misconception: 'pools-multiplier-is-a-count', answer: count - workers * settings.c },
        { misconception: 'pools-multiplier-is-a-count', answer: count - workers * settings.mult },
      ];
      const form = {
        type: 'numeric' as const,
        right,
        feedback: {
          key: `questions.ready-count.${settings.late ? 'late' : 'early'}${isKilled ? '-killed' : ''}`,
          values: { c: settings.c, prefetch: settings.c * settings.mult, right },
        },
      };
      if (!refutesBeliefs({ form, believed })) return null;
      const stem = {
        key: `questions.ready-count.stem${isKilled ? '-killed' : ''}`,
        values: { count, workers, settings: settingsText(settings) },
      };
      return { stem, form, believed, ...played.question() };
    }),
};

/** In which order do tasks end? 1: one child less than tasks; 2 and 3: more tasks. */
const completionOrder: Generator<'completion-order'> = {
  id: 'completion-order',
  generate: (seed, difficulty) =>
    drawUntil(seed, 32, (random) => {
      const c = difficulty === 3 ? 3 : 2;
      const durations = Array.from({ length: difficulty + 3 }, () => 1_000 * (1 + random.below(9)));
      const commands = durations.map((ms): Timed => [0, publish(1, ms)]);
      const played = play({ c, mult: 4, late: true }, 120_000, commands);
      const ends = played.entries.filter(({ kind }) => kind === 'end');
      const ticks = ends.map(({ tick }) => tick);
      if (new Set(ticks).size < ticks.length || ends.length < durations.length) return null;
      const right = ends.flatMap((entry) => (entry.kind === 'end' ? [entry.data.task] : []));
      const names = durations.map((_, index) => `t0${index}`);
      const believed = [{ misconception: 'pools-order-of-arrival', answer: names }];
      const options = names.map((id) => ({
        id,
        label: { verbatim: id },
        feedback: { key: 'questions.completion-order.right', values: { order: right.join(', ') } },
        misconception: null,
      }));
      const form = { type: 'ordering' as const, options, right };
      if (!refutesBeliefs({ form, believed })) return null;
      const tasks = durations.map((ms, index) => `t0${index}: ${ms / 1_000} s`).join(', ');
      const stem = { key: 'questions.completion-order.stem', values: { c, tasks } };
      return { stem, form, believed, ...played.question(ends.at(-1)) };
    }),
};

type Fate = 'lost' | 'repeated' | 'safe';

const FATES: readonly Fate[] = ['lost', 'repeated', 'safe'];

/** What happens to a running or a reserved task when its child or its worker is killed? */
const fateOfTask: Generator<'fate-of-a-task'> = {
  id: 'fate-of-a-task',
  generate: (seed, difficulty) =>
    drawUntil(seed, 33, (random) => {
      const settings = {
        pool: difficulty === 1 ? 'prefork' : pick(['prefork', 'threads'], random),
        c: 2 + random.below(3),
        mult: 2,
        late: random.chance(1, 2),
        reject: difficulty > 1 && random.chance(1, 2),
      };
      const victim = settings.pool === 'prefork' ? pick(['child', 'worker'] as const, random) : 'worker';
      const isReserved = victim === 'worker' && random.chance(1, 3);
      const wanted = pick(FATES, random);
      const name = isReserved ? `t0${settings.c}` : 't00';
      const kill: WorkerPoolsCommand =
        victim === 'child' ? { type: 'killChild', child: 'w1.1' } : { type: 'killWorker', worker: 'w1' };
      const commands: Timed[] = [
        [0, publish(settings.c + 1, 20_000)],
        [5_000, kill],
        ...(victim === 'worker' ? [[8_000, { type: 'startWorker', worker: 'w1' }] as const] : []),
      ];
      const played = play(settings, 90_000, commands);
      const right = fateOf(played.entries, name);
      if (right !== wanted) return null;
      const values = { task: name, c: settings.c, settings: settingsText(settings) };
      const beliefs: Readonly<Record<Fate, Misconception>> = {
        lost: 'pools-kill-is-safe',
        repeated: settings.late ? 'pools-late-survives' : 'pools-early-survives',
        safe: 'pools-kill-is-safe',
      };
      const options = FATES.map((fate) => ({
        id: fate,
        label: { key: `questions.fate-of-a-task.${fate}` },
        feedback: { key: `questions.fate-of-a-task.${right}-because${victim === 'child' ? '-child' : ''}`, values },
        misconception: fate === right ? null : beliefs[fate],
      }));
      const stem = { key: `questions.fate-of-a-task.stem-${victim}${isReserved ? '-reserved' : ''}`, values };
      const shown = (entry: Entry) =>
        (entry.kind === 'lost' || entry.kind === 'start') && entry.data.task === name && entry.tick >= 5_000;
      return {
        stem,
        form: { type: 'single', options, right },
        ...played.question(played.entries.find(shown)),
      };
    }),
};

function fateOf(entries: readonly Entry[], task: string): Fate {
  if (entries.some((entry) => entry.kind === 'lost' && entry.data.task === task)) return 'lost';
  return entries.some((entry) => entry.kind === 'start' && entry.data.task === task && entry.data.again)
    ? 'repeated'
    : 'safe';
}

/** When does the last of `def` requests that come together begin? 1: full rounds; 2 and 3: with some that hold a token longer. */
const limiterStarts: Generator<'limiter-starts'> = {
  id: 'limiter-starts',
  generate: (seed, difficulty) =>
    drawUntil(seed, 34, (random) => {
      const tokens = pick([10, 20, 40], random);
      const ms = 1_000 * (1 + random.below(4));
      const long = difficulty === 1 ? 0 : 1 + random.below(Math.floor(tokens / 2));
      const count = tokens * (1 + random.below(3)) + 1 + random.below(tokens - 1);
      const commands: Timed[] = [];
      if (long > 0) commands.push([0, request('def', long, 60_000)]);
      commands.push([0, request('def', count, ms)]);
      const played = play({ stack: 'fastapi', tokens }, 50_000, commands);
      const last = `r${long + count}`;
      const begins = played.entries.find(({ kind, actor }) => kind === 'thread' && actor === last);
      if (begins === undefined) return null;
      const right = begins.tick / 1_000;
      const believed = [{ misconception: 'pools-thread-each', answer: 0 }];
      const feedback = {
        key: 'questions.limiter-starts.right',
        values: { tokens: tokens - long, ms: ms / 1_000, right },
      };
      const form = { type: 'numeric' as const, right, feedback };
      if (!refutesBeliefs({ form, believed })) return null;
      const stem = {
        key: `questions.limiter-starts.stem${long > 0 ? '-long' : ''}`,
        values: { tokens, count, seconds: ms / 1_000, long },
      };
      return { stem, form, believed, ...played.question(begins) };
    }),
};

/** The smallest pool that keeps up with a rate, found by running each. */
const smallestPool: Generator<'smallest-pool'> = {
  id: 'smallest-pool',
  generate: (seed, difficulty) =>
    drawUntil(seed, 35, (random) => {
      const everyMs = 1_000 * (1 + random.below(4));
      const short = 1_000 * (2 + random.below(5));
      const long = difficulty === 1 ? short : short + 1_000 * (2 + random.below(8));
      const deadline = Math.max(short, long);
      const smallest = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12].find((c) => !anyWaits(c, everyMs, short, long));
      if (smallest === undefined) return null;
      const averageFits = Math.max(1, Math.round((short + long) / 2 / everyMs));
      const believed = [{ misconception: 'pools-average-fits', answer: averageFits }];
      const form = {
        type: 'numeric' as const,
        right: smallest,
        feedback: { key: 'questions.smallest-pool.right', values: { right: smallest, every: everyMs / 1_000 } },
      };
      if (!refutesBeliefs({ form, believed })) return null;
      const played = play({ c: smallest, mult: 1 }, 30 * everyMs, arrivals(everyMs, short, long));
      const stem = {
        key: `questions.smallest-pool.stem${long === short ? '' : '-mixed'}`,
        values: { every: everyMs / 1_000, short: short / 1_000, long: deadline / 1_000 },
      };
      return { stem, form, believed, ...played.question() };
    }),
};

function arrivals(everyMs: number, short: number, long: number): readonly Timed[] {
  return Array.from({ length: 24 }, (_, at): Timed => [at * everyMs, publish(1, at % 2 === 0 ? short : long)]);
}

/** Whether any task begins later than it is published. */
function anyWaits(c: number, everyMs: number, short: number, long: number): boolean {
  const { entries } = play({ c, mult: 1 }, 24 * everyMs, arrivals(everyMs, short, long));
  const published = new Map(
    entries.flatMap((each) => (each.kind === 'published' ? [[each.data.task, each.tick]] : [])),
  );
  const begun = entries.flatMap((each) => (each.kind === 'start' ? [{ task: each.data.task, tick: each.tick }] : []));
  return begun.length < 24 || begun.some(({ task, tick }) => published.get(task) !== tick);
}

/** The lab's question generators. */
export const workerPoolsQuestions: readonly Generator<string>[] = [
  readyCount,
  completionOrder,
  fateOfTask,
  limiterStarts,
  smallestPool,
];
