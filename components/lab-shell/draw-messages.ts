import type { LabState } from '@/components/ui/state-palette';
import type { RecentLoss } from './lab-session';
import type { MessageInFlight, MessageKind, MessageShape } from './lab-view';
import { type MessagePath, messagePath, type Point, pointOn, type Stop, shareTravelled } from './message-path';
import { LOST_MARK, messageShapes } from './message-shapes';

/** Everything one frame of the message layer is drawn from. Positions are the flow's; `zoom` and `x`, `y` lead to pixels. */
export interface MessageScene {
  readonly clockTick: number;
  readonly messages: readonly MessageInFlight[];
  readonly losses: readonly RecentLoss[];
  readonly lostShownTicks: number;
  readonly stops: ReadonlyMap<string, Stop>;
  readonly kinds: ReadonlyMap<string, MessageKind>;
  readonly viewport: { readonly x: number; readonly y: number; readonly zoom: number };
  readonly colors: Readonly<Record<LabState | 'surface', string>>;
  /** Messages stand half-way with their whole way shown, instead of travelling. */
  readonly isReducedMotion: boolean;
}

/** Length of the tail behind a message, as a share of the whole way at most. */
const TAIL_SHARE = 0.22;

/** Where more messages than this are in flight, tails only hide one another. */
const CROWD = 200;

const paths = new Map<string, Path2D>();

/** Path data is parsed once. */
function path2D(data: string): Path2D {
  const known = paths.get(data);
  if (known !== undefined) return known;
  const parsed = new Path2D(data);
  paths.set(data, parsed);
  return parsed;
}

/** Draws one frame; the context's unit is the CSS pixel and its canvas has been cleared. */
export function drawMessages(context: CanvasRenderingContext2D, scene: MessageScene): void {
  const glyphs: { at: Point; kind: MessageKind }[] = [];
  const tails = new Map<string, Path2D>();
  const hasTails = scene.messages.length <= CROWD;
  for (const message of scene.messages) {
    const kind = scene.kinds.get(message.kind);
    const way = wayOf(scene, message.from, message.to);
    if (kind === undefined || way === null) continue;
    const share = scene.isReducedMotion ? 0.5 * message.reach : shareTravelled(message, scene.clockTick);
    const from = scene.isReducedMotion ? 0 : Math.max(0, share - TAIL_SHARE);
    const to = scene.isReducedMotion ? message.reach : share;
    if (hasTails) addTail(tails, way, from, to, scene.colors[kind.state]);
    glyphs.push({ at: pointOn(way, share), kind });
  }
  drawTails(context, tails);
  for (const { at, kind } of glyphs) drawGlyph(context, at, kind, scene, 1);
  for (const loss of scene.losses) drawLoss(context, loss, scene);
}

function wayOf(scene: MessageScene, from: string, to: string): MessagePath | null {
  const start = scene.stops.get(from);
  const end = scene.stops.get(to);
  if (start === undefined || end === undefined) return null;
  const way = messagePath(start, end);
  return way === null ? null : { start: onScreen(way.start, scene), end: onScreen(way.end, scene) };
}

function onScreen(point: Point, { viewport }: MessageScene): Point {
  return { x: viewport.x + point.x * viewport.zoom, y: viewport.y + point.y * viewport.zoom };
}

/** Tails of one colour are one path, and one stroke. */
function addTail(tails: Map<string, Path2D>, way: MessagePath, from: number, to: number, color: string): void {
  const start = pointOn(way, from);
  const end = pointOn(way, to);
  const path = tails.get(color) ?? new Path2D();
  path.moveTo(start.x, start.y);
  path.lineTo(end.x, end.y);
  tails.set(color, path);
}

function drawTails(context: CanvasRenderingContext2D, tails: ReadonlyMap<string, Path2D>): void {
  context.globalAlpha = 0.35;
  context.lineWidth = 2;
  for (const [color, path] of tails) {
    context.strokeStyle = color;
    context.stroke(path);
  }
  context.globalAlpha = 1;
}

/** Half the size of a message in pixels: it keeps readable on a phone. */
function glyphRadius({ viewport }: MessageScene): number {
  return Math.min(10, Math.max(6.5, 8 * viewport.zoom));
}

