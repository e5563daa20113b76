import type { Status } from '@/components/ui/state-palette';

import { CROWD, type RecentLoss } from '../../run/messages-bind';
import type { MessageInFlight, MessageKind } from '../../view/messages-view';
import { CrowdRaster } from './crowd-raster';
import { type GlyphSprite, glyphSprite, path2D } from './glyph-sprites';
import { type MessageStage, placeBetween, shownShare } from './message-layout';
import type { Point } from './message-path';
import { LOST_MARK } from './message-shapes';

/** Everything one frame of the message layer is drawn from. */
export interface MessageScene extends MessageStage {
  readonly losses: readonly RecentLoss[];
  readonly lostShownTicks: number;
  readonly kinds: ReadonlyMap<string, MessageKind>;
  readonly colors: Readonly<Record<Status | 'surface' | 'text', string>>;
  /** A font as CSS has it. */
  readonly font: string;
  /** The message that is looked into has a ring around it. */
  readonly inspectedId: number | null;
}

/** Length of the tail behind a message, as a share of the whole way at most. */
const TAIL_SHARE = 0.22;

/** In pixels of the screen. */
const LABEL_HEIGHT = 12;

/** With more messages than this, what is written beside them only covers others. */
const LABELLED_MAX = 30;

/** The context to draw on, and the sprites of this frame by kind. */
interface Pen {
  readonly context: CanvasRenderingContext2D;
  readonly scene: MessageScene;
  /** Device pixels to a CSS pixel. */
  readonly ratio: number;
  spriteOf(kind: string): GlyphSprite | null;
}

/** Draws messages onto one canvas, a frame after the other. */
export class MessageDrawing {
  private readonly crowd = new CrowdRaster();

  constructor(private readonly context: CanvasRenderingContext2D) {}

  /** Replaces what was drawn before; the context's unit is the CSS pixel. */
  draw(scene: MessageScene): void {
    const { context } = this;
    const { width, height } = context.canvas;
    const { a: ratio } = context.getTransform();
    const pen = { context, scene, ratio, spriteOf: spritesFor(scene, ratio) };
    // In a crowd tails only hide one another, and half a pixel is not seen.
    if (scene.messages.length > CROWD) {
      this.crowd.clear(width, height);
      for (const message of scene.messages) this.stamp(pen, message);
      this.crowd.show(context);
    } else {
      context.clearRect(0, 0, width / ratio, height / ratio);
      drawTails(pen);
      for (const message of scene.messages) drawMessage(pen, message);
      if (scene.messages.length <= LABELLED_MAX) drawLabels(pen);
    }
    for (const loss of scene.losses) drawLoss(pen, loss);
    const inspected = scene.messages.find(({ id }) => id === scene.inspectedId);
    if (inspected !== undefined) drawRing(pen, inspected);
  }

  private stamp({ scene, ratio, spriteOf }: Pen, message: MessageInFlight): void {
    const sprite = spriteOf(message.kind);
    const at = placeBetween(scene, message.from, message.to, shownShare(scene, message));
    if (sprite !== null && at !== null) this.crowd.stamp(sprite, at.x * ratio, at.y * ratio);
  }
}

function spritesFor(scene: MessageScene, ratio: number): (kind: string) => GlyphSprite | null {
  const found = new Map<string, GlyphSprite | null>();
  return (name) => {
    const known = found.get(name);
    if (known !== undefined) return known;
    const kind = scene.kinds.get(name);
    const { colors } = scene;
    const sprite =
      kind === undefined
        ? null
        : glyphSprite(
            { shape: kind.shape, color: colors[kind.state], surface: colors.surface, radius: glyphRadius(scene) },
            ratio,
          );
    found.set(name, sprite);
    return sprite;
  };
}

/** Half the size of a message in pixels: it keeps readable on a phone. */
function glyphRadius({ viewport }: MessageScene): number {
  return Math.min(10, Math.max(6.5, 8 * viewport.zoom));
}

/** Tails of one colour are one path, and one stroke. */
function drawTails({ context, scene }: Pen): void {
  const tails = new Map<string, Path2D>();
  for (const message of scene.messages) {
    const kind = scene.kinds.get(message.kind);
    const share = shownShare(scene, message);
    const { from, to, reach } = message;
    const start = placeBetween(scene, from, to, scene.isReducedMotion ? 0 : Math.max(0, share - TAIL_SHARE));
    const end = placeBetween(scene, from, to, scene.isReducedMotion ? reach : share);
    if (kind === undefined || start === null || end === null) continue;
    const path = tails.get(scene.colors[kind.state]) ?? new Path2D();
    path.moveTo(start.x, start.y);
    path.lineTo(end.x, end.y);
    tails.set(scene.colors[kind.state], path);
  }
  context.globalAlpha = 0.35;
  context.lineWidth = 2;
  for (const [color, path] of tails) {
    context.strokeStyle = color;
    context.stroke(path);
  }
  context.globalAlpha = 1;
}

function drawMessage(pen: Pen, message: MessageInFlight): void {
  const { scene } = pen;
  const at = placeBetween(scene, message.from, message.to, shownShare(scene, message));
  if (at !== null) drawGlyph(pen, at, message.kind, 1);
}

/** What each message carries, by its name, at its upper right; of several at one place, once. */
function drawLabels({ context, scene }: Pen): void {
  const written: Point[] = [];
  context.font = scene.font;
  context.textBaseline = 'middle';
  context.lineJoin = 'round';
  context.lineWidth = 3;
  context.strokeStyle = scene.colors.surface;
  context.fillStyle = scene.colors.text;
  for (const message of scene.messages) {
    const { label = '' } = message;
    const at = placeBetween(scene, message.from, message.to, shownShare(scene, message));
    if (label === '' || at === null) continue;
    const isCrowded = written.some((other) => Math.abs(other.x - at.x) < 30 && Math.abs(other.y - at.y) < LABEL_HEIGHT);
    if (isCrowded) continue;
    written.push(at);
    const x = at.x + 1.3 * glyphRadius(scene);
    const y = at.y - glyphRadius(scene);
    context.strokeText(label, x, y);
    context.fillText(label, x, y);
  }
}

function drawRing({ context, scene }: Pen, message: MessageInFlight): void {
  const kind = scene.kinds.get(message.kind);
  const at = placeBetween(scene, message.from, message.to, shownShare(scene, message));
  if (kind === undefined || at === null) return;
  context.lineWidth = 2.5;
  context.strokeStyle = scene.colors[kind.state];
  context.beginPath();
  context.arc(at.x, at.y, 1.9 * glyphRadius(scene), 0, 2 * Math.PI);
  context.stroke();
}

function drawGlyph({ context, ratio, spriteOf }: Pen, at: Point, kind: string, alpha: number): void {
  const sprite = spriteOf(kind);
  if (sprite === null) return;
  const size = sprite.size / ratio;
  context.globalAlpha = alpha;
  context.drawImage(sprite.image, at.x - size / 2, at.y - size / 2, size, size);
  context.globalAlpha = 1;
}

function drawLoss(pen: Pen, loss: RecentLoss): void {
  const { context, scene } = pen;
  const at = placeBetween(scene, loss.from, loss.to, loss.at);
  const ageShare = (scene.clockTick - loss.tick) / scene.lostShownTicks;
  if (at === null || ageShare >= 1) return;
  const alpha = scene.isReducedMotion ? 1 : 1 - ageShare;
  drawGlyph(pen, at, loss.kind, 0.35 * alpha);
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
  context.strokeStyle = scene.colors.neutral;
  context.stroke(path2D(LOST_MARK));
  context.restore();
}
