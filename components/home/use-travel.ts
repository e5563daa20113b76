'use client';

import { type RefObject, useEffect, useState } from 'react';
import { type Box, lengthOf, offsetsOf, type Point, wideRoute } from './route';
import { type PlaceId, places, type Stop, stops } from './stack';
import { whileSeen } from './while-seen';

/** How long the request stays at a stop: long enough to read what happens there. */
const STAY_MS = 3_200;
const PIXELS_PER_SECOND = 260;
const TRAVEL_MS_MAX = 1_600;
/** From here on the places stand in columns; below they stand in one, beside a rail. */
const WIDE = '(min-width: 64rem)';
/** Where the rail is, and how far below a box's top its stop is. */
const RAIL = { x: 11, y: 26 };

interface Travel {
  readonly list: RefObject<HTMLElement | null>;
  readonly dot: RefObject<HTMLElement | null>;
  /** The stop that it is at. */
  readonly position: number;
  readonly isPlaying: boolean;
  /** Called with the stop that it has come to by itself. */
  readonly onArrived: (position: number) => void;
}

/** Puts the dot at its stop and, while it plays and can be seen, moves it on. Off screen and in a hidden tab it stands still. */
export function useTravel({ list, dot, position, isPlaying, onArrived }: Travel): void {
  const width = useWidth(list);

  useEffect(() => {
    const [map, traveller] = [list.current, dot.current];
    const [here, next] = [stops[position], stops[(position + 1) % stops.length]];
    if (map === null || traveller === null || width === 0 || here === undefined || next === undefined) return;
    const route = routeBetween(map, here, next);
    const start = route[0];
    if (start === undefined) return;
    traveller.style.left = `${start.x}px`;
    traveller.style.top = `${start.y}px`;
    if (!isPlaying) return;

    const animation = traveller.animate(...motionAlong(route));
    animation.pause();
    animation.onfinish = () => onArrived((position + 1) % stops.length);
    const stop = whileSeen(map, (isSeen) => (isSeen ? animation.play() : animation.pause()));
    return () => {
      stop();
      animation.onfinish = null;
      animation.cancel();
    };
  }, [list, dot, position, isPlaying, onArrived, width]);
}

/** The element's width in CSS pixels, 0 before it is known. */
function useWidth(element: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    if (element.current === null) return;
    const observer = new ResizeObserver(([entry]) => setWidth(entry?.contentRect.width ?? 0));
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element]);
  return width;
}

function routeBetween(map: HTMLElement, here: Stop, next: Stop): readonly Point[] {
  const boxOf = (id: PlaceId): Box => {
    const element = map.children[places.findIndex((place) => place.id === id)];
    if (!(element instanceof HTMLElement)) return { x: 0, y: 0, width: 0, height: 0 };
    return { x: element.offsetLeft, y: element.offsetTop, width: element.offsetWidth, height: element.offsetHeight };
  };
  const [from, to] = [boxOf(here.at), boxOf(next.at)];
  if (!window.matchMedia(WIDE).matches) return [from, to].map(({ y }) => ({ x: RAIL.x, y: y + RAIL.y }));
  if (next.by === undefined) return wideRoute(from, to, null);
  if (next.by !== 'bus') return wideRoute(from, to, boxOf(next.by));
  const router = boxOf('fastapi');
  return wideRoute(from, to, { busX: (router.x + router.width + to.x) / 2 });
}

/** Stays at the first point, then goes along the others. */
function motionAlong(route: readonly Point[]): [Keyframe[], KeyframeAnimationOptions] {
  const travelMs = Math.min(TRAVEL_MS_MAX, (lengthOf(route) / PIXELS_PER_SECOND) * 1_000);
  const duration = STAY_MS + travelMs;
  const stay = STAY_MS / duration;
  const offsets = offsetsOf(route);
  const moves = route.map(({ x, y }, index): Keyframe => {
    return { left: `${x}px`, top: `${y}px`, offset: stay + (1 - stay) * (offsets[index] ?? 1) };
  });
  const [first] = moves;
  return [[{ ...first, offset: 0 }, ...moves], { duration, fill: 'forwards' }];
}
