import { drawUntil, pick } from '../core/draw';
import { createEngine } from '../core/engine';
import {
  type Difficulty,
  type GeneratedQuestion,
  type QuestionGenerator,
  type QuestionOption,
  refutesBeliefs,
} from '../core/question';
import type { Random } from '../core/random';
import type { Recording } from '../core/recording';
import { recordScenario } from '../core/scenario';
import { bodies } from './bytecode';
import { type GilCommand, type GilConfig, gilConfig, msFromTicks, ticksFromMs } from './config';
import { gil } from './gil';
import { reachableValues } from './reachable';

/**
 * What learners believe who choose wrongly. Texts `questions.misconceptions.<id>` say what is true instead.
 *
 * - `gil-any-two-bytecodes`: on 3.11 too, threads may switch between any two instructions.
 * - `gil-makes-code-safe`: with one thread at a time, nothing between two lines can be lost.
 * - `gil-turns-of-one-interval`: threads take turns of one interval each, whatever they do.
 * - `gil-c-code-releases`: whatever runs in C lets others run.
 * - `gil-always-held`: while a thread is in a call, no other one runs.
 */
export const GIL_MISCONCEPTIONS = [
  'gil-any-two-bytecodes',
  'gil-makes-code-safe',
  'gil-turns-of-one-interval',
  'gil-c-code-releases',
  'gil-always-held',
] as const;

type Misconception = (typeof GIL_MISCONCEPTIONS)[number];
type Generator<Id extends string> = QuestionGenerator<GilConfig, GilCommand, Id>;
type Question = GeneratedQuestion<GilConfig, GilCommand>;

function record(config: GilConfig, endTick: number): Recording<GilConfig, GilCommand> {
  return recordScenario(gil, { id: 'question', config, seed: 1, commands: [], endTick });
}

/** The state at a moment, and the step that led to it. */
function runTo(config: GilConfig, tick: number) {
  const engine = createEngine(gil, { config, seed: 1 });
  while (engine.nextDueTick !== null && engine.nextDueTick <= tick) engine.step();
  return { state: engine.state, step: engine.stepNumber };
}

/**
 * Who holds the GIL at a moment? 1: one that computes and one that is in C too; 2: two that compute; 3: one that waits outside as well.
 * Revision 1 asked about two that compute and do nothing else, where counting turns is right.
 */
const holderAt: Generator<'holder-at'> = {
  id: 'holder-at',
  revision: 2,
  generate: (seed, difficulty, revision = 2) =>
    drawUntil(seed, 21, (random) => drawHolder(difficulty, revision, random)),
};

function drawHolder(difficulty: Difficulty, revision: number, random: Random): Question | null {
  const kinds =
    [revision === 1 ? ['cpu', 'cpu'] : ['cpu', 'c'], ['cpu', 'c', 'cpu'], ['cpu', 'io', 'c', 'cpu']][difficulty - 1] ??
    [];
  const threads = kinds.map((kind, index) => ({
    id: `t${index + 1}`,
    operations: operationsOf(kind, random),
    repeats: true,
  }));
  const intervalMs = pick([2, 5, 10], random);
  const config = gilConfig.parse({ intervalMs, wakes: 'longest', cores: 8, threads });
  const atMs = intervalMs * (2 + random.below(4)) + intervalMs / 2;
  const { state, step } = runTo(config, ticksFromMs(atMs));
  const holder = state.threads[state.gil.holder ?? -1]?.id;
  const inTurn = threads[Math.floor(atMs / intervalMs) % threads.length]?.id;
  // Who only counts turns has to be wrong.
  if (holder === undefined || inTurn === undefined) return null;
  if (holder === inTurn && (revision > 1 || difficulty > 1)) return null;
  const values = {
    at: atMs,
    interval: intervalMs,
    threads: threads
      .map(({ id, operations }) => `${id}: ${operations.map(({ type, ms }) => `${type} ${ms} ms`).join(', ')}`)
      .join('; '),
  };
  const options = threads.map(({ id }) => ({
    id,
    label: { verbatim: id },
    feedback: {
      key: `questions.holder-at.${id === holder ? 'right' : id === inTurn ? 'turns' : 'wrong'}`,
      values: { thread: id, holder },
    },
    misconception: id === holder ? null : 'gil-turns-of-one-interval',
  }));
  return {
    stem: { key: 'questions.holder-at.stem', values },
    picture: record(config, 0),
    form: { type: 'single', options, right: holder },
    believed: [{ misconception: 'gil-turns-of-one-interval', answer: [inTurn] }],
    proof: { recording: record(config, ticksFromMs(atMs + intervalMs)), step, tick: ticksFromMs(atMs) },
  };
}

