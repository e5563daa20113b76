import { drawUntil, pick } from '../core/draw';
import { type BelievedAnswer, type QuestionGenerator, refutesBeliefs } from '../core/question';
import { type Happened, runForQuestion } from '../core/question-run';
import type { Random } from '../core/random';
import { type AutoscalingCommand, type AutoscalingConfig, autoscalingConfig } from './config';
import { autoscaling } from './model';
import { burst } from './scenarios';
import type { AutoscalingTrace, Owner } from './state';

/**
 * What learners believe who choose wrongly. Texts `questions.misconceptions.<id>` say what is true instead.
 *
 * - `autoscaling-cooldown-every-scale-in`: the cooldown period delays every step down.
 * - `autoscaling-polling-sets-speed`: more pods come when KEDA polls.
 * - `autoscaling-one-by-one-to-zero`: the last pods go one after the other, by the HPA's rules.
 * - `autoscaling-amqp-counts-all`: over AMQP, too, messages that are worked on count.
 * - `autoscaling-total-per-pod`: the total is multiplied by the pods that there are.
 * - `autoscaling-window-waits`: the window waits, and then the last value is acted on.
 * - `autoscaling-new-pods-share`: new pods take their share of what others hold.
 * - `autoscaling-taken-is-gone`: a message that a worker has taken is no longer in the queue.
 */
export const AUTOSCALING_MISCONCEPTIONS = [
  'autoscaling-cooldown-every-scale-in',
  'autoscaling-polling-sets-speed',
  'autoscaling-one-by-one-to-zero',
  'autoscaling-amqp-counts-all',
  'autoscaling-total-per-pod',
  'autoscaling-window-waits',
  'autoscaling-new-pods-share',
  'autoscaling-taken-is-gone',
] as const;

type Misconception = (typeof AUTOSCALING_MISCONCEPTIONS)[number];
type Generator<Id extends string> = QuestionGenerator<AutoscalingConfig, AutoscalingCommand, Id>;
type Timed = readonly [seconds: number, command: AutoscalingCommand];

function play(settings: object, endS: number, commands: readonly Timed[]) {
  const written = commands.map(([seconds, command]) => ({ tick: 1_000 * seconds, command }));
  return runForQuestion(autoscaling, autoscalingConfig.parse(settings), 1_000 * endS, written);
}

/** Messages that one pod takes all and works on for as long as anybody looks. */
const HELD = { c: 100, mult: 1, taskMs: 3_600_000 };

/** How many does the HPA ask for? 1: more than there are; 2: fewer or nearly as many; 3: bounds too. */
const desiredReplicas: Generator<'desired-replicas'> = {
  id: 'desired-replicas',
  generate: (seed, difficulty) =>
    drawUntil(seed, 41, (random) => {
      const value = pick([5, 10, 20, 30], random);
      const replicas = 2 + random.below(4);
      const total = 1 + random.below(difficulty === 2 ? value * (replicas + 1) : value * 8);
      const max = difficulty === 3 ? replicas + 1 + random.below(3) : 50;
      const free = { upPods: 0, upPercent: 0, downPods: 0, downPercent: 0, downWindowS: 0 };
      const played = play({ ...HELD, ...free, value, replicas, min: 1, max }, 15, [[1, burst(total)]]);
      const made = played.entries.find(({ kind }) => kind === 'synced');
      if (made?.kind !== 'synced') return null;
      const right = played.state.wanted;
      const raw = made.data.raw ?? right;
      if (difficulty === 1 && raw <= replicas) return null;
      if (difficulty === 3 && raw <= max) return null;
      const believed: BelievedAnswer[] = [
        { misconception: 'autoscaling-total-per-pod', answer: Math.ceil((replicas * total) / value) },
      ];
      const why = raw === replicas ? 'tolerance' : raw > max ? 'max' : 'right';
      const percent = Math.round((100 * total) / (value * replicas));
      const values = { total, value, replicas, max, right, percent };
      const feedback = { key: `questions.desired-replicas.${why}`, values };
      const form = { type: 'numeric' as const, right, feedback };
      if (!refutesBeliefs({ form, believed })) return null;
      const stem = { key: `questions.desired-replicas.stem${difficulty === 3 ? '-max' : ''}`, values };
      return { stem, form, believed, ...played.question(made) };
    }),
};

interface Case {
  readonly id: 'polling' | 'window' | 'peak' | 'zero';
  readonly settings: object;
  readonly commands: readonly Timed[];
  readonly atS: number;
  readonly values: Readonly<Record<string, number>>;
  readonly believed: readonly BelievedAnswer[];
}

