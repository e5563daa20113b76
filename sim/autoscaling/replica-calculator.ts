/** Which Kubernetes decides whether a ratio is within the tolerance: 1.33 changed how that is computed. */
export type KubernetesVersion = '1.32' | '1.33';

export interface Tolerance {
  /** In thousandths: 100 is the default of 0.1. */
  readonly toleranceMilli: number;
  readonly kubernetes: KubernetesVersion;
}

/** The largest number of replicas there is (Go's `math.MaxInt32`). */
export const REPLICAS_MAX = 2 ** 31 - 1;

/**
 * Whether a ratio of measured to wanted is near enough to 1 for nothing to change. Up to 1.32 the distance from 1 is compared, in
 * which 1.1 is 0.10000000000000009 away; from 1.33 on the ratio itself is compared with 1 ± tolerance.
 * Source: `replica_calculator.go`, `ReplicaCalculator` (1.32) and `Tolerances.isWithin` (1.33).
 */
export function isWithinTolerance(ratio: number, { toleranceMilli, kubernetes }: Tolerance): boolean {
  const tolerance = toleranceMilli / 1_000;
  if (kubernetes === '1.32') return !(Math.abs(1 - ratio) > tolerance);
  return 1 - tolerance <= ratio && ratio <= 1 + tolerance;
}

interface Counts extends Tolerance {
  /** Replicas of the scale target as it is now. */
  readonly currentReplicas: number;
}

/**
 * An external metric with an average value as its target, which is what KEDA's triggers are: the total over the target, whatever
 * number of pods there is; that number is only compared. Both in thousandths. (`GetExternalPerPodMetricReplicas`)
 */
export function externalPerPodReplicas(totalMilli: number, targetMilli: number, counts: Counts): number {
  const ratio = totalMilli / (targetMilli * counts.currentReplicas);
  // 0/0 with no replicas: comparing a distance says "within", comparing bounds says "not".
  if (isWithinTolerance(ratio, counts)) return counts.currentReplicas;
  return bounded(Math.ceil(totalMilli / targetMilli));
}

/** An object's or an external metric with a value as its target: a ratio that multiplies the ready pods. (`getUsageRatioReplicaCount`) */
export function valueReplicas(
  totalMilli: number,
  targetMilli: number,
  { readyPods, ...counts }: Counts & { readonly readyPods: number },
): number {
  const ratio = totalMilli / targetMilli;
  if (counts.currentReplicas === 0) return bounded(Math.ceil(ratio));
  if (isWithinTolerance(ratio, counts)) return counts.currentReplicas;
  return bounded(Math.ceil(ratio * readyPods));
}

export interface PodMetrics extends Counts {
  /** What each ready pod with a metric measures, in thousandths. */
  readonly valuesMilli: readonly number[];
  readonly targetMilli: number;
  /** Pods without a metric. */
  readonly missing: number;
  /** Pods that are not ready. */
  readonly unready: number;
}

/** A metric of each pod: a raw resource value, or a custom metric. Null: there is nothing to go by. (`calcPlainMetricReplicas`) */
export function podMetricReplicas({
  valuesMilli,
  targetMilli,
  missing,
  unready,
  ...counts
}: PodMetrics): number | null {
  const ratioOf = (values: readonly number[]) => Math.trunc(sum(values) / values.length) / targetMilli;
  return perPod(valuesMilli, ratioOf, {
    ...counts,
    // On the way down a pod without a metric is taken to measure the target, on the way up nothing.
    missingDown: Array<number>(missing).fill(targetMilli),
    missing: Array<number>(missing).fill(0),
    unready: Array<number>(unready).fill(0),
  });
}

export interface PodUtilization extends Counts {
  readonly valuesMilli: readonly number[];
  /** What a pod requests, in thousandths: the same for all. */
  readonly requestMilli: number;
  /** Average utilisation to reach, in percent of the request. */
  readonly targetPercent: number;
  readonly missing: number;
  readonly unready: number;
}

/** CPU or memory as a percentage of what pods request. Null: there is nothing to go by. (`GetResourceReplicas`) */
export function utilizationReplicas({ requestMilli, targetPercent, ...pods }: PodUtilization): number | null {
  const ratioOf = (values: readonly number[]) =>
    Math.trunc((sum(values) * 100) / (requestMilli * values.length)) / targetPercent;
  const assumed = Math.trunc((requestMilli * Math.max(100, targetPercent)) / 100);
  return perPod(pods.valuesMilli, ratioOf, {
    ...pods,
    missingDown: Array<number>(pods.missing).fill(assumed),
    missing: Array<number>(pods.missing).fill(0),
    unready: Array<number>(pods.unready).fill(0),
  });
}

interface Assumed extends Counts {
  readonly missingDown: readonly number[];
  readonly missing: readonly number[];
  readonly unready: readonly number[];
}

function perPod(
  values: readonly number[],
  ratioOf: (values: readonly number[]) => number,
  { missingDown, missing, unready, ...counts }: Assumed,
): number | null {
  if (values.length === 0) return null;
  const { currentReplicas } = counts;
  const ratio = ratioOf(values);
  const countsUnready = unready.length > 0 && ratio > 1;
  if (!countsUnready && missing.length === 0) {
    if (isWithinTolerance(ratio, counts)) return currentReplicas;
    return bounded(Math.ceil(ratio * values.length));
  }
  const filled = [
    ...values,
    ...(ratio < 1 ? missingDown : ratio > 1 ? missing : []),
    ...(countsUnready ? unready : []),
  ];
  const newRatio = ratioOf(filled);
  const isTurned = (ratio < 1 && newRatio > 1) || (ratio > 1 && newRatio < 1);
  if (isTurned || isWithinTolerance(newRatio, counts)) return currentReplicas;
  const replicas = bounded(Math.ceil(newRatio * filled.length));
  const isAgainst = (newRatio < 1 && replicas > currentReplicas) || (newRatio > 1 && replicas < currentReplicas);
  return isAgainst ? currentReplicas : replicas;
}

function bounded(replicas: number): number {
  return Math.min(replicas, REPLICAS_MAX);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
