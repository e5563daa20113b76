import type { StepRecord } from '../core/engine';
import { goalsOf } from '../core/goals';
import { definePrediction, type Prediction } from '../core/prediction';
import type { HashRingCommand } from './config';
import type { HashRingState, HashRingTrace } from './state';

type Step = StepRecord<HashRingCommand, never, HashRingTrace>;

const { firstSeen } = goalsOf<HashRingState, HashRingCommand, never, HashRingTrace>();

/** How many of a hundred keys the host moves that a step adds; null: it adds none. */
function movedOf({ trace }: Step): number | null {
  const added = trace.find((entry) => entry.kind === 'hostAdded');
  return added === undefined ? null : (100 * added.data.moved) / added.data.of;
}

const moves = {
  tickMax: 10_000,
  options: ['a-fifth', 'about-thirty', 'four-fifths'],
  otherwise: 'a-fifth',
  /** How many of a hundred keys the next added host moves. */
  outcome: firstSeen((step) => {
    const moved = movedOf(step);
    if (moved === null) return null;
    if (moved < 24) return 'a-fifth';
    return moved < 50 ? 'about-thirty' : 'four-fifths';
  }),
} as const;

interface Loads {
  readonly before: { readonly [host: string]: number };
  /** How many hosts have more keys since a host left. */
  readonly grown: number | null;
}

/** Who takes over the keys of the host that leaves. */
const takeover = {
  initial: { before: {}, grown: null } as Loads,
  observe({ before, grown }: Loads, { trace }: Step, { plan, shares }: HashRingState): Loads {
    const now = Object.fromEntries(plan.hosts.map(({ id }, index) => [id, shares[index] ?? 0]));
    if (grown !== null || !trace.some(({ kind }) => kind === 'hostRemoved')) return { before: now, grown };
    return { before: now, grown: Object.entries(now).filter(([id, count]) => count > (before[id] ?? 0)).length };
  },
  decide({ grown }: Loads) {
    if (grown === null) return null;
    return grown === 1 ? 'one-neighbour' : grown === 2 ? 'both-neighbours' : 'all-others';
  },
} as const;

/** What share of events the best order of pods brings to their clients. */
const ordered = firstSeen(({ trace }) => {
  const best = trace.find((entry) => entry.kind === 'ordered');
  if (best === undefined) return null;
  const share = best.data.matches / best.data.of;
  return share > 0.9 ? 'all' : share > 0.4 ? 'about-half' : 'about-a-quarter';
});

/** Keys that a new host moves beyond its own share, of a hundred, under each algorithm. */
interface Excess {
  readonly maglev: number | null;
  readonly ring: number | null;
}

const excess = {
  initial: { maglev: null, ring: null } as Excess,
  observe(found: Excess, step: Step, { plan }: HashRingState): Excess {
    const moved = movedOf(step);
    if (moved === null) return found;
    const beyond = moved - 100 / plan.hosts.length;
    return plan.algorithm === 'maglev' ? { ...found, maglev: beyond } : { ...found, ring: beyond };
  },
  decide: ({ maglev, ring }: Excess) =>
    maglev === null || ring === null
      ? null
      : Math.abs(maglev - ring) < 2
        ? 'the-same'
        : maglev > ring
          ? 'maglev'
          : 'ring',
} as const;

const all = [
  definePrediction({ ...moves, id: 'modulo-moves', scenarioId: 'modulo-four-to-five', tick: 1_750 }),
  definePrediction({ ...moves, id: 'ring-moves', scenarioId: 'ring-shrinks-shares', tick: 1_750 }),
  definePrediction({
    id: 'which-pods-take-over',
    scenarioId: 'one-ejected-host',
    tick: 1_250,
    tickMax: 10_000,
    options: ['one-neighbour', 'both-neighbours', 'all-others'],
    otherwise: 'one-neighbour',
    outcome: takeover,
  }),
  definePrediction({
    id: 'any-order',
    scenarioId: 'every-order-of-pods',
    tick: 1_250,
    tickMax: 10_000,
    options: ['about-a-quarter', 'about-half', 'all'],
    otherwise: 'about-a-quarter',
    outcome: ordered,
  }),
  definePrediction({
    id: 'maglev-or-ring',
    scenarioId: 'maglev-against-ring',
    tick: 0,
    tickMax: 10_000,
    options: ['maglev', 'ring', 'the-same'],
    otherwise: 'the-same',
    outcome: excess,
  }),
] as const;

export type HashRingPredictionId = (typeof all)[number]['id'];

export const hashRingPredictions: readonly (Prediction<HashRingState, HashRingCommand, never> & {
  readonly id: HashRingPredictionId;
})[] = all;
