'use client';

import { useTranslations } from 'next-intl';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { statePalette } from '@/components/ui/state-palette';
import { VisuallyHidden } from '@/components/ui/visually-hidden';
import { useLab, useLabSession, usePlayer } from '../run/lab-context';
import type { LabSession } from '../run/lab-session';
import type { BoundMessages } from '../run/messages-bind';
import { speedAt } from '../run/play-clock';
import {
  type LanePoint,
  type LaneSegment,
  type MessageArrow,
  SpaceTimeIndex,
  type SpaceTimeWindow,
} from '../run/space-time-index';
import { useClockText } from '../run/use-clock-text';
import { LOST_MARK, messageShapes } from '../stage/message-layer/message-shapes';
import type { MessageKind } from '../view/messages-view';
import { type SpaceTimeScale, scaleOf } from './space-time-scale';

/** While time runs, the diagram is drawn anew this many times in a second: it need not follow every frame. */
const REDRAWS_PER_SECOND = 10;

/** The run around now as a space-time diagram: a lane for each node, time downwards, messages as lines between them. */
export function SpaceTimeDiagram({ messages }: { readonly messages: BoundMessages }) {
  const t = useTranslations('lab.spaceTime');
  const session = useLabSession();
  const frame = useRef<HTMLDivElement>(null);
  const size = useSize(frame);
  const nodes = useLab((each, words) => each.items(words));
  // Read for the sake of drawing anew; the moment itself is the player's.
  usePlayer((player) =>
    player.isPlaying
      ? Math.floor((player.tick * REDRAWS_PER_SECOND) / (session.ticksPerRealSecond * speedAt(player.speedIndex)))
      : `${player.branchId} ${player.step} ${player.tick}`,
  );
  usePointSelection(frame, session);
  const { tick, step } = session.player.getState();
  const names = nodes.map(({ id, name }) => ({ id, name }));
  const scale = scaleOf({
    ...size,
    nodeIds: names.map(({ id }) => id),
    nowTick: tick,
    spanTicks: session.timeSpanTicks / 3,
  });
  const view = messages.spaceTime(
    SpaceTimeIndex,
    scale.fromTick,
    scale.toTick,
    names.map(({ id }) => id),
  );
  return (
    <div className="flex min-h-0 flex-1 flex-col border-border border-t">
      <p className="px-4 pt-2 text-text-muted text-xs">{t('hint')}</p>
      <VisuallyHidden>{t('label')}</VisuallyHidden>
      <div ref={frame} className="min-h-0 flex-1">
        {/* Everything in it stands in the lists too, where keyboard and screen reader find it. */}
        <svg aria-hidden="true" width={size.width} height={size.height} className="block select-none text-xs">
          <Lanes names={names} scale={scale} segments={view.segments} />
          <Arrows arrows={view.arrows} kinds={messages.kinds} scale={scale} />
          <Points points={view.points} scale={scale} currentStep={step} />
          <NowLine scale={scale} />
        </svg>
      </div>
    </div>
  );
}

/** The element's inner size in pixels, as it changes. */
function useSize(element: RefObject<HTMLElement | null>): { readonly width: number; readonly height: number } {
  const [size, setSize] = useState({ width: 320, height: 320 });
  useEffect(() => {
    if (element.current === null) return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry !== undefined) setSize({ width: entry.contentRect.width, height: entry.contentRect.height });
    });
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element]);
  return size;
}

/** A press on a point goes to its step. By keyboard the same is done in the list of steps. */
function usePointSelection(frame: RefObject<HTMLElement | null>, { player }: LabSession): void {
  useEffect(() => {
    const element = frame.current;
    const onClick = ({ target }: MouseEvent) => {
      const point = target instanceof Element ? target.closest('[data-step]') : null;
      if (point !== null) player.getState().seekStep(Number(point.getAttribute('data-step')));
    };
    element?.addEventListener('click', onClick);
    return () => element?.removeEventListener('click', onClick);
  }, [frame, player]);
}

interface LanesProps {
  readonly names: readonly { readonly id: string; readonly name: string }[];
  readonly scale: SpaceTimeScale;
  readonly segments: SpaceTimeWindow['segments'];
}

