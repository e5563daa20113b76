/**
 * What Kubernetes' own tests of the HPA expect, as facts: `replica_calculator_test.go` as lines of the lab's session, `horizontal_test.go`
 * (policies with changes made before, windows with proposals made before) as one sync of the controller.
 */

interface LineCase {
  readonly name: string;
  readonly line: object;
  readonly expected: object;
}

const replicas = (name: string, asked: object, desired: number): LineCase => ({
  name,
  line: { replicas: asked },
  expected: { desired },
});

const cpu = (currentReplicas: number, targetPercent: number, requestMilli: number, valuesMilli: readonly number[]) => ({
  ...{ kind: 'resource', currentReplicas, targetPercent, requestMilli, valuesMilli },
});

const pods = (currentReplicas: number, targetMilli: number, valuesMilli: readonly number[]) => ({
  ...{ kind: 'pods', currentReplicas, targetMilli, valuesMilli },
});

const total = (kind: string, currentReplicas: number, targetMilli: number, totalMilli: number) => ({
  ...{ kind, currentReplicas, targetMilli, totalMilli, readyPods: currentReplicas },
});

export const kubernetesCases: readonly LineCase[] = [
  replicas('up, CPU', cpu(3, 30, 1_000, [300, 500, 700]), 5),
  replicas('up, CPU, unready less scale', { ...cpu(3, 30, 1_000, [500, 700]), unready: 1 }, 4),
  replicas('up, CPU, unready no scale', { ...cpu(3, 30, 1_000, [400]), unready: 2 }, 3),
  replicas('up, pods metric', pods(3, 15_000, [20_000, 10_000, 30_000]), 4),
  replicas('up, pods metric, unready', { ...pods(3, 15_000, [50_000, 10_000]), unready: 1 }, 4),
  replicas('up, object', total('object', 3, 15_000, 20_000), 4),
  replicas('up, external', total('external', 1, 4_400, 8_600), 2),
  replicas('up, external per pod', total('externalPerPod', 3, 2_150, 8_600), 4),
  replicas('down, CPU', cpu(5, 50, 1_000, [100, 300, 500, 250, 250]), 3),
  replicas('down, pods metric', pods(5, 20_000, [12_000, 12_000, 12_000, 12_000, 12_000]), 3),
  replicas('down, object', total('object', 5, 20_000, 12_000), 3),
  replicas('down, external', total('external', 5, 14_334, 8_600), 3),
  replicas('down, external per pod', total('externalPerPod', 5, 2_867, 8_600), 3),
  replicas('tolerance, CPU', cpu(3, 100, 1_000, [1_010, 1_030, 1_020]), 3),
  replicas('tolerance, pods metric', pods(3, 20_000, [20_000, 21_000, 21_000]), 3),
  replicas('tolerance, object', total('object', 3, 20_000, 20_666), 3),
  replicas('tolerance, external', total('external', 3, 8_888, 8_600), 3),
  replicas('tolerance, external per pod', total('externalPerPod', 3, 2_900, 8_600), 3),
  replicas('missing, CPU', { ...cpu(4, 100, 500, [400, 95]), missing: 2 }, 3),
  replicas('missing, as wanted', { ...cpu(2, 100, 1_000, [1_000]), missing: 1 }, 2),
  replicas('missing, above', { ...cpu(2, 100, 1_000, [1_900]), missing: 1 }, 2),
  replicas('missing, below', { ...cpu(2, 100, 1_000, [600]), missing: 1 }, 2),
  replicas('missing and unready, no change', { ...cpu(3, 50, 1_000, [450]), missing: 1, unready: 1 }, 3),
  replicas('missing and unready, up', { ...cpu(3, 50, 1_000, [2_000]), missing: 1, unready: 1 }, 4),
  replicas('missing and unready, down', { ...cpu(4, 50, 1_000, [100, 100, 100]), missing: 1, unready: 0 }, 3),
];

type Policy = readonly ['Pods' | 'Percent', number];

export interface SyncCase {
  readonly name: string;
  readonly current: number;
  readonly raw: number;
  readonly min?: number;
  readonly max?: number;
  readonly up?: readonly Policy[];
  readonly down?: readonly Policy[];
  readonly periodS?: number;
  /** Changes that were made within the period. */
  readonly ups?: readonly number[];
  readonly downs?: readonly number[];
  readonly upWindowS?: number;
  readonly downWindowS?: number;
  /** Seconds ago, and what was proposed. */
  readonly proposals?: readonly (readonly [agoS: number, replicas: number])[];
  readonly expected: number;
}

