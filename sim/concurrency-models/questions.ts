import { drawUntil, pick, shuffled, singleChoice } from '../core/draw';
import { createEngine } from '../core/engine';
import {
  type BelievedAnswer,
  type Difficulty,
  type GeneratedQuestion,
  type QuestionGenerator,
  refutesBeliefs,
} from '../core/question';
import type { Random } from '../core/random';
import { recordScenario } from '../core/scenario';
import {
  type ConcurrencyModelsCommand,
  type ConcurrencyModelsConfig,
  concurrencyModelsConfig,
  type Operation,
} from './config';
import { MODELS, type Model } from './costs';
import { concurrencyModels } from './model';
import { runProgram } from './python/run-program';
import { drawProgram, type OutputMisconception } from './question-programs';
import { runWorkload } from './workload';

/**
 * What learners believe who choose wrongly: ids of the list of misconceptions, which says what is true instead.
 *
 * - `async-is-parallel`: greenlets and coroutines run on all cores at once.
 * - `threads-run-in-parallel`: so do threads of Python 3.11.
 * - `threads-never-help`: under the GIL one thread after the other, waits and all.
 * - `more-greenlets-more-cores`: twice the pods on a node halve the time.
 * - `fork-shares-memory`, `child-copy-comes-back`: what a child writes is seen by its parent.
 * - `threads-copy-memory`, `every-update-races`: each has its own; or something is always lost.
 * - `processes-always`, `greenlets-are-lightest`: one model for everything.
 */
export const CONCURRENCY_MODELS_MISCONCEPTIONS = [
  'async-is-parallel',
  'threads-run-in-parallel',
  'threads-never-help',
  'more-greenlets-more-cores',
  'fork-shares-memory',
  'child-copy-comes-back',
  'threads-copy-memory',
  'every-update-races',
  'processes-always',
  'greenlets-are-lightest',
  'greenlets-are-threads',
  'spawn-runs-at-once',
  'sleep-zero-does-nothing',
  'sleep-zero-runs-timers',
  'gevent-sleep-yields-to-asyncio',
] as const;

type Misconception = (typeof CONCURRENCY_MODELS_MISCONCEPTIONS)[number];
type Generator<Id extends string> = QuestionGenerator<ConcurrencyModelsConfig, ConcurrencyModelsCommand, Id>;
type Question = GeneratedQuestion<ConcurrencyModelsConfig, ConcurrencyModelsCommand>;

const cpu = (ms: number): Operation => ({ type: 'cpu', ms });
const wait = (ms: number): Operation => ({ type: 'wait', ms });
const none = { process: 0, thread: 0, greenlet: 0, coroutine: 0 };
/** Nothing but the work itself takes time, so that the answer is a whole number. */
const FREE = { createUs: none, switchUs: none };

function record(config: ConcurrencyModelsConfig, endTick: number) {
  return recordScenario(concurrencyModels, { id: 'question', config, seed: 1, commands: [], endTick });
}

/** The run to its end, and its last step. */
function proofOf(config: ConcurrencyModelsConfig): Question['proof'] {
  const engine = createEngine({ ...concurrencyModels, invariants: [] }, { config, seed: 1 });
  while (engine.step() !== null);
  return { recording: record(config, engine.tick), step: engine.stepNumber, tick: engine.tick };
}

function jobsText(jobs: readonly (readonly Operation[])[]): string {
  return jobs
    .map(
      (job, at) =>
        `j${at + 1}: ${job.map((each) => ('ms' in each ? `${each.type} ${each.ms} ms` : each.type)).join(', ')}`,
    )
    .join(' · ');
}

/** How long does the whole workload take under a model? */
const makespan: Generator<'makespan'> = {
  id: 'makespan',
  generate: (seed, difficulty) => drawUntil(seed, 61, (random) => drawMakespan(difficulty, random)),
};

