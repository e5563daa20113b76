import type { ReactNode } from 'react';
import { cx } from '@/components/ui/cx';
import { FONT_PX, LINE_PX } from './sequence-layout';

interface DiagramFrameProps {
  readonly label: string;
  /** What the drawing shows, a line each, for those who do not see it. */
  readonly words: readonly string[];
  readonly isOrdered: boolean;
  readonly draw: (widthPx: number) => ReactNode;
  readonly widths: { readonly narrow: number; readonly wide: number };
}

/** A figure that is drawn twice, for a narrow place and a wide one, so that its text is as large in both. */
export function DiagramFrame({ label, words, isOrdered, draw, widths }: DiagramFrameProps) {
  const List = isOrdered ? 'ol' : 'ul';
  const items = words.map((line, index) => ({ id: `${index} ${line}`, line }));
  return (
    <figure data-width="wide" className="not-prose @container mt-6 mb-2">
      <div className="overflow-x-auto print:overflow-visible @xl:hidden print:hidden">{draw(widths.narrow)}</div>
      <div className="hidden overflow-x-auto @xl:block print:block print:overflow-visible">{draw(widths.wide)}</div>
      <figcaption className="mt-3 max-w-prose text-sm text-text-muted">{label}</figcaption>
      <List className="visually-hidden">
        {items.map(({ id, line }) => (
          <li key={id}>{line}</li>
        ))}
      </List>
    </figure>
  );
}

/** A drawing gives way a little in a narrow place before the place has to be scrolled. */
const SMALLEST = 0.85;

/** The style of a drawing that is `width` pixels wide where there is room. */
export function fitting(width: number) {
  return { width: '100%', maxWidth: width, minWidth: Math.round(width * SMALLEST), height: 'auto' } as const;
}

interface DiagramTextProps {
  readonly lines: readonly string[];
  /** The middle of the lines, and the baseline of the first. */
  readonly x: number;
  readonly y: number;
  readonly isStrong?: boolean;
  readonly isMuted?: boolean;
  /** For text that crosses lines of the drawing. */
  readonly hasHalo?: boolean;
}

/** Some lines of a drawing's text. */
export function DiagramText({ lines, x, y, isStrong = false, isMuted = false, hasHalo = false }: DiagramTextProps) {
  const rows = lines.map((line, index) => ({ id: `${index} ${line}`, line, dy: index === 0 ? 0 : LINE_PX }));
  return (
    <text
      x={x}
      y={y}
      fontSize={isMuted ? FONT_PX - 1 : FONT_PX}
      textAnchor="middle"
      className={cx(
        isMuted ? 'fill-text-muted' : 'fill-text',
        isStrong && 'font-semibold',
        hasHalo && 'stroke-canvas [paint-order:stroke] [stroke-linejoin:round] [stroke-width:5px]',
      )}
    >
      {rows.map(({ id, line, dy }) => (
        <tspan key={id} x={x} dy={dy}>
          {line}
        </tspan>
      ))}
    </text>
  );
}