function drawGlyph(
  context: CanvasRenderingContext2D,
  at: Point,
  { shape, state }: MessageKind,
  scene: MessageScene,
  alpha: number,
): void {
  const look = { shape, color: scene.colors[state], surface: scene.colors.surface, radius: glyphRadius(scene) };
  const { a: ratio } = context.getTransform();
  const sprite = glyphSprite(look, ratio);
  const size = sprite.width / ratio;
  // In a crowd nobody sees half a pixel, and pixels that fall on pixels are copied without blending between them.
  const place = (centre: number) =>
    scene.messages.length > CROWD ? Math.round((centre - size / 2) * ratio) / ratio : centre - size / 2;
  context.globalAlpha = alpha;
  context.drawImage(sprite, place(at.x), place(at.y), size, size);
  context.globalAlpha = 1;
}

interface GlyphLook {
  readonly shape: MessageShape;
  readonly color: string;
  readonly surface: string;
  /** In CSS pixels. */
  readonly radius: number;
}

/** Outlines reach beyond the radius, and their rim beyond them. */
const SPRITE_REACH = 1.7;

/** Zooming makes new sizes all the time; old ones are not worth keeping. */
const SPRITES_MAX = 200;
const sprites = new Map<string, HTMLCanvasElement>();

/** A message's form, drawn once for a look and a number of device pixels to a CSS pixel, and copied from then on. */
function glyphSprite(look: GlyphLook, ratio: number): HTMLCanvasElement {
  const key = `${look.shape} ${look.color} ${look.surface} ${look.radius} ${ratio}`;
  const known = sprites.get(key);
  if (known !== undefined) return known;
  const sprite = document.createElement('canvas');
  const size = Math.ceil(2 * look.radius * SPRITE_REACH * ratio);
  sprite.width = size;
  sprite.height = size;
  const context = sprite.getContext('2d');
  if (context !== null) {
    context.translate(size / 2, size / 2);
    context.scale(size / (2 * SPRITE_REACH), size / (2 * SPRITE_REACH));
    paintGlyph(context, look);
  }
  if (sprites.size >= SPRITES_MAX) sprites.clear();
  sprites.set(key, sprite);
  return sprite;
}

/** Paints within -1 .. 1. */
function paintGlyph(context: CanvasRenderingContext2D, { shape, color, surface }: GlyphLook): void {
  const { outline, isFilled, mark } = messageShapes[shape];
  context.lineCap = 'round';
  // A rim in the colour of the ground keeps crossing messages apart.
  context.lineWidth = 0.75;
  context.strokeStyle = surface;
  context.stroke(path2D(outline));
  context.fillStyle = isFilled ? color : surface;
  context.fill(path2D(outline));
  context.lineWidth = isFilled ? 0.1 : 0.36;
  context.strokeStyle = color;
  context.stroke(path2D(outline));
  if (mark !== null) {
    context.lineWidth = 0.3;
    context.strokeStyle = isFilled ? surface : color;
    context.stroke(path2D(mark));
  }
}

function drawLoss(context: CanvasRenderingContext2D, loss: RecentLoss, scene: MessageScene): void {
  const way = wayOf(scene, loss.from, loss.to);
  const kind = scene.kinds.get(loss.kind);
  const ageShare = (scene.clockTick - loss.tick) / scene.lostShownTicks;
  if (way === null || kind === undefined || ageShare >= 1) return;
  const at = pointOn(way, loss.at);
  const alpha = scene.isReducedMotion ? 1 : 1 - ageShare;
  drawGlyph(context, at, kind, scene, 0.35 * alpha);
  context.save();
  context.globalAlpha = alpha;
  context.translate(at.x, at.y);
  const radius = glyphRadius(scene);
  context.scale(radius, radius);
  context.lineCap = 'round';
  context.lineWidth = 0.9;
  context.strokeStyle = scene.colors.surface;
  context.stroke(path2D(LOST_MARK));
  context.lineWidth = 0.36;
  context.strokeStyle = scene.colors.dropped;
  context.stroke(path2D(LOST_MARK));
  context.restore();
}