function drawMakespan(difficulty: Difficulty, random: Random): Question | null {
  const model = pick(['thread', 'greenlet', 'coroutine'] as const, random);
  const processes = model === 'greenlet' && difficulty > 1 && random.below(2) === 0 ? 3 + random.below(2) : 1;
  const cores = 2 + random.below(processes > 1 ? 1 : 3);
  const busy = Array.from({ length: processes > 1 ? processes * 2 : 2 + random.below(2) }, () => [
    cpu(10 * (1 + random.below(4))),
  ]);
  const idle =
    processes > 1 ? [] : Array.from({ length: random.below(difficulty + 1) }, () => [wait(10 * (2 + random.below(6)))]);
  const equal = processes > 1 ? busy.map(() => [cpu(20)]) : [];
  const jobs: Operation[][] = processes > 1 ? equal : [...shuffled([...busy, ...idle], random)];
  const config = concurrencyModelsConfig.parse({ models: [model], cores, processes, jobs, costs: FREE });
  const time = (under: Model, settings: Partial<ConcurrencyModelsConfig> = {}) =>
    runWorkload(under, jobs, { cores, processes, costs: config.costs, ...settings }).makespanMs;
  const right = time(model);
  const all = jobs.flat().reduce((sum, each) => sum + ('ms' in each ? each.ms : 0), 0);
  const believed: BelievedAnswer[] =
    processes > 1
      ? [{ misconception: 'more-greenlets-more-cores', answer: all / processes }]
      : [
          {
            misconception: model === 'thread' ? 'threads-run-in-parallel' : 'async-is-parallel',
            answer: time('process'),
          },
          ...(model === 'thread' && idle.length > 0 ? [{ misconception: 'threads-never-help', answer: all }] : []),
        ];
  const values = { model, cores, processes, jobs: jobsText(jobs), right };
  const question: Question = {
    stem: { key: `questions.makespan.stem.${processes > 1 ? 'pods' : model}`, values },
    picture: record({ ...config, models: [] }, 0),
    form: {
      type: 'numeric',
      right,
      feedback: { key: `questions.makespan.because.${processes > 1 ? 'pods' : model}`, values },
    },
    believed,
    proof: proofOf(config),
  };
  return Number.isInteger(right) && refutesBeliefs(question) ? question : null;
}

/** Each job adds one to the counter: what does the first process have at the end? */
const sharedOrCopied: Generator<'shared-or-copied'> = {
  id: 'shared-or-copied',
  generate: (seed, difficulty) =>
    drawUntil(seed, 62, (random) => {
      const model = pick(['process', 'process', 'thread', 'greenlet'] as const, random);
      const count = 3 + random.below(4);
      const before = cpu(1 + random.below(3));
      const own: Operation[] = [before, { type: 'read' }, ...(difficulty > 1 ? [cpu(1)] : []), { type: 'write' }];
      const isCopied = model === 'process';
      // Such stretches are shorter than a thread's turn: nothing is lost.
      const config = concurrencyModelsConfig.parse({
        models: [model],
        jobs: Array.from({ length: count }, () => own),
        costs: FREE,
      });
      const wrong: readonly (readonly [number, Misconception])[] = isCopied
        ? [
            [count, 'fork-shares-memory'],
            [1, 'child-copy-comes-back'],
          ]
        : [
            [0, 'threads-copy-memory'],
            [1, 'every-update-races'],
          ];
      const lost = runWorkload(model, config.jobs, config).lost;
      const right = isCopied ? 0 : count - lost;
      if (!isCopied && lost > 0) return null;
      const values = { model, count, ms: before.type === 'cpu' ? before.ms : 0, right };
      const options = [[right, null] as const, ...wrong].map(([value, misconception]) => ({
        label: { verbatim: String(value) },
        feedback: { key: `questions.shared-or-copied.because.${isCopied ? 'copied' : 'shared'}`, values },
        misconception,
      }));
      return {
        stem: { key: `questions.shared-or-copied.stem.${model}`, values },
        picture: record({ ...config, models: [] }, 0),
        form: singleChoice(options, random),
        proof: proofOf(config),
      };
    }),
};

