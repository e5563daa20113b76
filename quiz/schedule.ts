import {
  type Card,
  computeDecayFactor,
  createEmptyCard,
  default_w,
  type FSRS,
  fsrs,
  type Grade,
  Rating,
  type State,
} from 'ts-fsrs';

/** A memory as it is kept: plain JSON, times in milliseconds since 1970. */
export interface Memory {
  readonly dueMs: number;
  readonly stability: number;
  readonly difficulty: number;
  readonly scheduledDays: number;
  readonly learningSteps: number;
  readonly reps: number;
  readonly lapses: number;
  /** FSRS' state: 0 new, 1 learning, 2 review, 3 relearning. */
  readonly state: number;
  readonly lastReviewMs: number | null;
}

/** How well something was remembered, in FSRS' own grades. */
export type Remembered = 'again' | 'hard' | 'good' | 'easy';

/** The share of cards that should still be known when they come up. */
export const RETENTION = { least: 0.7, usual: 0.9, most: 0.97 } as const;

const GRADES: Readonly<Record<Remembered, Grade>> = {
  again: Rating.Again,
  hard: Rating.Hard,
  good: Rating.Good,
  easy: Rating.Easy,
};

const schedulers = new Map<number, FSRS>();

/** FSRS with its published default parameters. No fuzz: the same reviews at the same times give the same dates. */
function scheduler(retention: number): FSRS {
  if (!(retention >= RETENTION.least && retention <= RETENTION.most)) {
    throw new RangeError(`retention is in ${RETENTION.least} .. ${RETENTION.most}, not ${retention}`);
  }
  const known = schedulers.get(retention);
  if (known !== undefined) return known;
  const made = fsrs({ request_retention: retention, enable_fuzz: false });
  schedulers.set(retention, made);
  return made;
}

/** A memory of something never reviewed, due at once. */
export function newMemory(nowMs: number): Memory {
  return fromCard(createEmptyCard(nowMs));
}

/**
 * The memory after a review at `nowMs`. `retention` is the learner's choice, see {@link RETENTION}.
 *
 * @throws RangeError for a retention outside its bounds
 */
export function review(memory: Memory, remembered: Remembered, nowMs: number, retention: number): Memory {
  return fromCard(scheduler(retention).next(toCard(memory), nowMs, GRADES[remembered]).card);
}

/** How likely it is still known, 0 .. 1: FSRS' forgetting curve. 0 for what was never reviewed. */
export function retrievability(memory: Memory, nowMs: number): number {
  return memory.lastReviewMs === null ? 0 : scheduler(RETENTION.usual).get_retrievability(toCard(memory), nowMs, false);
}

/**
 * FSRS' forgetting curve, for a database that works it out over many cards: (1 + factor × days / stability) ^ decay, where days are
 * whole ones since the last review.
 */
export const FORGETTING: { readonly decay: number; readonly factor: number } = computeDecayFactor([...default_w]);

/**
 * What an answer says about memory: nothing right was forgotten; half right or helped came hard; wholly right came well, and
 * easily to those who were sure before they were told.
 */
export function rememberedBy(answer: {
  readonly earned: number;
  readonly total: number;
  readonly hintsTaken: number;
  readonly wasSure: boolean;
}): Remembered {
  if (answer.earned * 2 < answer.total) return 'again';
  if (answer.earned < answer.total || answer.hintsTaken > 0) return 'hard';
  return answer.wasSure ? 'easy' : 'good';
}

function toCard(memory: Memory): Card {
  const state: State = memory.state;
  return {
    due: new Date(memory.dueMs),
    stability: memory.stability,
    difficulty: memory.difficulty,
    elapsed_days: 0,
    scheduled_days: memory.scheduledDays,
    learning_steps: memory.learningSteps,
    reps: memory.reps,
    lapses: memory.lapses,
    state,
    ...(memory.lastReviewMs === null ? {} : { last_review: new Date(memory.lastReviewMs) }),
  };
}

function fromCard(card: Card): Memory {
  return {
    dueMs: card.due.getTime(),
    stability: card.stability,
    difficulty: card.difficulty,
    scheduledDays: card.scheduled_days,
    learningSteps: card.learning_steps,
    reps: card.reps,
    lapses: card.lapses,
    state: card.state,
    lastReviewMs: card.last_review?.getTime() ?? null,
  };
}
