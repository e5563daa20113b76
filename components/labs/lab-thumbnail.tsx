import type { CSSProperties } from 'react';
import type { LabId } from '@/sim/catalog';
import { type Happening, thumbnailFrames } from './thumbnail-frames';

const WIDTH = 320;
const HEIGHT = 150;
const LENGTH_S = 16;

type Style = CSSProperties & Readonly<Record<`--${string}`, string>>;

/** Starts its animation at a share of the whole, which repeats. */
const from = (share: number, more: Readonly<Record<`--${string}`, string>> = {}): Style => ({
  animationDelay: `${(-LENGTH_S * (1 - share)).toFixed(2)}s`,
  ...more,
});

/**
 * A lab's first scenario, run when the page is built and drawn small: who does something, and with whom. Moves by styles alone, and
 * stands still for a reader who asks for less motion. It says nothing that the card does not say.
 */
export function LabThumbnail({ labId }: { readonly labId: LabId }) {
  const { actors, happenings } = thumbnailFrames(labId);
  const isBetween = happenings.some(({ sender }) => sender !== null);
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true" className="w-full rounded-md bg-sunken">
      {isBetween ? <Ring actors={actors} happenings={happenings} /> : <Rows actors={actors} happenings={happenings} />}
    </svg>
  );
}

interface DrawnProps {
  readonly actors: readonly string[];
  readonly happenings: readonly Happening[];
}

/** Those that deal with each other, on an ellipse; what goes from one to another flies. */
function Ring({ actors, happenings }: DrawnProps) {
  const places = actors.map((_, index) => {
    const angle = (index / actors.length) * 2 * Math.PI - Math.PI / 2;
    return { x: Math.round(WIDTH / 2 + 112 * Math.cos(angle)), y: Math.round(HEIGHT / 2 + 50 * Math.sin(angle)) };
  });
  const at = (index: number) => places[index] ?? { x: 0, y: 0 };
  const place = (index: number) => `${at(index).x}px ${at(index).y}px`;
  const pairs = new Map(
    happenings.flatMap(({ actor, sender }) =>
      sender === null ? [] : [[[actor, sender].toSorted().join(' '), [at(actor), at(sender)] as const] as const],
    ),
  );
  return (
    <>
      {[...pairs].map(([key, [a, b]]) => (
        <line key={key} x1={a.x} y1={a.y} x2={b.x} y2={b.y} className="stroke-border" />
      ))}
      {happenings.map(({ share, actor, sender }) =>
        sender === null ? (
          <circle
            key={share}
            cx={at(actor).x}
            cy={at(actor).y}
            r={17}
            style={from(share)}
            className="animate-thumb-pulse fill-none stroke-2 stroke-accent opacity-0"
          />
        ) : (
          <circle
            key={share}
            r={4.5}
            style={from(share, { '--from': place(sender), '--to': place(actor) })}
            className="animate-thumb-fly fill-accent opacity-0"
          />
        ),
      )}
      {actors.map((actor, index) => (
        <g key={actor}>
          <circle cx={at(index).x} cy={at(index).y} r={13} className="fill-surface stroke-[1.5] stroke-border-strong" />
          <text
            x={at(index).x}
            y={at(index).y + 25}
            textAnchor="middle"
            className="fill-text-muted stroke-4 stroke-sunken text-[11px] [paint-order:stroke]"
          >
            {shortName(actor)}
          </text>
        </g>
      ))}
    </>
  );
}

/** Those that do something each by itself, as rows on which time runs to the right. */
function Rows({ actors, happenings }: DrawnProps) {
  const [left, right] = [84, WIDTH - 14];
  const y = (index: number) => ((index + 0.5) / actors.length) * (HEIGHT - 12) + 6;
  return (
    <>
      {actors.map((actor, index) => (
        <g key={actor}>
          <text x={10} y={y(index) + 4} className="fill-text-muted text-[11px]">
            {shortName(actor)}
          </text>
          <line x1={left} x2={right} y1={y(index)} y2={y(index)} className="stroke-border" />
        </g>
      ))}
      {happenings.map(({ share, actor }) => (
        <circle key={share} cx={left + share * (right - left)} cy={y(actor)} r={4} className="fill-accent" />
      ))}
      <line
        x1={left}
        x2={left}
        y1={4}
        y2={HEIGHT - 4}
        style={{ '--to': `${right - left}px 0` } as Style}
        className="animate-thumb-time stroke-2 stroke-border-strong"
      />
    </>
  );
}

/** Without what names its kind, and no longer than there is room for. */
function shortName(actor: string): string {
  const name = actor.replace(/^\w:/, '');
  return name.length > 12 ? `${name.slice(0, 11)}…` : name;
}