function operationsOf(kind: string, random: Random): { type: 'cpu' | 'c' | 'block'; ms: number }[] {
  if (kind === 'cpu') return [{ type: 'cpu', ms: 500 }];
  if (kind === 'c')
    return [
      { type: 'c', ms: pick([12, 17, 23, 31], random) },
      { type: 'block', ms: pick([4, 9], random) },
    ];
  return [
    { type: 'block', ms: pick([3, 7, 11], random) },
    { type: 'cpu', ms: 0.5 },
  ];
}

/** Bodies that add one, so that two threads should make two of it. */
const adding = Object.keys(bodies).filter((body) => {
  const alone = reachableValues([body], '3.11');
  return alone.length === 1 && alone[0] === 1 && !body.startsWith('if') && body !== 'x = max(x, 1)';
});

/** Can two threads with this body lose an update? Half of the draws each way, so that no rule of thumb is enough. */
const canLose: Generator<'can-lose'> = {
  id: 'can-lose',
  generate: (seed) =>
    drawUntil(seed, 22, (random) => {
      const version = pick(['3.9', '3.11', '3.11', '3.11'] as const, random);
      const body = pick(adding, random);
      const loses = reachableValues([body, body], version).some((value) => value < 2);
      if (loses !== random.chance(1, 2)) return null;
      const question = { key: 'questions.can-lose.stem', values: { body, version } };
      const beliefs: readonly [string, Misconception][] = [
        ['can', 'gil-any-two-bytecodes'],
        ['cannot', 'gil-makes-code-safe'],
      ];
      const right = loses ? 'can' : 'cannot';
      const options = beliefs.map(([id, belief]) => ({
        id,
        label: { key: `questions.can-lose.${id}` },
        feedback: { key: `questions.can-lose.${right}-because`, values: { body, version } },
        misconception: id === right ? null : belief,
      }));
      const proof = proofOf([body, body], version, (x, isDone) => (loses ? isDone && x < 2 : isDone));
      return proof === null ? null : { ...proof, stem: question, form: { type: 'single', options, right } };
    }),
};

/**
 * Which values can `x` have at the end? 1: two threads; 2: with a loop or a second update; 3: three threads. Since revision 2 it is not
 * right to take every switch for possible, or none, whichever is about more than half of the values.
 */
const finalValues: Generator<'final-values'> = {
  id: 'final-values',
  revision: 2,
  generate: (seed, difficulty, revision = 2) =>
    drawUntil(seed, 23, (random) => {
      const pool = difficulty === 2 ? Object.keys(bodies) : adding;
      const threads = Array.from({ length: difficulty === 3 ? 3 : 2 }, () => pick(pool, random));
      const version = pick(['3.9', '3.11', '3.11'] as const, random);
      const reachable = reachableValues(threads, version);
      const most = Math.max(...reachable);
      if (reachable.length === 1 && random.chance(2, 3)) return null;
      if (most < 1 || most > (revision === 1 ? 6 : 5) || reachable.some((value) => value < 0)) return null;
      const anywhere = reachableValues(threads, '3.9');
      const options = Array.from({ length: most + 1 }, (_, value): QuestionOption => {
        const isRight = reachable.includes(value);
        const belief = isRight === anywhere.includes(value) ? 'gil-makes-code-safe' : 'gil-any-two-bytecodes';
        return {
          id: String(value),
          label: { verbatim: String(value) },
          feedback: { key: `questions.final-values.${isRight ? 'reached' : 'missed'}`, values: { value, version } },
          misconception: isRight ? null : belief,
        };
      });
      const right = reachable.map(String);
      const form = { type: 'multiple' as const, options, right };
      const believed = believedValues(reachable, anywhere, version);
      if (revision > 1 && (believed.length === 0 || !refutesBeliefs({ form, believed }))) return null;
      const proof = proofOf(threads, version, (x, isDone) => isDone && reachable.includes(x));
      const stem = { key: 'questions.final-values.stem', values: { version, threads: threads.join(' ‖ ') } };
      return proof === null ? null : { ...proof, stem, form, believed };
    }),
};

