import { externalPerPodReplicas, REPLICAS_MAX, type Tolerance } from './replica-calculator';

/** So many pods, or so many percent of those at the start of the period, within `periodS` seconds. */
export interface ScalingPolicy {
  readonly type: 'Pods' | 'Percent';
  readonly value: number;
  readonly periodS: number;
}

export interface ScalingRules {
  /** How long proposals count, in seconds. */
  readonly windowS: number;
  /** None: no limit. */
  readonly policies: readonly ScalingPolicy[];
  readonly select: 'Max' | 'Min' | 'Disabled';
}

export interface HpaSpec extends Tolerance {
  /** At least 1: KEDA gives an HPA no smaller one. */
  readonly min: number;
  readonly max: number;
  readonly up: ScalingRules;
  readonly down: ScalingRules;
}

interface Timed {
  readonly t: number;
}

/** What a controller remembers of one HPA; times in seconds. */
export interface HpaMemory {
  proposals: (Timed & { readonly replicas: number })[];
  ups: (Timed & { readonly change: number })[];
  downs: (Timed & { readonly change: number })[];
}

type Changes = Pick<HpaMemory, 'ups' | 'downs'>;

export function hpaMemory(): HpaMemory {
  return { proposals: [], ups: [], downs: [] };
}

/** Why the number that came out is the one that it is. */
export type HpaLimit =
  | 'DesiredWithinRange'
  | 'ScaleUpLimit'
  | 'ScaleDownLimit'
  | 'TooManyReplicas'
  | 'TooFewReplicas'
  | 'ScaleUpStabilized'
  | 'ScaleDownStabilized';

export interface HpaDecision {
  /** What the metrics ask for; null: they were not looked at, or could not be had. */
  readonly raw: number | null;
  /** After the windows. */
  readonly stabilised: number;
  /** After policies and bounds: what is written. */
  readonly replicas: number;
  readonly limit: HpaLimit;
}

/** What asking one trigger's metric came to: null when it cannot be had. */
export interface Measured {
  readonly totalMilli: number | null;
  readonly targetMilli: number;
}

/**
 * The proposal of several triggers: the largest. Null where none could be asked, or where one could not and the others would have
 * pods removed. (`computeReplicasForMetrics`)
 */
export function proposalOf(
  measured: readonly Measured[],
  currentReplicas: number,
  tolerance: Tolerance,
): number | null {
  const counts = { toleranceMilli: tolerance.toleranceMilli, kubernetes: tolerance.kubernetes, currentReplicas };
  let known = 0;
  let largest = 0;
  for (const { totalMilli, targetMilli } of measured) {
    if (totalMilli === null) continue;
    known += 1;
    largest = Math.max(largest, externalPerPodReplicas(totalMilli, targetMilli, counts));
  }
  if (known === 0) return null;
  return known < measured.length && largest < currentReplicas ? null : largest;
}

/**
 * One sync of the controller (`reconcileAutoscaler`): changes its memory and returns what it decides, null while the target has no
 * replicas, for then an HPA does nothing. `raw` is the metrics' proposal, null when they could not be had.
 */
export function syncHpa(
  spec: HpaSpec,
  memory: HpaMemory,
  currentReplicas: number,
  raw: number | null,
  nowS: number,
): HpaDecision | null {
  if (memory.proposals.length === 0) memory.proposals.push({ t: nowS, replicas: currentReplicas });
  if (currentReplicas === 0) return null;
  const decision = decide(spec, memory, currentReplicas, raw, nowS);
  storeChange(spec, memory, decision.replicas - currentReplicas, nowS);
  return decision;
}

function decide(
  spec: HpaSpec,
  memory: HpaMemory,
  currentReplicas: number,
  raw: number | null,
  nowS: number,
): HpaDecision {
  // Beyond its bounds the target is brought back at once; neither windows nor policies are asked.
  if (currentReplicas > spec.max) return fixed(raw, spec.max, 'TooManyReplicas');
  if (currentReplicas < spec.min) return fixed(raw, spec.min, 'TooFewReplicas');
  if (raw === null) return fixed(raw, currentReplicas, 'DesiredWithinRange');
  const stabilised = stabilise(spec, memory, currentReplicas, raw, nowS);
  const { replicas, limit } = limited(spec, memory, currentReplicas, stabilised, nowS);
  if (limit !== 'DesiredWithinRange' || stabilised === raw) return { raw, stabilised, replicas, limit };
  return { raw, stabilised, replicas, limit: raw >= currentReplicas ? 'ScaleUpStabilized' : 'ScaleDownStabilized' };
}

