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
  const alone = happenings.filter(({ sender }) => sender === null);
  return (
    <>
      <path
        d={[...pairs.values()].map(([a, b]) => `M${a.x} ${a.y}L${b.x} ${b.y}`).join('')}
        className="fill-none stroke-border"
      />
      <g className="fill-none stroke-2 stroke-accent *:animate-thumb-pulse *:opacity-0">
        {alone.map(({ share, actor }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: they never change, and a page carries every key.
          <circle key={index} cx={at(actor).x} cy={at(actor).y} r={17} style={from(share)} />
        ))}
      </g>
      <g className="fill-accent *:animate-thumb-fly *:opacity-0">
        {happenings.map(({ share, actor, sender }, index) =>
          sender === null ? null : (
            <circle
              // biome-ignore lint/suspicious/noArrayIndexKey: they never change, and a page carries every key.
              key={index}
              r={4.5}
              style={from(share, { '--from': place(sender), '--to': place(actor) })}
            />
          ),
        )}
      </g>
      <g className="fill-surface stroke-[1.5] stroke-border-strong">
        {actors.map((actor, index) => (
          <circle key={actor} cx={at(index).x} cy={at(index).y} r={13} />
        ))}
      </g>
      <g textAnchor="middle" className="fill-text-muted stroke-4 stroke-sunken text-[11px] [paint-order:stroke]">
        {actors.map((actor, index) => (
          <text key={actor} x={at(index).x} y={at(index).y + 25}>
            {shortName(actor)}
          </text>
        ))}
      </g>
    </>
  );
}

/** Those that do something each by itself, as rows on which time runs to the right. */
function Rows({ actors, happenings }: DrawnProps) {
  const [left, right] = [84, WIDTH - 14];
  const y = (index: number) => Math.round(((index + 0.5) / actors.length) * (HEIGHT - 12) + 6);
  return (
    <>
      <path d={actors.map((_, index) => `M${left} ${y(index)}H${right}`).join('')} className="stroke-border" />
      <g className="fill-text-muted text-[11px]">
        {actors.map((actor, index) => (
          <text key={actor} x={10} y={y(index) + 4}>
            {shortName(actor)}
          </text>
        ))}
      </g>
      {/* A line of no length with round ends is a dot. */}
      <path
        d={happenings.map(({ share, actor }) => `M${Math.round(left + share * (right - left))} ${y(actor)}h0`).join('')}
        strokeWidth={8}
        strokeLinecap="round"
        className="stroke-accent"
      />
      <path
        d={`M${left} 4V${HEIGHT - 4}`}
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