/** How many replicas at a moment? 1: on the way up, or with a cooldown beside the window; 2: a peak in the window; 3: to none. */
const replicasAt: Generator<'replicas-at'> = {
  id: 'replicas-at',
  generate: (seed, difficulty) =>
    drawUntil(seed, 42, (random) => {
      const made = difficulty === 3 ? toZero(random) : difficulty === 2 ? peak(random) : simple(random);
      const played = play(made.settings, made.atS, made.commands);
      const right = played.state.wanted;
      const values = { ...made.values, at: made.atS, right };
      const feedback = { key: `questions.replicas-at.${made.id}`, values };
      const form = { type: 'numeric' as const, right, feedback };
      if (!refutesBeliefs({ form, believed: made.believed })) return null;
      const stem = { key: `questions.replicas-at.stem-${made.id}`, values };
      const decides = (entry: Happened<AutoscalingTrace>) => entry.kind === 'synced' || entry.kind === 'scaled';
      return { stem, form, believed: made.believed, ...played.question(played.entries.filter(decides).at(-1)) };
    }),
};

function simple(random: Random): Case {
  const count = 15 + random.below(30);
  if (random.chance(1, 2)) {
    const polling = 60 * (2 + random.below(4));
    return {
      id: 'polling',
      settings: { ...HELD, pollingS: polling, max: 10 },
      commands: [[5, burst(count)]],
      atS: 20 + random.below(20),
      values: { count, polling, value: 10 },
      believed: [{ misconception: 'autoscaling-polling-sets-speed', answer: 1 }],
    };
  }
  const cooldown = 30 + 15 * random.below(3);
  return {
    id: 'window',
    settings: { ...HELD, taskMs: 40_000, cooldownS: cooldown, max: 10 },
    commands: [[5, burst(count)]],
    atS: 160 + random.below(100),
    values: { count, cooldown, value: 10, seconds: 40, window: 300 },
    believed: [{ misconception: 'autoscaling-cooldown-every-scale-in', answer: 1 }],
  };
}

function peak(random: Random): Case {
  const count = 45 + random.below(50);
  const second = 15 + random.below(20);
  const secondAt = 150 + random.below(100);
  return {
    id: 'peak',
    settings: { ...HELD, taskMs: 40_000, max: 10 },
    commands: [
      [5, burst(count)],
      [secondAt, burst(second)],
    ],
    atS: 380 + random.below(60),
    values: { count, second, secondAt, value: 10, seconds: 40, window: 300 },
    believed: [
      { misconception: 'autoscaling-window-waits', answer: 1 },
      { misconception: 'autoscaling-window-waits', answer: Math.ceil(count / 10) },
    ],
  };
}

function toZero(random: Random): Case {
  const count = 25 + random.below(25);
  const cooldown = 60 + 30 * random.below(3);
  const replicas = Math.ceil(count / 10);
  return {
    id: 'zero',
    settings: { ...HELD, taskMs: 40_000, min: 0, pollingS: 15, cooldownS: cooldown, max: 10 },
    commands: [[5, burst(count)]],
    atS: 85 + cooldown + random.below(40),
    values: { count, cooldown, value: 10, seconds: 40, window: 300, replicas },
    believed: [
      { misconception: 'autoscaling-one-by-one-to-zero', answer: 1 },
      { misconception: 'autoscaling-one-by-one-to-zero', answer: replicas },
    ],
  };
}

/** What metric does the HPA get? 1: one pod; 2: leaving out what is unacknowledged; 3: several pods. */
const metricSeen: Generator<'metric-seen'> = {
  id: 'metric-seen',
  generate: (seed, difficulty) =>
    drawUntil(seed, 43, (random) => {
      const replicas = difficulty === 3 ? 2 + random.below(3) : 1;
      const c = 5 + random.below(20);
      const mult = pick([1, 2, 4], random);
      const count = 5 + random.below(replicas * c * mult + 40);
      const way = pick(difficulty === 1 ? ['amqp', 'http'] : ['amqp', 'http', 'exclude'], random);
      const protocol = way === 'amqp' ? 'amqp' : 'http';
      const settings = { protocol, excludeUnacknowledged: way === 'exclude', c, mult, replicas, max: 50 };
      const played = play({ ...settings, taskMs: 3_600_000 }, 15, [[1, burst(count)]]);
      const made = played.entries.find(({ kind }) => kind === 'synced');
      if (made?.kind !== 'synced' || made.data.metricMilli === null) return null;
      const right = made.data.metricMilli / 1_000;
      const believed: BelievedAnswer[] = [
        way === 'http'
          ? { misconception: 'autoscaling-taken-is-gone', answer: Math.max(0, count - replicas * c * mult) }
          : { misconception: 'autoscaling-amqp-counts-all', answer: count },
      ];
      const values = { count, prefetch: c * mult, c, mult, replicas, right };
      const form = { type: 'numeric' as const, right, feedback: { key: `questions.metric-seen.${way}`, values } };
      if (!refutesBeliefs({ form, believed })) return null;
      const stem = { key: `questions.metric-seen.stem-${way}`, values };
      return { stem, form, believed, ...played.question(made) };
    }),
};

