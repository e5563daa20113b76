import { type Challenge, defineChallenge } from '../core/challenge';
import { goalsOf } from '../core/goals';
import { type AutoscalingCommand, type AutoscalingConfig, autoscalingConfig } from './config';
import { fitsOneMore } from './pods';
import {
  type AutoscalingEvent,
  type AutoscalingState,
  type AutoscalingTrace,
  podCounts,
  podMinutes,
  unackedCount,
} from './state';

const { once } = goalsOf<AutoscalingState, AutoscalingCommand, AutoscalingEvent, AutoscalingTrace>();

const MINUTE = 60_000;

/** Ten minutes of a sawtooth, less what passes before the learner begins. */
const CALM_MS = 590_000;
const DRAINED = 200;
const POD_MINUTES_MAX = 14;
const COOLDOWN_MIN_S = 60;

const start = (config: object, endTick: number, ...commands: readonly AutoscalingCommand[]) => ({
  config: autoscalingConfig.parse(config) as AutoscalingConfig,
  seed: 1,
  commands: commands.map((command, index) => ({ tick: 100 + index, command })),
  endTick,
});

const only =
  (...types: readonly AutoscalingCommand['type'][]) =>
  ({ type }: AutoscalingCommand): boolean =>
    types.includes(type);

const isDrained = (state: AutoscalingState) => state.readyCount === 0 && unackedCount(state) === 0;

const entries = (trace: readonly unknown[]) => trace as readonly AutoscalingTrace[];

const all = [
  defineChallenge({
    id: 'all-three-work',
    level: 1,
    start: start({ taskMs: 60_000 }, 1_000),
    tickMax: 300_000,
    parCommands: 2,
    hintCount: 2,
    allows: only('setWorkers', 'setTrigger', 'burst'),
    goal: {
      initial: { sinceTick: -1, isMet: false },
      observe: (so: { sinceTick: number; isMet: boolean }, { trace, tick }, { pods }: AutoscalingState) => {
        const isSent = entries(trace).some((entry) => entry.kind === 'arrived' && entry.data.count === 22);
        const sinceTick = isSent ? tick : so.sinceTick;
        const working = pods.filter(({ phase, runningCount }) => phase === 'ready' && runningCount > 0);
        const isInTime = sinceTick >= 0 && tick <= sinceTick + MINUTE;
        return { sinceTick, isMet: so.isMet || (isInTime && working.length >= 3) };
      },
      isMet: ({ isMet }) => isMet,
    },
  }),
  defineChallenge({
    id: 'max-that-fits',
    level: 1,
    start: start({ max: 10, nodeCpuM: 1_595, nodeMemoryMi: 3_514, c: 10, mult: 1, taskMs: 300_000 }, 2_000, {
      type: 'burst',
      count: 400,
    }),
    tickMax: 400_000,
    parCommands: 1,
    hintCount: 2,
    allows: only('setTrigger'),
    goal: once((_, state) => {
      const { pending, starting, ready } = podCounts(state);
      const isWhole = ready === state.wanted && state.wanted === state.trigger.max && pending + starting === 0;
      return isWhole && !fitsOneMore(state);
    }),
  }),
  defineChallenge({
    id: 'zero-and-back',
    level: 2,
    start: start({ protocol: 'amqp', min: 0, replicas: 0, pollingS: 15, cooldownS: 30, taskMs: 90_000 }, 1_000),
    tickMax: 600_000,
    parCommands: 3,
    hintCount: 2,
    allows: only('setTrigger', 'burst', 'arrive'),
    goal: {
      initial: { step: 'work' as 'work' | 'zero' | 'back' | 'done' },
      observe: (so: { step: 'work' | 'zero' | 'back' | 'done' }, { trace }, state: AutoscalingState) => {
        const { repeated, lost, done } = state.stats;
        if (repeated + lost > 0) return { step: 'work' as const };
        const scaled = entries(trace).flatMap((entry) => (entry.kind === 'scaled' ? [entry.data] : []));
        if (so.step === 'work' && done > 0 && scaled.some(({ to }) => to === 0)) return { step: 'zero' as const };
        if (so.step === 'zero' && scaled.some(({ from }) => from === 0)) return { step: 'back' as const };
        const isWorked = entries(trace).some(({ kind }) => kind === 'done');
        if (so.step === 'back' && isWorked && isDrained(state)) return { step: 'done' as const };
        return so;
      },
      isMet: ({ step }) => step === 'done',
      progress: ({ step }) => ['work', 'zero', 'back', 'done'].indexOf(step),
    },
  }),
  defineChallenge({
    id: 'calm-sawtooth',
    level: 2,
    start: start(
      { c: 10, mult: 1, taskMs: 10_000, perMinute: 240, waveS: 60, downWindowS: 0, startS: 10, replicas: 4 },
      1_000,
    ),
    tickMax: 600_000,
    parCommands: 1,
    hintCount: 2,
    allows: only('setBehaviour'),
    goal: {
      initial: { changes: 0, isMet: false },
      observe: (so: { changes: number; isMet: boolean }, { trace, tick }) => {
        const changes = so.changes + entries(trace).filter(({ kind }) => kind === 'scaled').length;
        return { changes, isMet: so.isMet || (tick >= CALM_MS && changes <= 1) };
      },
      isMet: ({ isMet }) => isMet,
    },
  }),
  defineChallenge({
    id: 'cooldown-that-matters',
    level: 2,
    start: start({ min: 2, replicas: 2, taskMs: 30_000, downWindowS: 0 }, 1_000),
    tickMax: 500_000,
    parCommands: 2,
    hintCount: 2,
    allows: only('setTrigger', 'burst'),
    goal: {
      initial: { waitedS: 0, isMet: false },
      observe: (so: { waitedS: number; isMet: boolean }, { trace }) => {
        const waited = entries(trace).flatMap((entry) => (entry.kind === 'cooldown' ? [entry.data.seconds] : []));
        const waitedS = Math.max(so.waitedS, ...waited);
        const isGone = entries(trace).some((entry) => entry.kind === 'scaled' && entry.data.to === 0);
        return { waitedS, isMet: so.isMet || (isGone && waitedS >= COOLDOWN_MIN_S) };
      },
      isMet: ({ isMet }) => isMet,
    },
  }),
  defineChallenge({
    // From one pod back to one: what starts late and stays long costs most.
    id: 'least-pod-minutes',
    level: 3,
    start: start({ c: 10, mult: 1, taskMs: 30_000 }, 1_000, { type: 'burst', count: DRAINED }),
    tickMax: 420_000,
    parCommands: 2,
    hintCount: 2,
    allows: only('setTrigger', 'setBehaviour'),
    goal: once(({ tick }, state) => {
      const isBack = state.wanted === 1 && state.pods.length === 1;
      const isCheap = podMinutes(state, tick) <= POD_MINUTES_MAX;
      return state.stats.done >= DRAINED && isDrained(state) && isBack && isCheap;
    }),
  }),
] as const;

export type AutoscalingChallengeId = (typeof all)[number]['id'];

/** The lab's challenges, in the order they are shown. */
export const autoscalingChallenges: readonly (Challenge<
  AutoscalingConfig,
  AutoscalingState,
  AutoscalingCommand,
  AutoscalingEvent
> & { readonly id: AutoscalingChallengeId })[] = all;
