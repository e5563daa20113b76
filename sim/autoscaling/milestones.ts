import type { StepRecord } from '../core/engine';
import { goalsOf } from '../core/goals';
import { defineMilestone, type Milestone, type RunAnswer } from '../core/milestone';
import { type AutoscalingCommand, TICKS_PER_SECOND } from './config';
import { type AutoscalingEvent, type AutoscalingState, type AutoscalingTrace, unackedCount } from './state';

const { tracedMoment, moment } = goalsOf<AutoscalingState, AutoscalingCommand, AutoscalingEvent, AutoscalingTrace>();

type Step = StepRecord<AutoscalingCommand, AutoscalingEvent, AutoscalingTrace>;

const synced = (entry: AutoscalingTrace) => (entry.kind === 'synced' ? entry.data : null);

/** Comes about at the first step that tells something; asked: that. */
const told = <Id extends string>(id: Id, tell: (record: Step, state: AutoscalingState) => RunAnswer | null) =>
  defineMilestone<AutoscalingState, AutoscalingCommand, AutoscalingEvent, RunAnswer | null, Id>({
    id,
    goal: {
      initial: null,
      observe: (answer, record: Step, state) => answer ?? tell(record, state),
      isMet: (answer) => answer !== null,
    },
    answer: (answer) => answer ?? 0,
  });

const seconds = ({ tick }: Step) => Math.round(tick / TICKS_PER_SECOND);

/** Messages that have to wait before an HPA on CPU is asked about. */
const BACKLOG = 100;

interface Changes {
  readonly count: number;
  readonly isHeld: boolean;
}

function isHeldByWindow(entry: AutoscalingTrace): boolean {
  const made = synced(entry);
  return made !== null && made.raw !== null && made.raw !== made.stabilised && made.limit.endsWith('Stabilized');
}

const all = [
  // Work is in hand, and KEDA says that there is none; asked: how much.
  told('backlog-unseen', ({ trace }, state) => {
    const unacked = unackedCount(state);
    return trace.some((entry) => entry.kind === 'polled' && !entry.data.active) && unacked > 0 ? unacked : null;
  }),
  // Asked: at which second.
  told('scaler-active', (record) => (record.trace.some(({ kind }) => kind === 'activated') ? seconds(record) : null)),
  // Asked: how many replicas.
  told('scaled-out', ({ trace }, { wanted }) =>
    trace.some((entry) => entry.kind === 'scaled' && entry.data.to > entry.data.from) ? wanted : null,
  ),
  // After somebody else took it back; asked: at which second.
  told('scaled-out-again', (record, { observations }) =>
    observations.overwritten !== null && record.trace.some((entry) => entry.kind === 'scaled' && entry.actor === 'hpa')
      ? seconds(record)
      : null,
  ),
  // Asked: at which second.
  told('scaled-in', (record) =>
    record.trace.some((entry) => entry.kind === 'scaled' && entry.data.to < entry.data.from) ? seconds(record) : null,
  ),
  tracedMoment('scaled-to-zero', (entry) => entry.kind === 'scaled' && entry.data.to === 0),
  tracedMoment('woken-from-zero', (entry) => entry.kind === 'scaled' && entry.data.from === 0),
  // A pod has started, and others hold everything; asked: how many hold nothing.
  told('new-pod-idle', ({ trace }, { pods }) => {
    const idle = pods.filter(({ unacked }) => unacked === 0);
    const isNewIdle = trace.some(
      (entry) => entry.kind === 'podReady' && entry.data.ready === 0 && idle.some(({ id }) => id === entry.actor),
    );
    return isNewIdle && idle.length < pods.length ? idle.length : null;
  }),
  tracedMoment('reverted-by-git', ({ kind }) => kind === 'reverted'),
  // The backlog grows, and an HPA on CPU has looked; asked: what it read, in percent of the request.
  told('cpu-below-target', ({ trace }, { config, readyCount, hpa }) =>
    config.scaler === 'hpa-cpu' && readyCount > BACKLOG && hpa !== null && trace.some((entry) => synced(entry) !== null)
      ? Math.round((hpa.metricMilli ?? 0) / 1_000)
      : null,
  ),
  // Asked: how often the replicas had changed before.
  defineMilestone<AutoscalingState, AutoscalingCommand, AutoscalingEvent, Changes, 'held-by-window'>({
    id: 'held-by-window',
    goal: {
      initial: { count: 0, isHeld: false },
      observe: (before, { trace }: Step) =>
        trace.reduce(
          ({ count, isHeld }, entry) => ({
            count: count + (entry.kind === 'scaled' && !isHeld ? 1 : 0),
            isHeld: isHeld || isHeldByWindow(entry),
          }),
          before,
        ),
      isMet: ({ isHeld }) => isHeld,
    },
    answer: ({ count }) => count,
  }),
  tracedMoment('held-by-policy', (entry) => {
    const limit = synced(entry)?.limit;
    return limit === 'ScaleUpLimit' || limit === 'ScaleDownLimit';
  }),
  moment('within-tolerance', ({ trace }, { trigger }) =>
    trace.some((entry) => {
      const made = synced(entry);
      if (made === null || made.metricMilli === null || made.raw === null || made.raw === 0) return false;
      // Kept as it is although the division says otherwise.
      return made.raw !== Math.ceil(made.metricMilli / (1_000 * trigger.value)) && made.raw === made.stabilised;
    }),
  ),
  // Asked: how many pods have a place.
  told('pod-pending', ({ trace }, { pods }) =>
    trace.some(({ kind }) => kind === 'podPending') ? pods.filter(({ phase }) => phase !== 'pending').length : null,
  ),
  // Asked: how many tasks.
  told('task-repeated', ({ trace }, { stats }) =>
    trace.some((entry) => entry.kind === 'started' && entry.data.again) ? stats.repeated : null,
  ),
  // Asked: which loop got none.
  told('metrics-broken', ({ trace }) => trace.find(({ kind }) => kind === 'metricsFailed')?.actor ?? null),
  tracedMoment('cooldown-waited', ({ kind }) => kind === 'cooldown'),
] as const;

export type AutoscalingMilestoneId = (typeof all)[number]['id'];

/** What a text beside a run may wait for. */
export const autoscalingMilestones: readonly (Milestone<AutoscalingState, AutoscalingCommand, AutoscalingEvent> & {
  readonly id: AutoscalingMilestoneId;
})[] = all;
