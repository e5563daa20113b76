import { drawUntil } from '../core/draw';
import type { Difficulty, GeneratedQuestion, QuestionGenerator } from '../core/question';
import type { Random } from '../core/random';
import { recordScenario } from '../core/scenario';
import type { IoMultiplexingCommand, IoMultiplexingConfig } from './config';
import { ioMultiplexing } from './model';
import { script } from './scenarios';
import { NATIVE_THREADS } from './worker';

/**
 * What learners believe who answer with another number.
 *
 * - `gevent-excludes-asyncio`: no asyncio loop can run where gevent's hub does, so that all tasks fail.
 * - `patching-makes-asyncio-cooperate`: gevent's patches let any number of asyncio loops share a thread.
 * - `loop-mark-per-loop`: each loop only knows itself, so that one in a thread never disturbs another.
 * - `new-loop-frees-connections`: what was made in a loop can be used in the next one.
 * - `patch-reaches-taken-names`: a patch replaces names that were imported before it, too.
 * - `greenlets-wait-in-turn`: greenlets of a thread wait one after another.
 * - `thread-pool-is-unlimited`: every call that is handed to a pool of threads runs at once.
 */
export const WORKER_MISCONCEPTIONS = [
  'gevent-excludes-asyncio',
  'patching-makes-asyncio-cooperate',
  'loop-mark-per-loop',
  'new-loop-frees-connections',
  'patch-reaches-taken-names',
  'greenlets-wait-in-turn',
  'thread-pool-is-unlimited',
] as const;

type Misconception = (typeof WORKER_MISCONCEPTIONS)[number];
type Generator<Id extends string> = QuestionGenerator<IoMultiplexingConfig, IoMultiplexingCommand, Id>;
type Question = GeneratedQuestion<IoMultiplexingConfig, IoMultiplexingCommand>;

/** A worker, how its tasks come, and what is to be found out. */
interface Situation {
  readonly variant: string;
  readonly config: Partial<IoMultiplexingConfig>;
  readonly commands: readonly IoMultiplexingCommand[];
  readonly right: number;
  readonly believed: readonly (readonly [Misconception, number])[];
}

const GREENLETS = { clients: 0, patched: true } as const;
const start = (count: number): IoMultiplexingCommand => ({ type: 'startTasks', count });
const wait = (client: 'sync' | 'thread'): IoMultiplexingCommand => ({ type: 'setClient', client });

function ask(
  id: string,
  { variant, config, commands, right, believed }: Situation,
  values: Readonly<Record<string, number>>,
): Question | null {
  // What a misconception gets right teaches nothing.
  if (believed.some(([, answer]) => answer === right)) return null;
  const record = (all: readonly IoMultiplexingCommand[], endTick: number) =>
    recordScenario(ioMultiplexing, { id: 'question', ...script(config, ...all), endTick });
  const recording = record(commands, 60_000);
  return {
    stem: { key: `questions.${id}.stem.${variant}`, values },
    picture: record([], 100),
    form: {
      type: 'numeric',
      right,
      feedback: { key: `questions.${id}.because.${variant}`, values: { ...values, right } },
    },
    believed: believed.map(([misconception, answer]) => ({ misconception, answer })),
    proof: { recording, step: recording.end.step, tick: 60_000 },
  };
}

function failing(count: number, variant: string): Situation {
  const taskMs = 100;
  const together = [start(count)];
  const inTurn = Array.from({ length: count }, () => start(1));
  const situations: Readonly<Record<string, Omit<Situation, 'variant'>>> = {
    together: {
      config: { ...GREENLETS, taskMs },
      commands: together,
      right: count - 1,
      believed: [
        ['gevent-excludes-asyncio', count],
        ['patching-makes-asyncio-cooperate', 0],
      ],
    },
    inTurn: {
      config: { ...GREENLETS, taskMs },
      commands: inTurn,
      right: 0,
      believed: [['gevent-excludes-asyncio', count]],
    },
    sharedTogether: {
      config: { ...GREENLETS, taskMs, connection: 'shared' },
      commands: together,
      right: count - 1,
      believed: [
        ['gevent-excludes-asyncio', count],
        ['loop-mark-per-loop', 0],
      ],
    },
    sharedInTurn: {
      config: { ...GREENLETS, taskMs, connection: 'shared' },
      commands: inTurn,
      right: count - 1,
      believed: [
        ['gevent-excludes-asyncio', count],
        ['new-loop-frees-connections', 0],
      ],
    },
  };
  return named(variant, situations);
}

function named(variant: string, situations: Readonly<Record<string, Omit<Situation, 'variant'>>>): Situation {
  const found = situations[variant];
  if (found === undefined) throw new Error(`there is no situation ${variant}`);
  return { variant, ...found };
}

const FAILING: Readonly<Record<Difficulty, readonly string[]>> = {
  1: ['together'],
  2: ['together', 'inTurn'],
  3: ['sharedTogether', 'sharedInTurn'],
};

/** How many of a worker's tasks fail that each call for a loop? */
const tasksThatFail: Generator<'tasks-that-fail'> = {
  id: 'tasks-that-fail',
  generate: (seed, difficulty) =>
    drawUntil(seed, 54, (random) => {
      const count = 4 + random.below(difficulty === 1 ? 90 : 20);
      return ask('tasks-that-fail', failing(count, pick(FAILING[difficulty], random)), { count });
    }),
};

function lasting(count: number, taskMs: number, variant: string): Situation {
  const inTurn = count * taskMs;
  const situations: Readonly<Record<string, Omit<Situation, 'variant'>>> = {
    patched: {
      config: { ...GREENLETS, taskMs },
      commands: [wait('sync'), start(count)],
      right: taskMs,
      believed: [['greenlets-wait-in-turn', inTurn]],
    },
    importedBefore: {
      config: { ...GREENLETS, taskMs, imported: 'before' },
      commands: [wait('sync'), start(count)],
      right: inTurn,
      believed: [['patch-reaches-taken-names', taskMs]],
    },
    threads: {
      config: { ...GREENLETS, taskMs },
      commands: [wait('thread'), start(count)],
      right: Math.ceil(count / NATIVE_THREADS) * taskMs,
      believed: [
        ['thread-pool-is-unlimited', taskMs],
        ['greenlets-wait-in-turn', inTurn],
      ],
    },
  };
  return named(variant, situations);
}

const LASTING: Readonly<Record<Difficulty, readonly string[]>> = {
  1: ['patched'],
  2: ['patched', 'importedBefore'],
  3: ['threads', 'importedBefore'],
};

/** How long do a worker's tasks take, all of which come at once and wait for an answer? */
const tasksTake: Generator<'tasks-take'> = {
  id: 'tasks-take',
  generate: (seed, difficulty) =>
    drawUntil(seed, 55, (random) => {
      const taskMs = 50 * (2 + random.below(7));
      const count = 3 + random.below(difficulty === 3 ? 40 : 12);
      return ask('tasks-take', lasting(count, taskMs, pick(LASTING[difficulty], random)), { count, taskMs });
    }),
};

function pick(variants: readonly string[], random: Random): string {
  return variants[random.below(variants.length)] ?? '';
}

/** Questions about tasks in one thread of a gevent worker. */
export const workerQuestions: readonly Generator<string>[] = [tasksThatFail, tasksTake];
