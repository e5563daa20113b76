'use client';

import { useTranslations } from 'next-intl';
import { useCallback, useLayoutEffect, useRef, useState } from 'react';
import { cx } from '@/components/ui/cx';
import type { BoundMessages } from '../run/messages-bind';
import { LegendItems } from './legend-items';
import { type CanvasState, useCanvas } from './nodes/canvas-store';
import { isOverNode, type NodeLooks, type Rect } from './nodes/fit-view';

interface CanvasLegendProps {
  readonly messages: BoundMessages;
  readonly isLesson: boolean;
  readonly nodeMargin: NodeLooks['nodeMargin'];
}

/**
 * What the forms of the messages mean: in the corner of a wide canvas, under all else; on a narrower one, and in lessons, in rows
 * along the lower edge, which the canvas keeps free. A phone's canvas has no room for it, nor
 * has one that is as low as a frame on another page may be. It is gone while a node would stand over it.
 */
export function CanvasLegend({ messages, isLesson, nodeMargin }: CanvasLegendProps) {
  const t = useTranslations('lab');
  const list = useRef<HTMLUListElement>(null);
  const [place, setPlace] = useState<Rect | null>(null);
  const width = useCanvas((state) => state.width);
  const height = useCanvas((state) => state.height);
  // Where it stands follows from the canvas's size.
  // biome-ignore lint/correctness/useExhaustiveDependencies: read again when the canvas has another size
  useLayoutEffect(() => {
    const element = list.current;
    if (element === null) return;
    const { offsetLeft, offsetTop, offsetWidth, offsetHeight } = element;
    setPlace({ x: offsetLeft, y: offsetTop, width: offsetWidth, height: offsetHeight });
  }, [width, height]);
  const isCovered = useCanvas(
    useCallback(
      ({ nodes, transform: [x, y, zoom] }: CanvasState) =>
        place !== null && isOverNode(place, nodes, { x, y, zoom }, nodeMargin),
      [place, nodeMargin],
    ),
  );
  return (
    <ul
      ref={list}
      aria-label={t('legend')}
      className={cx(
        'pointer-events-none -z-1 absolute hidden bottom-5 left-4 flex-wrap gap-x-3.5 gap-y-0.5 text-text-muted text-xs @min-[34rem]:flex [@container_(max-height:20rem)]:hidden!',
        isCovered && 'invisible',
        // The tools stand in the other corner.
        isLesson ? 'right-4' : 'right-40 @min-[46rem]:right-auto @min-[46rem]:bottom-3 @min-[46rem]:flex-col',
      )}
    >
      <LegendItems messages={messages} className="gap-1.5" />
    </ul>
  );
}
