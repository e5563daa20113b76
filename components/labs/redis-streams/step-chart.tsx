/** A value from a tick on, until the next one. */
export interface ChartPoint {
  readonly tick: number;
  readonly value: number;
}

interface ChartLine {
  readonly name: string;
  readonly points: readonly ChartPoint[];
  readonly look: keyof typeof looks;
}

interface StepChartProps {
  /** For screen readers; the numbers themselves are in the table. */
  readonly label: string;
  readonly fromTick: number;
  readonly toTick: number;
  readonly lines: readonly ChartLine[];
}

const WIDTH = 320;
const HEIGHT = 96;

const looks = {
  strong: { stroke: 'var(--color-state-follower)', dash: undefined },
  dashed: { stroke: 'var(--color-state-candidate)', dash: '6 3' },
  dotted: { stroke: 'var(--color-state-leader)', dash: '2 3' },
} as const;

/** Lines that keep their value until it changes, on an axis that begins at zero. */
export function StepChart({ label, fromTick, toTick, lines }: StepChartProps) {
  const most = Math.max(1, ...lines.flatMap(({ points }) => points.map(({ value }) => value)));
  const span = Math.max(1, toTick - fromTick);
  const x = (tick: number) => ((Math.max(fromTick, tick) - fromTick) / span) * WIDTH;
  const y = (value: number) => HEIGHT - 1 - (value / most) * (HEIGHT - 4);
  return (
    <figure className="m-0 min-w-0">
      <div className="flex items-stretch gap-2">
        <div
          aria-hidden="true"
          className="flex flex-col justify-between text-right text-[0.6875rem] text-text-muted leading-none tabular-nums"
        >
          <span>{most}</span>
          <span>0</span>
        </div>
        <svg
          viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
          preserveAspectRatio="none"
          role="img"
          aria-label={label}
          className="block h-24 min-w-0 flex-1"
        >
          <path d={`M0 ${HEIGHT - 0.5}H${WIDTH}M0 .5H${WIDTH}`} stroke="var(--color-border)" fill="none" />
          {lines.map(({ name, points, look }) => (
            <path
              key={name}
              d={stairs(points, toTick, x, y)}
              fill="none"
              stroke={looks[look].stroke}
              strokeWidth={2}
              strokeDasharray={looks[look].dash}
              vectorEffect="non-scaling-stroke"
            />
          ))}
        </svg>
      </div>
      <figcaption className="mt-1 flex flex-wrap gap-x-4 gap-y-1 text-text-muted text-xs">
        {lines.map(({ name, look }) => (
          <span key={name} className="inline-flex items-center gap-1.5">
            <svg viewBox="0 0 22 4" className="h-1 w-5.5" aria-hidden="true">
              <path d="M0 2H22" stroke={looks[look].stroke} strokeWidth={2.5} strokeDasharray={looks[look].dash} />
            </svg>
            {name}
          </span>
        ))}
      </figcaption>
    </figure>
  );
}

function stairs(
  points: readonly ChartPoint[],
  toTick: number,
  x: (tick: number) => number,
  y: (value: number) => number,
): string {
  const parts = points.map(
    ({ tick, value }, at) => `${at === 0 ? 'M' : 'H'}${round(x(tick))}${at === 0 ? ' ' : 'V'}${round(y(value))}`,
  );
  return points.length === 0 ? '' : `${parts.join('')}H${round(x(toTick))}`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