function fixed(raw: number | null, replicas: number, limit: HpaLimit): HpaDecision {
  return { raw, stabilised: replicas, replicas, limit };
}

/**
 * Between the smallest proposal of the window for going up and the largest of the one for going down, the number stays. Each proposal
 * is remembered as it was made, beyond the bounds too. (`stabilizeRecommendationWithBehaviors`)
 */
function stabilise(
  { up, down }: HpaSpec,
  memory: HpaMemory,
  currentReplicas: number,
  raw: number,
  nowS: number,
): number {
  const longestS = Math.max(up.windowS, down.windowS);
  let smallest = raw;
  let largest = raw;
  for (const { t, replicas } of memory.proposals) {
    if (t > nowS - up.windowS) smallest = Math.min(smallest, replicas);
    if (t > nowS - down.windowS) largest = Math.max(largest, replicas);
  }
  memory.proposals = memory.proposals.filter(({ t }) => t > nowS - longestS);
  memory.proposals.push({ t: nowS, replicas: raw });
  return Math.min(Math.max(currentReplicas, smallest), largest);
}

/** Policies and bounds. (`convertDesiredReplicasWithBehaviorRate`) */
function limited(
  spec: HpaSpec,
  memory: HpaMemory,
  currentReplicas: number,
  desired: number,
  nowS: number,
): { readonly replicas: number; readonly limit: HpaLimit } {
  if (desired > currentReplicas) {
    const most = Math.max(mostAllowed(spec.up, memory, currentReplicas, nowS), currentReplicas);
    const allowed = Math.min(most, spec.max);
    if (desired > allowed) return { replicas: allowed, limit: spec.max > most ? 'ScaleUpLimit' : 'TooManyReplicas' };
  } else if (desired < currentReplicas) {
    const fewest = Math.min(fewestAllowed(spec.down, memory, currentReplicas, nowS), currentReplicas);
    const allowed = Math.max(fewest, spec.min);
    if (desired < allowed) return { replicas: allowed, limit: spec.min < fewest ? 'ScaleDownLimit' : 'TooFewReplicas' };
  }
  return { replicas: desired, limit: 'DesiredWithinRange' };
}

/** How many replicas policies let there be, and how few: the changes that were made within a period count. */
export function mostAllowed(
  { policies, select }: ScalingRules,
  changes: Changes,
  currentReplicas: number,
  nowS: number,
): number {
  if (select === 'Disabled') return currentReplicas;
  if (policies.length === 0) return REPLICAS_MAX;
  const limits = policies.map(({ type, value, periodS }) => {
    const before = replicasBefore(changes, currentReplicas, periodS, nowS);
    return type === 'Pods' ? before + value : Math.ceil(before * (1 + value / 100));
  });
  return select === 'Min' ? Math.min(...limits) : Math.max(...limits);
}

export function fewestAllowed(
  { policies, select }: ScalingRules,
  changes: Changes,
  currentReplicas: number,
  nowS: number,
): number {
  if (select === 'Disabled') return currentReplicas;
  if (policies.length === 0) return 0;
  const limits = policies.map(({ type, value, periodS }) => {
    const before = replicasBefore(changes, currentReplicas, periodS, nowS);
    return type === 'Pods' ? before - value : Math.trunc(before * (1 - value / 100));
  });
  // The policy that changes least keeps most.
  return select === 'Min' ? Math.max(...limits) : Math.min(...limits);
}

/** How many there were when a policy's period began, as far as this controller changed them. */
function replicasBefore({ ups, downs }: Changes, currentReplicas: number, periodS: number, nowS: number): number {
  const within = (events: HpaMemory['ups']) =>
    events.reduce((sum, { t, change }) => (t > nowS - periodS ? sum + change : sum), 0);
  return currentReplicas - within(ups) + within(downs);
}

function storeChange({ up, down }: HpaSpec, memory: HpaMemory, change: number, nowS: number): void {
  if (change === 0) return;
  const longest = ({ policies }: ScalingRules) => Math.max(0, ...policies.map(({ periodS }) => periodS));
  const keptS = Math.max(longest(up), longest(down));
  const recent = (events: HpaMemory['ups']) => events.filter(({ t }) => t >= nowS - keptS);
  memory.ups = recent(memory.ups);
  memory.downs = recent(memory.downs);
  if (change > 0) memory.ups.push({ t: nowS, change });
  else memory.downs.push({ t: nowS, change: -change });
}
