import type { MessageShape } from './lab-view';
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

/** Where a sprite's pixels stand in it, row by row, and what they are, as ImageData has them; the opaque ones come first. */
export interface VisiblePixels {
  readonly places: Uint32Array;
  readonly values: Uint32Array;
  /** How many are opaque. */
  readonly opaque: number;
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

function visiblePixels({ data }: ImageData): VisiblePixels {
  const pixels = new Uint32Array(data.buffer);
  const alphaAt = (place: number) => (pixels[place] ?? 0) >>> 24;
  const visible = [...pixels.keys()].filter((place) => alphaAt(place) > 0);
  const isOpaque = (place: number) => alphaAt(place) === 255;
  const opaque = visible.filter(isOpaque);
  const places = Uint32Array.from([...opaque, ...visible.filter((place) => !isOpaque(place))]);
  return { places, values: places.map((place) => pixels[place] ?? 0), opaque: opaque.length };
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
