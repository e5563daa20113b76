import type { ChallengeGoal } from '../core/challenge';
import type { StepRecord } from '../core/engine';
import { goalsOf } from '../core/goals';
import { defineMilestone, type Milestone, type RunAnswer } from '../core/milestone';
import type { Tick } from '../core/simulation';
import { type GilCommand, msFromTicks, ticksFromMs } from './config';
import { type GilEvent, type GilState, type GilTrace, hasGil } from './state';

const { tracedMoment } = goalsOf<GilState, GilCommand, GilEvent, GilTrace>();

type Step = StepRecord<GilCommand, GilEvent, GilTrace>;
type Goal<Memory> = ChallengeGoal<GilState, GilCommand, GilEvent, Memory>;

/** Met by the first step of which something can be told, which is what a text asks for. */
const asked = <Id extends string>(id: Id, tell: (record: Step, state: GilState) => RunAnswer | null) => {
  const goal: Goal<RunAnswer | null> = {
    initial: null,
    observe: (told, record: Step, state) => told ?? tell(record, state),
    isMet: (told) => told !== null,
  };
  return defineMilestone({ id, goal, answer: (told) => told ?? '' });
};

/** When so many answers from outside have come; asked: after how many milliseconds. */
const answers = <Id extends string>(id: Id, wanted: number, byHand?: (state: GilState) => GilCommand | null) => {
  const goal: Goal<{ count: number; tick: Tick }> = {
    initial: { count: 0, tick: 0 },
    observe: ({ count }, { trace, tick }: Step) => ({
      count: count + trace.filter(({ kind }) => kind === 'wake').length,
      tick,
    }),
    isMet: ({ count }) => count >= wanted,
  };
  return defineMilestone({ id, goal, answer: ({ tick }) => Math.round(msFromTicks(tick)), ...(byHand && { byHand }) });
};

/** The wait of a thread that takes the GIL after more than so many milliseconds; asked: how long it was. */
const waitedOver = <Id extends string>(id: Id, ms: number) =>
  asked(id, ({ trace }) => {
    const entry = trace.find((each) => each.kind === 'take' && each.data.waitedTicks > ticksFromMs(ms));
    return entry?.kind === 'take' ? msFromTicks(entry.data.waitedTicks) : null;
  });

const isThrough = ({ threads }: GilState) => threads.every(({ status }) => status === 'done');

/** Every thread has taken the GIL after what it waited for outside had come; asked: how long the last of them waited for the GIL. */
const allServed: Goal<{ served: readonly string[]; lastTicks: Tick; isMet: boolean }> = {
  initial: { served: [], lastTicks: 0, isMet: false },
  observe: (before, { trace, tick }: Step, { threads }) =>
    trace.reduce(({ served, lastTicks, isMet }, entry) => {
      if (isMet || tick === 0 || entry.kind !== 'take' || served.includes(entry.actor)) {
        return { served, lastTicks, isMet };
      }
      const now = [...served, entry.actor];
      return { served: now, lastTicks: entry.data.waitedTicks, isMet: now.length === threads.length };
    }, before),
  isMet: ({ isMet }) => isMet,
};

const all = [
  tracedMoment('asked', ({ kind }) => kind === 'ask'),
  tracedMoment('handed-over', (entry) => entry.kind === 'drop' && entry.data.requested),
  tracedMoment('started-over', ({ kind }) => kind === 'startOver'),
  tracedMoment('update-lost', ({ kind }) => kind === 'lost'),
  tracedMoment('gil-off', ({ kind }) => kind === 'gilOff'),
  waitedOver('waited-for-the-gil', 0),
  waitedOver('kept-waiting', 50),
  defineMilestone({ id: 'all-served', goal: allServed, answer: ({ lastTicks }) => msFromTicks(lastTicks) }),
  /** What the counter shows when all threads are through. */
  asked('all-through', (_, state) => (isThrough(state) ? state.shared.x : null)),
  /** After how many milliseconds all threads were through. */
  asked('work-done', ({ tick }, state) => (isThrough(state) ? msFromTicks(tick) : null)),
  /** How many compute in C at the same time while nobody holds the GIL. */
  asked('computing-without', (_, { gil, threads }) => {
    const outside = threads.filter(({ status }) => status === 'outside').length;
    return gil.holder === null && outside > 0 ? outside : null;
  }),
  answers('eighteen-answers', 18),
  answers('sixty-four-answers', 64),
  /** The same with the GIL switched off at once. */
  answers('eighteen-without-gil', 18, (state) => (hasGil(state) ? { type: 'gilOff' } : null)),
] as const;

export type GilMilestoneId = (typeof all)[number]['id'];

/** What a text beside a run may wait for. */
export const gilMilestones: readonly (Milestone<GilState, GilCommand, GilEvent> & { readonly id: GilMilestoneId })[] =
  all;