/** What does a program of greenlets print? */
const greenletOutput: Generator<'greenlet-output'> = {
  id: 'greenlet-output',
  generate: (seed, difficulty) =>
    drawUntil(seed, 63, (random) => {
      const { program, beliefs } = drawProgram(difficulty, random);
      const shown = (text: string) => runProgram(text).stdout.trimEnd().split('\n').join(' · ');
      const right = shown(program);
      const wrong = beliefs
        .map(([misconception, text]) => [shown(text), misconception] as const)
        .filter(([text]) => text !== right);
      const distinct = new Map<string, OutputMisconception>(wrong);
      if (distinct.size < 2) return null;
      const options = [[right, null] as const, ...distinct].map(([text, misconception]) => ({
        label: { verbatim: text },
        feedback: { key: `questions.greenlet-output.because.${misconception ?? 'right'}`, values: { right } },
        misconception,
      }));
      const config = concurrencyModelsConfig.parse({ models: [], program });
      return {
        stem: { key: 'questions.greenlet-output.stem', values: { program } },
        picture: record(config, 0),
        form: singleChoice(options, random),
        proof: proofOf(config),
      };
    }),
};

const wrongModel: Readonly<Record<Model, Misconception>> = {
  process: 'processes-always',
  thread: 'threads-run-in-parallel',
  greenlet: 'greenlets-are-lightest',
  coroutine: 'async-is-parallel',
};

/** Which model keeps a deadline with the least memory? */
const cheapestModel: Generator<'cheapest-model'> = {
  id: 'cheapest-model',
  generate: (seed, difficulty) =>
    drawUntil(seed, 63 ^ 64, (random) => {
      const gil = difficulty < 3 || random.below(2) === 0;
      const cores = pick([2, 4], random);
      const count = pick([8, 16, 40], random);
      const computes = pick([0.2, 5, 30], random);
      const waits = pick([0, 40, 200], random);
      const jobs = Array.from({ length: count }, () => [...(waits > 0 ? [wait(waits)] : []), cpu(computes)]);
      const outcomes = MODELS.map((model) => ({ model, ...runWorkload(model, jobs, { gil, cores }) }));
      const times = outcomes.map(({ makespanMs }) => makespanMs).sort((a, b) => a - b);
      const deadline = Math.ceil(((times[0] ?? 0) * pick([1.2, 1.5, 2], random)) / 10) * 10;
      const inTime = outcomes.filter(({ makespanMs }) => makespanMs <= deadline);
      // Nothing close: costs differ from machine to machine.
      if (outcomes.some(({ makespanMs }) => makespanMs > 0.85 * deadline && makespanMs < 1.15 * deadline)) return null;
      const [best] = [...inTime].sort((a, b) => a.peakBytes - b.peakBytes);
      if (best === undefined || best.model === 'greenlet') return null;
      const values = { count, cores, deadline, computes, waits, right: best.model };
      const config = concurrencyModelsConfig.parse({ models: [best.model], gil, cores, jobs });
      const options = outcomes.map(({ model, makespanMs }) => ({
        label: { key: `models.${model}` },
        feedback: {
          key: `questions.cheapest-model.because.${model === best.model ? 'right' : makespanMs <= deadline ? 'dear' : 'late'}`,
          values: { ...values, took: Math.round(makespanMs) },
        },
        misconception: model === best.model ? null : wrongModel[model],
      }));
      return {
        stem: { key: `questions.cheapest-model.stem.${gil ? 'gil' : 'free'}`, values },
        picture: record({ ...config, models: [] }, 0),
        form: singleChoice(options, random),
        proof: proofOf(config),
      };
    }),
};

/** The lab's question generators. */
export const concurrencyModelsQuestions: readonly Generator<string>[] = [
  makespan,
  sharedOrCopied,
  greenletOutput,
  cheapestModel,
];