/** A gap is time spent down; the other states differ in their line's pattern and width too. */
function Lanes({ names, scale, segments }: LanesProps) {
  return (
    <>
      {names.map(({ id, name }) => (
        <text key={id} x={scale.x(id)} y={14} textAnchor="middle" className="fill-text font-medium">
          {name}
        </text>
      ))}
      {segments.map((segment) => (
        <Lane key={`${segment.nodeId}-${segment.fromTick}-${segment.state}`} segment={segment} scale={scale} />
      ))}
    </>
  );
}

function Lane({ segment, scale }: { readonly segment: LaneSegment; readonly scale: SpaceTimeScale }) {
  const { state, nodeId, fromTick, toTick } = segment;
  if (state === 'failure') return null;
  const { color, dash } = statePalette[state];
  const x = scale.x(nodeId);
  return (
    <line
      x1={x}
      x2={x}
      y1={scale.y(fromTick)}
      y2={scale.y(toTick)}
      stroke={color}
      strokeWidth={state === 'success' ? 6 : 2.5}
      strokeDasharray={dash ?? undefined}
    />
  );
}

interface ArrowsProps {
  readonly arrows: readonly MessageArrow[];
  readonly kinds: BoundMessages['kinds'];
  readonly scale: SpaceTimeScale;
}

function Arrows({ arrows, kinds, scale }: ArrowsProps) {
  return (
    <>
      {arrows.map((arrow) => (
        <Arrow key={arrow.key} arrow={arrow} kind={kinds.get(arrow.kind)} scale={scale} />
      ))}
    </>
  );
}

interface ArrowProps {
  readonly arrow: MessageArrow;
  readonly kind: MessageKind | undefined;
  readonly scale: SpaceTimeScale;
}

/** Ends in the shape of its kind; in a cross where it was lost. */
function Arrow({ arrow, kind, scale }: ArrowProps) {
  if (kind === undefined) return null;
  const { from, to, sentTick, endTick, reach, isLost } = arrow;
  const x1 = scale.x(from);
  const x2 = x1 + (scale.x(to) - x1) * reach;
  const y1 = scale.y(sentTick);
  const y2 = scale.y(endTick);
  const { color, dash } = statePalette[isLost ? 'neutral' : kind.state];
  const { outline, isFilled } = messageShapes[kind.shape];
  // Beside the lane, not on it, so that the point there can be seen.
  const headX = x2 - Math.sign(x2 - x1) * (isLost ? 0 : 7);
  return (
    <g>
      <line x1={x1} y1={y1} x2={x2} y2={y2} stroke={color} strokeWidth={1} strokeDasharray={dash ?? undefined} />
      <g transform={`translate(${headX} ${isLost ? y2 : y2 - 1}) scale(3.5)`}>
        <path
          d={isLost ? LOST_MARK : outline}
          fill={isFilled && !isLost ? color : 'var(--color-surface)'}
          stroke={color}
          strokeWidth={0.4}
        />
      </g>
    </g>
  );
}

interface PointsProps {
  readonly points: readonly LanePoint[];
  readonly scale: SpaceTimeScale;
  readonly currentStep: number;
}

function Points({ points, scale, currentStep }: PointsProps) {
  return (
    <>
      {points.map(({ step, tick, nodeId }) => (
        <g key={`${step}-${nodeId}`} data-step={step} className="cursor-pointer">
          <circle cx={scale.x(nodeId)} cy={scale.y(tick)} r={9} fill="transparent" />
          <circle
            cx={scale.x(nodeId)}
            cy={scale.y(tick)}
            r={step === currentStep ? 5.5 : 3.5}
            fill={step === currentStep ? 'var(--color-accent)' : 'var(--color-surface)'}
            stroke="var(--color-text)"
            strokeWidth={1.25}
          />
        </g>
      ))}
    </>
  );
}

function NowLine({ scale }: { readonly scale: SpaceTimeScale }) {
  const t = useTranslations('lab.spaceTime');
  const clockText = useClockText();
  const y = scale.y(scale.nowTick);
  return (
    <>
      <line x1={0} x2={scale.width} y1={y} y2={y} stroke="var(--color-accent)" strokeWidth={1} strokeDasharray="2 3" />
      <text
        x={scale.width - 6}
        y={y - 6}
        textAnchor="end"
        stroke="var(--color-surface)"
        strokeWidth={4}
        paintOrder="stroke"
        className="fill-text tabular-nums"
      >
        {t('now')} {clockText(scale.nowTick)}
      </text>
    </>
  );
}
