import type { MessageShape } from '../../view/messages-view';
import { messageShapes } from './message-shapes';

/** How a message looks: the shape of its kind, in colours that a canvas understands. */
export interface GlyphLook {
  readonly shape: MessageShape;
  readonly color: string;
  readonly surface: string;
  /** In CSS pixels. */
  readonly radius: number;
}

/** A look as an image and as its pixels, drawn once and copied from then on. */
export interface GlyphSprite {
  readonly image: ImageBitmap;
  /** Width and height in device pixels. */
  readonly size: number;
  /** Its pixels that are not empty. */
  readonly visible: VisiblePixels;
}

/** A sprite's pixels row by row, as ImageData has them. Places count from its first pixel. */
export interface VisiblePixels {
  /** Opaque neighbours in one row that are of one colour. */
  readonly runs: { readonly places: Uint32Array; readonly lengths: Uint32Array; readonly values: Uint32Array };
  /** Pixels that let the ground through. */
  readonly veils: { readonly places: Uint32Array; readonly values: Uint32Array };
}

/** Outlines reach beyond the radius, and their rim beyond them. */
const SPRITE_REACH = 1.7;

/** Zooming makes new sizes all the time; old ones are not worth keeping. */
const SPRITES_MAX = 200;
const sprites = new Map<string, GlyphSprite>();
const paths = new Map<string, Path2D>();

/** Path data is parsed once. */
export function path2D(data: string): Path2D {
  const known = paths.get(data);
  if (known !== undefined) return known;
  const parsed = new Path2D(data);
  paths.set(data, parsed);
  return parsed;
}

/** The sprite for a look at `ratio` device pixels to a CSS pixel; null where the browser cannot draw. */
export function glyphSprite(look: GlyphLook, ratio: number): GlyphSprite | null {
  const key = `${look.shape} ${look.color} ${look.surface} ${look.radius} ${ratio}`;
  const known = sprites.get(key);
  if (known !== undefined) return known;
  const size = Math.ceil(2 * look.radius * SPRITE_REACH * ratio);
  const canvas = new OffscreenCanvas(size, size);
  const context = canvas.getContext('2d');
  if (context === null) return null;
  context.translate(size / 2, size / 2);
  context.scale(size / (2 * SPRITE_REACH), size / (2 * SPRITE_REACH));
  paintGlyph(context, look);
  const visible = visiblePixels(context.getImageData(0, 0, size, size));
  const sprite = { image: canvas.transferToImageBitmap(), size, visible };
  if (sprites.size >= SPRITES_MAX) sprites.clear();
  sprites.set(key, sprite);
  return sprite;
}

function visiblePixels({ data, width }: ImageData): VisiblePixels {
  const runs: { readonly place: number; readonly value: number; length: number }[] = [];
  const veils: { readonly place: number; readonly value: number }[] = [];
  for (const [place, value] of new Uint32Array(data.buffer).entries()) {
    const alpha = value >>> 24;
    const run = runs.at(-1);
    if (alpha === 0) continue;
    if (alpha < 255) veils.push({ place, value });
    else if (run?.value === value && run.place + run.length === place && place % width !== 0) run.length += 1;
    else runs.push({ place, value, length: 1 });
  }
  return {
    runs: {
      places: Uint32Array.from(runs, ({ place }) => place),
      lengths: Uint32Array.from(runs, ({ length }) => length),
      values: Uint32Array.from(runs, ({ value }) => value),
    },
    veils: {
      places: Uint32Array.from(veils, ({ place }) => place),
      values: Uint32Array.from(veils, ({ value }) => value),
    },
  };
}

/** Paints within -1 .. 1. */
function paintGlyph(context: OffscreenCanvasRenderingContext2D, { shape, color, surface }: GlyphLook): void {
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
