interface ChartLine {
  readonly name: string;
  readonly values: readonly number[];
  readonly look: 'strong' | 'dashed';
}

interface FigureChartProps {
  /** For screen readers; the numbers themselves are in the table. */
  readonly label: string;
  /** Which seconds are shown, in words. */
  readonly span: string;
  readonly lines: readonly ChartLine[];
}

const WIDTH = 150;
const HEIGHT = 46;

const looks = {
  strong: { stroke: 'var(--color-state-follower)', dash: undefined, width: 1.8 },
  dashed: { stroke: 'var(--color-state-candidate)', dash: '4 2.5', width: 1.8 },
} as const;

/** Two lines over the last seconds, on an axis that begins at zero. */
export function FigureChart({ label, span, lines }: FigureChartProps) {
  const count = Math.max(2, ...lines.map(({ values }) => values.length));
  const most = Math.max(1, ...lines.flatMap(({ values }) => values));
  return (
    <figure className="m-0 min-w-0">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label} className="block h-auto w-full">
        <path d={`M0 ${HEIGHT - 0.5}H${WIDTH}M0 .5H${WIDTH}`} stroke="var(--color-border)" fill="none" />
        {lines.map(({ name, values, look }) => (
          <path
            key={name}
            d={stairs(values, count, most)}
            fill="none"
            stroke={looks[look].stroke}
            strokeWidth={looks[look].width}
            strokeDasharray={looks[look].dash}
          />
        ))}
        <text x={2} y={10} fontSize={9.5} fill="var(--color-text-muted)">
          {most}
        </text>
      </svg>
      <figcaption className="mt-0.5 flex flex-wrap gap-x-3 text-text-muted text-xs">
        {lines.map(({ name, look }) => (
          <span key={name} className="flex items-center gap-1">
            <svg aria-hidden="true" viewBox="0 0 16 4" className="h-1 w-4">
              <path d="M0 2H16" stroke={looks[look].stroke} strokeWidth={2} strokeDasharray={looks[look].dash} />
            </svg>
            {name}
          </span>
        ))}
        <span className="ml-auto tabular-nums">{span}</span>
      </figcaption>
    </figure>
  );
}

/** Each second as a step: a count holds for all of its second. */
function stairs(values: readonly number[], count: number, most: number): string {
  const step = WIDTH / count;
  const y = (value: number) => Math.round((HEIGHT - 2 - (value / most) * (HEIGHT - 6)) * 10) / 10;
  return values
    .map((value, index) => {
      const x = Math.round(index * step * 10) / 10;
      const end = Math.round((index + 1) * step * 10) / 10;
      return `${index === 0 ? 'M' : 'L'}${x} ${y(value)}H${end}`;
    })
    .join('');
}
