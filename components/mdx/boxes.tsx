import { useTranslations } from 'next-intl';
import { cx } from '@/components/ui/cx';
import { type BoxesLayout, type DiagramArrow, type DiagramBox, layOutBoxes } from './boxes-layout';
import { DiagramFrame, DiagramText, fitting } from './diagram-parts';

interface BoxesProps {
  /** What it shows, in a few words. */
  readonly label: string;
  readonly boxes: readonly DiagramBox[];
  readonly arrows?: readonly DiagramArrow[];
}

/** Boxes on a grid with arrows between them: drawn for the eyes, a list for a screen reader. */
export function Boxes({ label, boxes, arrows = [] }: BoxesProps) {
  const t = useTranslations('lesson.diagram');
  const nameOf = (id: string) => boxes.find((box) => box.id === id)?.text ?? id;
  const words = [
    ...boxes.map(({ text, note }) => (note === undefined ? text : t('noted', { text, note }))),
    ...arrows.map(({ from, to, text }) => {
      const ends = { from: nameOf(from), to: nameOf(to) };
      return text === undefined ? t('leads', ends) : t('sends', { ...ends, what: text });
    }),
  ];
  const columns = Math.max(...boxes.map(({ x }) => x)) + 1;
  return (
    <DiagramFrame
      label={label}
      words={words}
      isOrdered={false}
      draw={(widthPx) => <Drawing layout={layOutBoxes(boxes, arrows, widthPx)} />}
      widths={{ narrow: 343, wide: columns > 4 ? 760 : 576 }}
    />
  );
}

const looks = {
  plain: 'fill-surface stroke-border-strong',
  accent: 'fill-accent-soft stroke-accent',
  success: 'fill-success-soft stroke-success',
  warning: 'fill-warn-soft stroke-warn',
  danger: 'fill-danger-soft stroke-danger',
  muted: 'fill-sunken stroke-border',
} as const;

function Drawing({ layout }: { readonly layout: BoxesLayout }) {
  const { origin, width, height, boxes, arrows } = layout;
  return (
    <svg aria-hidden="true" style={fitting(width)} viewBox={`${origin.x} ${origin.y} ${width} ${height}`}>
      {arrows.map((arrow) => (
        <Arrow key={arrow.key} arrow={arrow} />
      ))}
      {boxes.map(({ box, frame, text, note }) => (
        <g key={box.id}>
          <rect
            {...frame}
            rx={6}
            strokeWidth={box.tone === undefined || box.tone === 'muted' ? 1 : 1.5}
            strokeDasharray={box.tone === 'muted' ? '4 4' : undefined}
            className={looks[box.tone ?? 'plain']}
          />
          <DiagramText {...text} isStrong />
          {note === null ? null : <DiagramText {...note} isMuted />}
        </g>
      ))}
      {arrows.map(({ key, label }) => (label === null ? null : <DiagramText key={key} {...label} isMuted hasHalo />))}
    </svg>
  );
}

function Arrow({ arrow: { isDashed, path } }: { readonly arrow: BoxesLayout['arrows'][number] }) {
  const { start, end, control, angle } = path;
  const curve = control === null ? `L${end.x} ${end.y}` : `Q${control.x} ${control.y} ${end.x} ${end.y}`;
  return (
    <g>
      <path
        d={`M${start.x} ${start.y}${curve}`}
        strokeWidth={1.5}
        strokeDasharray={isDashed ? '5 4' : undefined}
        className={cx('fill-none', isDashed ? 'stroke-text-subtle' : 'stroke-text-muted')}
      />
      <path
        d="M0 0l-9 -4.5v9z"
        transform={`translate(${end.x} ${end.y}) rotate(${Math.round((angle * 180) / Math.PI)})`}
        className={isDashed ? 'fill-text-subtle' : 'fill-text-muted'}
      />
    </g>
  );
}