const ups = [1, 5, 9];

export const syncCases: readonly SyncCase[] = [
  {
    name: 'up, default rate',
    current: 100,
    raw: 500,
    up: [
      ['Pods', 4],
      ['Percent', 100],
    ],
    periodS: 60,
    ups: [1, 2, 3, 4, 5],
    expected: 170,
  },
  { name: 'up, max before pods', current: 100, raw: 500, max: 200, up: [['Pods', 300]], ups, expected: 200 },
  { name: 'up, max before percent', current: 100, raw: 500, max: 200, up: [['Percent', 10_000]], ups, expected: 200 },
  { name: 'up, a lot before', current: 100, raw: 500, up: [['Pods', 5]], ups, expected: 100 },
  { name: 'up, pods', current: 100, raw: 500, up: [['Pods', 150]], ups, expected: 235 },
  { name: 'up, percent', current: 100, raw: 500, up: [['Percent', 200]], ups, expected: 255 },
  { name: 'down, percent', current: 10, raw: 2, down: [['Percent', 50]], expected: 5 },
  { name: 'down, percent, as wanted', current: 10, raw: 5, down: [['Percent', 50]], expected: 5 },
  { name: 'down, no limit', current: 10, raw: 5, downs: ups, expected: 5 },
  { name: 'down, no min, large pods', current: 100, raw: 0, down: [['Pods', 115]], downs: ups, expected: 1 },
  { name: 'down, min before pods', current: 100, raw: 0, min: 5, down: [['Pods', 130]], downs: ups, expected: 5 },
  { name: 'down, min before percent', current: 100, raw: 2, min: 5, down: [['Percent', 100]], downs: ups, expected: 5 },
  { name: 'down, pods with changes before', current: 100, raw: 2, down: [['Pods', 5]], downs: ups, expected: 100 },
  {
    name: 'down, percent with changes before',
    current: 100,
    raw: 0,
    down: [['Percent', 50]],
    downs: [2, 4, 6],
    expected: 56,
  },
  { name: 'down, a lot before', current: 100, raw: 0, down: [['Percent', 10]], downs: [10, 10, 10], expected: 100 },
  { name: 'down, below zero', current: 10, raw: 5, down: [['Percent', 1_000]], downs: [10, 10, 10], expected: 5 },
  { name: 'window down, nothing before', current: 100, raw: 5, downWindowS: 300, expected: 5 },
  {
    name: 'window down',
    current: 100,
    raw: 3,
    downWindowS: 300,
    proposals: [
      [120, 4],
      [60, 5],
    ],
    expected: 5,
  },
  {
    name: 'window up',
    current: 1,
    raw: 7,
    upWindowS: 150,
    proposals: [
      [120, 4],
      [60, 5],
    ],
    expected: 4,
  },
  {
    name: 'window down, lower before',
    current: 100,
    raw: 3,
    downWindowS: 300,
    proposals: [
      [120, 1],
      [60, 2],
    ],
    expected: 3,
  },
  {
    name: 'window up, higher before',
    current: 1,
    raw: 3,
    upWindowS: 150,
    proposals: [
      [120, 4],
      [60, 5],
    ],
    expected: 3,
  },
  {
    name: 'window down, long ago',
    current: 100,
    raw: 3,
    downWindowS: 300,
    proposals: [
      [600, 10],
      [540, 9],
    ],
    expected: 3,
  },
  {
    name: 'window up, long ago',
    current: 1,
    raw: 100,
    upWindowS: 60,
    proposals: [
      [600, 10],
      [540, 9],
    ],
    expected: 100,
  },
  {
    name: 'window down, some obsolete',
    current: 100,
    raw: 3,
    downWindowS: 150,
    proposals: [
      [600, 10],
      [60, 4],
      [120, 5],
      [540, 9],
    ],
    expected: 5,
  },
  {
    name: 'window up, some obsolete',
    current: 1,
    raw: 100,
    upWindowS: 150,
    downWindowS: 300,
    proposals: [
      [6_000, 10],
      [60, 6],
      [120, 5],
      [180, 9],
    ],
    expected: 5,
  },
];
