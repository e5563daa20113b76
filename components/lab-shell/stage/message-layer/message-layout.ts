import type { MessageInFlight } from '../../view/messages-view';
import { type Point, pointOn, shareTravelled, type Ways } from './message-path';

/** What says where messages are: `viewport` leads from the flow's positions to pixels of the canvas. */
export interface MessageStage {
  readonly clockTick: number;
  readonly messages: readonly MessageInFlight[];
  readonly ways: Ways;
  readonly viewport: { readonly x: number; readonly y: number; readonly zoom: number };
  /** Messages stand half-way with their whole way shown, instead of travelling. */
  readonly isReducedMotion: boolean;
}

/** A place on the way between two nodes, in pixels; null where there is no way. */
export function placeBetween(stage: MessageStage, from: string, to: string, share: number): Point | null {
  const way = stage.ways.between(from, to);
  if (way === null) return null;
  const { x, y } = pointOn(way, share);
  const { viewport } = stage;
  return { x: viewport.x + x * viewport.zoom, y: viewport.y + y * viewport.zoom };
}

/** How much of its way a message is drawn to have come. */
export function shownShare(stage: MessageStage, message: MessageInFlight): number {
  return stage.isReducedMotion ? 0.5 * message.reach : shareTravelled(message, stage.clockTick);
}

/** The message nearest to a point of the canvas, at most `reach` pixels away; null when none is. */
export function messageAt(stage: MessageStage, point: Point, reach: number): MessageInFlight | null {
  let nearest: MessageInFlight | null = null;
  let distance = reach;
  for (const message of stage.messages) {
    const place = placeBetween(stage, message.from, message.to, shownShare(stage, message));
    if (place === null) continue;
    const away = Math.hypot(place.x - point.x, place.y - point.y);
    if (away > distance) continue;
    nearest = message;
    distance = away;
  }
  return nearest;
}
