'use client';

import { ChevronLeft, ChevronRight, Maximize, ScanLine, ZoomIn, ZoomOut } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { type RefObject, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { cx } from '@/components/ui/cx';
import { IconButton } from '@/components/ui/icon-button';
import { StateIcon } from '@/components/ui/state-badge';
import { statePalette } from '@/components/ui/state-palette';
import { formatAxis } from '../../run/format-tick';
import { useLab, useLabSession } from '../../run/lab-context';
import { useClock } from '../../run/use-clock';
import { useClockText } from '../../run/use-clock-text';
import { wordsOf } from '../../view/words';
import { ItemToolbar } from '../item-toolbar';
import type { BoundStageProps } from '../stage';
import { useGestures } from '../use-gestures';
import { usePalette } from '../use-palette';
import { AXIS_HEIGHT, drawAxis, drawLane, drawNow } from './draw-lanes';
import { type LaneGlide, useLaneGlide } from './lane-glide';
import type { BoundLanes, LaneLook, LaneRow } from './lanes';
import type { LaneBar } from './lanes-index';
import {
  barAt,
  followed,
  type LanesWindow,
  panned,
  placedBars,
  timeTicks,
  whole,
  windowAt,
  zoomed,
} from './lanes-window';

/** How much one press of a button zooms, and moves by. */
const ZOOM_STEP = 1.6;
const PAN_STEP = 0.4;

/** In pixels. The least holds a name and a line of text. */
const ROW = { min: 34, max: 80 };

/** The latest bars in view that are read out of the selected lane. */
const BARS_READ = 20;

interface LanesViewProps extends BoundStageProps {
  readonly lanes: BoundLanes;
}

/** Lanes over time, drawn on a canvas; their names are buttons, which say how each lane is now. */
export function LanesView({ lanes, selectedId, onSelect, isPicture, size }: LanesViewProps) {
  const { labId, player } = useLabSession();
  const t = useTranslations('lab.lanes');
  const rows = useLab((_session, words) => lanes.rows(wordsOf(labId, words)));
  const [window, setWindow] = useState(() => windowAt(lanes.spanTicks, player.getState().tick));
  const area = useRef<HTMLDivElement>(null);
  const glide = useLaneGlide(useMemo(() => rows.map(({ id }) => id), [rows]));
  const rowHeight = useRowHeight(area, rows.length);
  const isLesson = size === 'lesson';
  const change = (to: (now: LanesWindow, endTick: number) => LanesWindow) =>
    setWindow((before) => to(followed(before, player.getState().clockTick), endOf(player.getState())));
  return (
    <div className="absolute inset-0 flex flex-col bg-surface">
      <div className="flex min-h-10 items-center justify-end gap-0.5 px-1.5">
        {selectedId === null || isPicture ? null : (
          <div className="mr-auto ml-1 min-w-0">
            <ItemToolbar itemId={selectedId} shape="row" />
          </div>
        )}
        {isPicture ? null : <WindowButtons window={window} onChange={change} />}
      </div>
      <div className="relative flex min-h-0 flex-1 overflow-y-auto">
        <ul aria-label={t('label')} className="w-28 shrink-0 @min-[34rem]:w-44" style={{ paddingTop: AXIS_HEIGHT }}>
          {rows.map((row) => (
            <LaneName
              key={row.id}
              row={row}
              height={rowHeight}
              glide={glide}
              isSelected={row.id === selectedId}
              onSelect={onSelect}
            />
          ))}
        </ul>
        <div ref={area} className="relative min-w-0 flex-1 self-stretch">
          <LanesCanvas
            lanes={lanes}
            rows={rows}
            rowHeight={rowHeight}
            glide={glide}
            window={window}
            onWindow={setWindow}
            onPoint={(id, isLong) => onSelect(id !== null && (isLong || id !== selectedId) ? id : null)}
            selectedId={selectedId}
          />
        </div>
      </div>
      {lanes.below === null || isLesson || isPicture ? null : lanes.below(selectedId)}
      <Legend lanes={lanes} isSmall={isLesson} />
    </div>
  );
}

function endOf({ seenEnd, tick }: { readonly seenEnd: { readonly tick: number }; readonly tick: number }): number {
  return Math.max(1, seenEnd.tick, tick);
}

function useRowHeight(area: RefObject<HTMLElement | null>, rows: number): number {
  const [height, setHeight] = useState(0);
  useEffect(() => {
    const element = area.current;
    if (element === null) return;
    const observer = new ResizeObserver(([entry]) => setHeight(entry?.contentRect.height ?? 0));
    observer.observe(element.parentElement ?? element);
    return () => observer.disconnect();
  }, [area]);
  return Math.min(ROW.max, Math.max(ROW.min, Math.floor((height - AXIS_HEIGHT) / Math.max(1, rows))));
}

interface WindowButtonsProps {
  readonly window: LanesWindow;
  onChange(to: (now: LanesWindow, endTick: number) => LanesWindow): void;
}

function WindowButtons({ window, onChange }: WindowButtonsProps) {
  const t = useTranslations('lab.lanes');
  const { player } = useLabSession();
  const buttons = [
    { label: t('earlier'), icon: <ChevronLeft />, to: (now: LanesWindow, end: number) => panned(now, -PAN_STEP, end) },
    { label: t('later'), icon: <ChevronRight />, to: (now: LanesWindow, end: number) => panned(now, PAN_STEP, end) },
    {
      label: t('zoomOut'),
      icon: <ZoomOut />,
      to: (now: LanesWindow, end: number) => zoomed(now, 1 / ZOOM_STEP, 0.5, end),
    },
    { label: t('zoomIn'), icon: <ZoomIn />, to: (now: LanesWindow, end: number) => zoomed(now, ZOOM_STEP, 0.5, end) },
    { label: t('whole'), icon: <Maximize />, to: (_now: LanesWindow, end: number) => whole(end) },
  ];
  return (
    <>
      {buttons.map(({ label, icon, to }) => (
        <IconButton key={label} size="sm" label={label} icon={icon} onClick={() => onChange(to)} />
      ))}
      <IconButton
        size="sm"
        label={t('follow')}
        icon={<ScanLine />}
        aria-pressed={window.follows}
        variant={window.follows ? 'secondary' : 'ghost'}
        onClick={() =>
          onChange((now) =>
            now.follows ? { ...now, follows: false } : windowAt(now.toTick - now.fromTick, player.getState().clockTick),
          )
        }
      />
    </>
  );
}

interface LaneNameProps {
  readonly row: LaneRow;
  readonly height: number;
  readonly glide: LaneGlide;
  readonly isSelected: boolean;
  onSelect(laneId: string | null): void;
}

function LaneName({ row: { id, name, text, status }, height, glide, isSelected, onSelect }: LaneNameProps) {
  const item = useRef<HTMLLIElement>(null);
  useLayoutEffect(
    () =>
      glide.subscribe(() => {
        const rowsOff = glide.rowsOff(id);
        if (item.current !== null) item.current.style.translate = rowsOff === 0 ? '' : `0 ${rowsOff * height}px`;
      }),
    [glide, id, height],
  );
  return (
    <li ref={item} style={{ height }}>
      <button
        type="button"
        aria-pressed={isSelected}
        onClick={() => onSelect(isSelected ? null : id)}
        className={cx(
          'flex size-full min-w-0 touch-manipulation select-none flex-col justify-center border-border border-b px-1.5 text-left leading-tight @min-[34rem]:px-2',
          isSelected ? 'bg-accent-soft' : 'hover:bg-hover',
        )}
      >
        <span className="flex min-w-0 items-center gap-1 font-semibold text-xs @min-[34rem]:gap-1.5 @min-[34rem]:text-sm">
          <StateIcon state={status} className="size-3.5 shrink-0" />
          <span className="truncate">{name}</span>
        </span>
        <span className="truncate text-[0.6875rem] text-text-muted tabular-nums">{text}</span>
      </button>
    </li>
  );
}

interface LanesCanvasProps {
  readonly lanes: BoundLanes;
  readonly rows: readonly LaneRow[];
  readonly rowHeight: number;
  readonly glide: LaneGlide;
  readonly window: LanesWindow;
  readonly selectedId: string | null;
  onWindow(to: (before: LanesWindow) => LanesWindow): void;
  onPoint(laneId: string | null, isLong: boolean): void;
}

function LanesCanvas(props: LanesCanvasProps) {
  const { lanes, rows, rowHeight, glide, window, selectedId, onWindow, onPoint } = props;
  const { player, labId, clock } = useLabSession();
  const locale = useLocale();
  const clockText = useClockText();
  const t = useTranslations('lab.lanes');
  const words = useTranslations();
  const canvas = useRef<HTMLCanvasElement>(null);
  const palette = usePalette(canvas);
  const [pointed, setPointed] = useState<{ readonly lane: string; readonly tick: number } | null>(null);
  const height = AXIS_HEIGHT + rows.length * rowHeight;

  const draw = useMemo(() => {
    return () => {
      const element = canvas.current;
      const context = element?.getContext('2d') ?? null;
      if (element === null || context === null || palette === null) return;
      const { clientWidth: width, clientHeight } = element;
      const ratio = devicePixelRatio;
      if (element.width !== Math.round(width * ratio) || element.height !== Math.round(clientHeight * ratio)) {
        element.width = Math.round(width * ratio);
        element.height = Math.round(clientHeight * ratio);
      }
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      context.clearRect(0, 0, width, clientHeight);
      const { clockTick } = player.getState();
      const shown = followed(window, clockTick);
      const surface = { context, width, height: clientHeight, palette };
      const places = timeTicks(shown, width);
      const step = (places[1]?.tick ?? 0) - (places[0]?.tick ?? 0);
      const ticks = places.map(({ tick, x }) => ({
        x,
        label: formatAxis(tick, step, clock, locale),
      }));
      drawAxis(surface, ticks);
      for (const [index, { id }] of rows.entries()) {
        const placed = placedBars(lanes.barsOf(id), shown, clockTick, width);
        const top = AXIS_HEIGHT + (index + glide.rowsOff(id)) * rowHeight;
        drawLane(surface, placed, lanes.looks, { top, height: rowHeight });
      }
      const now = ((clockTick - shown.fromTick) / (shown.toTick - shown.fromTick)) * width;
      if (now >= 0 && now <= width) drawNow(surface, now);
    };
  }, [lanes, rows, rowHeight, glide, window, palette, clock, locale, player]);

  // At once: a frame asked for here would come after the one in which the clock moves on again.
  useClock(draw);
  useEffect(() => {
    const observer = new ResizeObserver(draw);
    if (canvas.current !== null) observer.observe(canvas.current);
    return () => observer.disconnect();
  }, [draw]);

  useLayoutEffect(() => glide.subscribe(draw), [glide, draw]);

  const widthOf = () => canvas.current?.clientWidth ?? 1;
  useGestures(canvas, {
    pan: (pixels) =>
      onWindow((before) => {
        const { clockTick } = player.getState();
        return panned(followed(before, clockTick), -pixels / widthOf(), endOf(player.getState()));
      }),
    zoom: (factor, anchor) =>
      onWindow((before) => {
        const shown = followed(before, player.getState().clockTick);
        return zoomed(shown, factor, anchor / widthOf(), endOf(player.getState()));
      }),
    point(x, y, isLong) {
      const row = rows[Math.floor((y - AXIS_HEIGHT) / rowHeight)];
      const shown = followed(window, player.getState().clockTick);
      const tick = shown.fromTick + (x / widthOf()) * (shown.toTick - shown.fromTick);
      setPointed(row === undefined || y < AXIS_HEIGHT ? null : { lane: row.id, tick });
      onPoint(y < AXIS_HEIGHT ? null : (row?.id ?? null), isLong);
    },
  });

  const bar = pointed === null ? null : barAt(lanes.barsOf(pointed.lane), pointed.tick);
  const say = wordsOf(labId, words);
  const seen = followed(window, player.getState().tick);
  const textOf = (lane: string, { look, label, fromTick, toTick }: LaneBar) =>
    t(toTick === null ? 'bar' : 'barUntil', {
      lane,
      look: label === '' ? say(`lanes.${look}`) : `${say(`lanes.${look}`)} (${label})`,
      from: clockText(fromTick),
      to: clockText(toTick ?? fromTick),
    });
  const selected = rows.find(({ id }) => id === selectedId);
  return (
    <>
      {rows.map(({ id }, index) => (
        <div
          key={id}
          aria-hidden="true"
          className={cx('absolute inset-x-0 border-border border-b', id === selectedId && 'bg-accent-soft')}
          style={{ top: AXIS_HEIGHT + index * rowHeight, height: rowHeight }}
        />
      ))}
      <canvas
        ref={canvas}
        role="img"
        aria-label={t('canvas', { from: clockText(seen.fromTick), to: clockText(seen.toTick) })}
        className="absolute inset-x-0 top-0 block w-full cursor-grab touch-pan-y select-none active:cursor-grabbing"
        style={{ height }}
      />
      {selected === undefined ? null : (
        <ol className="sr-only" aria-label={t('history', { lane: selected.name })}>
          {lanes
            .barsOf(selected.id)
            .filter(({ fromTick, toTick }) => fromTick < seen.toTick && (toTick ?? seen.toTick) > seen.fromTick)
            .slice(-BARS_READ)
            .map((each) => (
              <li key={each.fromTick}>{textOf(selected.name, each)}</li>
            ))}
        </ol>
      )}
      {bar === null || pointed === null ? null : (
        <p
          role="status"
          className="pointer-events-none absolute top-0 right-1 rounded-sm bg-raised px-1.5 py-0.5 text-xs tabular-nums shadow-sm"
        >
          {textOf(pointed.lane, bar)}
        </p>
      )}
    </>
  );
}

interface LegendProps {
  readonly lanes: BoundLanes;
  readonly isSmall: boolean;
}

function Legend({ lanes, isSmall }: LegendProps) {
  const { labId } = useLabSession();
  const t = useTranslations('lab.lanes');
  const say = wordsOf(labId, useTranslations());
  const named = useLab(() => lanes.legend());
  return (
    <ul
      aria-label={t('legend')}
      className={cx(
        'flex flex-wrap gap-x-3 gap-y-0.5 border-border border-t px-2 py-1 text-[0.6875rem] text-text-muted',
        isSmall && 'max-h-11 overflow-hidden',
      )}
    >
      {Object.entries(lanes.looks).map(([look, { status, fill }]) =>
        named.includes(look) ? (
          <li key={look} className="flex items-center gap-1.5 whitespace-nowrap">
            <span
              aria-hidden="true"
              className={cx('w-5', fill === 'thin' ? 'h-1' : 'h-3', fill !== 'solid' && fill !== 'thin' && 'border-2')}
              style={swatchOf(status, fill)}
            />
            {say(`lanes.${look}`)}
          </li>
        ) : null,
      )}
    </ul>
  );
}

function swatchOf(status: LaneLook['status'], fill: LaneLook['fill']) {
  const { color } = statePalette[status];
  if (fill === 'solid' || fill === 'thin') return { backgroundColor: color };
  const hatch = `repeating-linear-gradient(135deg, ${color} 0 1px, transparent 1px 4px)`;
  return fill === 'hatched' ? { borderColor: color, backgroundImage: hatch } : { borderColor: color };
}