interface LoopCase {
  readonly id: 'wakes' | 'out' | 'to-zero' | 'in';
  readonly settings: object;
  readonly commands: readonly Timed[];
  readonly endS: number;
  readonly wrong: Readonly<Partial<Record<Owner, Misconception>>>;
}

const LOOP_CASES: readonly (readonly LoopCase['id'][])[] = [
  ['wakes', 'out', 'in'],
  ['wakes', 'to-zero', 'in'],
  ['to-zero', 'in'],
];

/** Who changed the number of replicas? 1: from none, up and down; 2: to none; 3: only what is easily mistaken. */
const whichLoop: Generator<'which-loop'> = {
  id: 'which-loop',
  generate: (seed, difficulty) =>
    drawUntil(seed, 44, (random) => {
      const made = loopCase(pick(LOOP_CASES[difficulty - 1] ?? [], random), random);
      const played = play(made.settings, made.endS, made.commands);
      const change = played.entries.filter(({ kind }) => kind === 'scaled').at(-1);
      if (change?.kind !== 'scaled') return null;
      const right = change.actor as Owner;
      const values = { ...change.data, at: change.tick / 1_000 };
      const owners = [right, ...(Object.keys(made.wrong) as Owner[])].sort();
      const options = owners.map((owner) => ({
        id: owner,
        label: { key: `questions.which-loop.${owner}` },
        feedback: { key: `questions.which-loop.${made.id}`, values },
        misconception: made.wrong[owner] ?? null,
      }));
      const stem = { key: `questions.which-loop.stem-${made.id}`, values };
      return { stem, form: { type: 'single', options, right }, ...played.question(change) };
    }),
};

function loopCase(id: LoopCase['id'], random: Random): LoopCase {
  const commands: readonly Timed[] = [[5 + random.below(5), burst(22 + random.below(25))]];
  const none = { ...HELD, min: 0, pollingS: 15, taskMs: 40_000 };
  switch (id) {
    case 'wakes':
      return {
        ...{ id, settings: { ...none, replicas: 0 }, commands, endS: 20 },
        wrong: { hpa: 'autoscaling-one-by-one-to-zero' },
      };
    case 'out':
      return { ...{ id, settings: HELD, commands, endS: 20 }, wrong: { keda: 'autoscaling-polling-sets-speed' } };
    case 'to-zero':
      return {
        ...{ id, settings: { ...none, cooldownS: 60 + random.below(60) }, commands, endS: 280 },
        wrong: { hpa: 'autoscaling-one-by-one-to-zero' },
      };
    case 'in':
      return {
        ...{ id, settings: { ...HELD, taskMs: 40_000, downWindowS: 60 + random.below(120) }, commands, endS: 320 },
        wrong: { keda: 'autoscaling-cooldown-every-scale-in' },
      };
  }
}

/** How many pods work? 1: the first holds all; 2: a smaller window; 3: what is left over is not enough for all. */
const workingPods: Generator<'working-pods'> = {
  id: 'working-pods',
  generate: (seed, difficulty) =>
    drawUntil(seed, 45, (random) => {
      const c = difficulty === 1 ? 100 : 11 + random.below(20);
      const count = 22 + random.below(60);
      const played = play({ c, mult: 1, taskMs: 3_600_000, max: 10 }, 120, [[5, burst(count)]]);
      const ready = played.state.pods.filter(({ phase }) => phase === 'ready');
      const right = ready.filter(({ runningCount }) => runningCount > 0).length;
      if (difficulty > 1 && right === 1) return null;
      if (difficulty === 3 && count % c === 0) return null;
      const believed = [{ misconception: 'autoscaling-new-pods-share', answer: ready.length }];
      const values = { count, prefetch: c, pods: ready.length, right };
      const form = { type: 'numeric' as const, right, feedback: { key: 'questions.working-pods.right', values } };
      if (!refutesBeliefs({ form, believed })) return null;
      const stem = { key: 'questions.working-pods.stem', values };
      const isReady = ({ kind }: Happened<AutoscalingTrace>) => kind === 'podReady';
      return { stem, form, believed, ...played.question(played.entries.filter(isReady).at(-1)) };
    }),
};

/** The lab's question generators. */
export const autoscalingQuestions: readonly Generator<string>[] = [
  desiredReplicas,
  replicasAt,
  metricSeen,
  whichLoop,
  workingPods,
];
