/** How a line is drawn: told apart by its dashes as well as by its colour. */
export interface LineLook {
  readonly color: string;
  /** SVG stroke-dasharray; null is solid. */
  readonly dash: string | null;
}

const solid: LineLook = { color: 'var(--color-state-leader)', dash: null };

const looks: readonly LineLook[] = [
  { color: 'var(--color-state-violation)', dash: '2 4' },
  { color: 'var(--color-state-candidate)', dash: '6 3' },
  { color: 'var(--color-state-paused)', dash: '10 4 2 4' },
  { color: 'var(--color-state-reply)', dash: '14 4' },
  { color: 'var(--color-state-follower)', dash: '4 2 1 2 1 2' },
];

/** The look of a graph's line by its place among at most six. */
export function lineLook(index: number): LineLook {
  return looks[index] ?? solid;
}
