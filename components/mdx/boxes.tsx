export interface BoxesProps {
  /** What it shows, in a few words. */
  readonly label: string;
  /** `x` is the column, `y` the row, from 0. */
  readonly boxes: readonly {
    readonly id: string;
    readonly text: string;
    readonly note?: string;
    readonly x: number;
    readonly y: number;
    readonly tone?: 'accent' | 'success' | 'warning' | 'danger' | 'muted';
  }[];
  readonly arrows?: readonly {
    readonly from: string;
    readonly to: string;
    readonly text?: string;
    readonly dashed?: boolean;
  }[];
}

/** Boxes on a grid with arrows between them. */
export function Boxes({ label, boxes, arrows = [] }: BoxesProps) {
  const nameOf = (id: string) => boxes.find((box) => box.id === id)?.text ?? id;
  return (
    <figure>
      <figcaption>{label}</figcaption>
      <ul>
        {boxes.map(({ id, text, note }) => (
          <li key={id}>{note === undefined ? text : `${text} (${note})`}</li>
        ))}
        {arrows.map(({ from, to, text }) => (
          <li key={`${from} ${to} ${text}`}>
            {nameOf(from)} → {nameOf(to)}
            {text === undefined ? '' : `: ${text}`}
          </li>
        ))}
      </ul>
    </figure>
  );
}