/** Who thinks that nothing is lost, where something can be; who thinks that a switch comes anywhere, where it does not. */
function believedValues(reachable: readonly number[], anywhere: readonly number[], version: '3.9' | '3.11') {
  const safe = { misconception: 'gil-makes-code-safe', answer: [String(Math.max(...reachable))] };
  const switched = { misconception: 'gil-any-two-bytecodes', answer: anywhere.map(String) };
  const isSwitchAsked = version === '3.11' && anywhere.length > reachable.length;
  return [...(reachable.length > 1 ? [safe] : []), ...(isSwitchAsked ? [switched] : [])];
}

/** A run of these bodies in which the end is as wanted, found by trying switch intervals and seeds. */
function proofOf(
  threads: readonly string[],
  version: '3.9' | '3.11',
  isWanted: (x: number, isDone: boolean) => boolean,
): Pick<Question, 'picture' | 'proof'> | null {
  const written = threads.map((body, index) => ({ id: `t${index + 1}`, operations: [{ type: 'body', body }] }));
  for (let ticks = 1; ticks <= 40; ticks += 1) {
    const config = gilConfig.parse({ version, intervalMs: msFromTicks(ticks), threads: written });
    const engine = createEngine(gil, { config, seed: 1 });
    while (engine.step() !== null) {
      /* to the end */
    }
    const { state, tick, stepNumber } = engine;
    if (
      !isWanted(
        state.shared.x,
        state.threads.every(({ status }) => status === 'done'),
      )
    )
      continue;
    return { picture: record(config, 0), proof: { recording: record(config, tick), step: stepNumber, tick } };
  }
  return null;
}

/** Calls, as the comparison with Python 3.11 has them: whether others run before they return. */
const CALLS: readonly { readonly call: string; readonly type: 'c' | 'release' | 'block' }[] = [
  { call: 'time.sleep(0.05)', type: 'block' },
  { call: 'lock.acquire(timeout=0.05)', type: 'block' },
  { call: 'hashlib.sha256(data)', type: 'release' },
  { call: 'zlib.compress(data)', type: 'release' },
  { call: "re.match(r'(a+)+$', 'a' * 21 + 'b')", type: 'c' },
  { call: 'sum(range(3_000_000))', type: 'c' },
  { call: 'sorted(numbers)', type: 'c' },
  { call: 'json.dumps(numbers)', type: 'c' },
];

/** Does another thread run while this call is under way? */
const releasesOrNot: Generator<'releases-or-not'> = {
  id: 'releases-or-not',
  generate: (seed) =>
    drawUntil(seed, 24, (random) => {
      const { call, type } = pick(CALLS, random);
      const isReleased = type !== 'c';
      if (isReleased !== random.chance(1, 2)) return null;
      const ms = pick([20, 40, 50], random);
      const config = gilConfig.parse({
        cores: 4,
        threads: [
          {
            id: 'main',
            operations: [
              { type, ms },
              { type: 'cpu', ms: 5 },
            ],
          },
          { id: 'other', operations: [{ type: 'cpu', ms: 30 }] },
        ],
      });
      const beliefs: readonly [string, Misconception][] = [
        ['runs', 'gil-c-code-releases'],
        ['waits', 'gil-always-held'],
      ];
      const right = isReleased ? 'runs' : 'waits';
      const options = beliefs.map(([id, belief]) => ({
        id,
        label: { key: `questions.releases-or-not.${id}` },
        feedback: { key: `questions.releases-or-not.${right}-because`, values: { call } },
        misconception: id === right ? null : belief,
      }));
      // In the middle of a call nothing happens: its end is what can be shown.
      const shownAt = ticksFromMs(ms);
      const { step } = runTo(config, shownAt);
      return {
        stem: { key: 'questions.releases-or-not.stem', values: { call, ms } },
        picture: record(config, 0),
        form: { type: 'single', options, right },
        proof: { recording: record(config, ticksFromMs(ms + 40)), step, tick: shownAt },
      };
    }),
};

/** The lab's question generators. */
export const gilQuestions: readonly Generator<string>[] = [holderAt, canLose, finalValues, releasesOrNot];
