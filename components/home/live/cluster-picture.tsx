import { type CSSProperties, useState } from 'react';
import { cx } from '@/components/ui/cx';
import type { ClusterPicture, DrawnMessage, DrawnServer, Interval } from './picture';

const WIDTH = 360;
const HEIGHT = 300;
const RADIUS = 27;
const RING = RADIUS + 6;

/** How fast it runs: a message takes about a third of a second. */
export const TICKS_PER_REAL_SECOND = 40_000;

type Style = CSSProperties & Readonly<Record<`--${string}`, string>>;

/** Moves by styles alone between two pictures; or stands still at each. */
export type Motion = 'moving' | 'held' | 'still';

interface ClusterSvgProps {
  readonly picture: ClusterPicture;
  readonly motion: Motion;
  readonly roles: Readonly<Record<DrawnServer['role'], string>>;
  readonly className?: string | undefined;
}

/** Servers on a ring with what is on its way between them. It says nothing that the sentence below it does not say. */
export function ClusterSvg({ picture, motion, roles, className }: ClusterSvgProps) {
  const { tick, servers, messages } = picture;
  const places = servers.map((_, index) => {
    const angle = (2 * Math.PI * index) / servers.length - Math.PI / 2;
    return { x: Math.round(WIDTH / 2 + 132 * Math.cos(angle)), y: Math.round(132 + 92 * Math.sin(angle)) };
  });
  const at = (index: number) => places[index] ?? { x: 0, y: 0 };
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true" className={className}>
      {places.flatMap((a, index) =>
        places
          .slice(index + 1)
          .map((b) => <line key={`${a.x} ${b.x}`} x1={a.x} y1={a.y} x2={b.x} y2={b.y} className="stroke-border" />),
      )}
      {messages.map((message) => (
        <Message
          key={message.id}
          message={message}
          from={at(message.from)}
          to={at(message.to)}
          tick={tick}
          motion={motion}
        />
      ))}
      {servers.map((server, index) => (
        <g key={server.id} transform={`translate(${at(index).x} ${at(index).y})`}>
          {server.timer === null ? null : (
            <TimerRing key={server.timer.startedTick} timer={server.timer} tick={tick} motion={motion} />
          )}
          <Server server={server} role={roles[server.role]} />
        </g>
      ))}
    </svg>
  );
}

const strokes: Readonly<Record<DrawnServer['role'], string>> = {
  leader: 'stroke-(--color-state-success) stroke-[4]',
  candidate: 'stroke-(--color-state-pending) stroke-[3] [stroke-dasharray:6_3]',
  follower: 'stroke-(--color-state-ok) stroke-2',
  crashed: 'stroke-(--color-state-neutral) stroke-2 [stroke-dasharray:2_3]',
};

function Server({
  server: { id, role, term, log },
  role: word,
}: {
  readonly server: DrawnServer;
  readonly role: string;
}) {
  return (
    <>
      <circle r={RADIUS} className={cx(role === 'crashed' ? 'fill-sunken' : 'fill-surface', strokes[role])} />
      <text
        textAnchor="middle"
        y={-1}
        className={cx('font-semibold text-[15px]', role === 'crashed' ? 'fill-text-muted line-through' : 'fill-text')}
      >
        {id}
      </text>
      <text textAnchor="middle" y={13} className="fill-text-muted text-[11px] tabular-nums">
        T{term}
      </text>
      <text
        textAnchor="middle"
        y={RING + 15}
        className={cx(
          'stroke-4 stroke-surface text-[13px] [paint-order:stroke]',
          role === 'leader' ? 'fill-text font-semibold' : 'fill-text-muted',
        )}
      >
        {word}
      </text>
      {log.map(({ index, isCommitted }, place) => (
        <rect
          key={index}
          x={(place - log.length / 2) * 13 + 1}
          y={RING + 21}
          width={11}
          height={9}
          rx={2}
          className={cx(
            'stroke-[1.5] stroke-(--color-state-success)',
            isCommitted ? 'fill-(--color-state-success)' : 'fill-surface',
          )}
        />
      ))}
    </>
  );
}

/**
 * Where something is on its way when it is first drawn: from then on the browser moves it by itself. Without animations it stands at
 * its share of the way.
 */
function useMotion({ startedTick, dueTick }: Interval, tick: number, motion: Motion) {
  const [first] = useState(tick);
  const ms = (ticks: number) => Math.max(1, Math.round((ticks / TICKS_PER_REAL_SECOND) * 1_000));
  const style: Style = {
    animationDuration: `${ms(dueTick - startedTick)}ms`,
    animationDelay: `-${ms(first - startedTick)}ms`,
    animationPlayState: motion === 'held' ? 'paused' : 'running',
  };
  const share = Math.min(1, Math.max(0, (tick - startedTick) / Math.max(1, dueTick - startedTick)));
  return { style, share };
}

interface MovingProps {
  readonly tick: number;
  readonly motion: Motion;
}

function TimerRing({ timer, tick, motion }: { readonly timer: Interval } & MovingProps) {
  const { style, share } = useMotion(timer, tick, motion);
  return (
    <circle
      r={RING}
      pathLength={1}
      transform="rotate(-90)"
      strokeDasharray="1 1"
      strokeDashoffset={share}
      style={style}
      className={cx('fill-none stroke-3 stroke-border-strong', motion !== 'still' && 'animate-run-out')}
    />
  );
}

const glyphs: Readonly<Record<DrawnMessage['kind'], string>> = {
  entries: 'fill-accent',
  vote: 'fill-(--color-state-pending)',
  reply: 'fill-surface stroke-accent stroke-2',
};

interface Point {
  readonly x: number;
  readonly y: number;
}

interface MessageProps extends MovingProps {
  readonly message: DrawnMessage;
  readonly from: Point;
  readonly to: Point;
}

function Message({ message, from, to, tick, motion }: MessageProps) {
  const { style, share } = useMotion(message, tick, motion);
  const place = (by: number) =>
    `${Math.round(from.x + (to.x - from.x) * by)}px ${Math.round(from.y + (to.y - from.y) * by)}px`;
  const moves: Style = { ...style, translate: place(share), '--from': place(0), '--to': place(1) };
  return (
    <circle
      r={message.kind === 'reply' ? 4 : 5}
      style={moves}
      className={cx(glyphs[message.kind], motion !== 'still' && 'animate-travel')}
    />
  );
}
