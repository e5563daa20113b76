import type { ChartLook } from '@/components/ui/chart/chart';

const solid: ChartLook = { color: 'var(--color-state-success)', dash: null };

const looks: readonly ChartLook[] = [
  { color: 'var(--color-state-failure)', dash: '2 4' },
  { color: 'var(--color-state-pending)', dash: '6 3' },
  { color: 'var(--color-state-paused)', dash: '10 4 2 4' },
  { color: 'var(--color-state-active)', dash: '14 4' },
  { color: 'var(--color-state-ok)', dash: '4 2 1 2 1 2' },
];

/** The look of a graph's line by its place among at most six. */
export function lineLook(index: number): ChartLook {
  return looks[index] ?? solid;
}
