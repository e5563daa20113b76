import type { GlyphSprite } from './glyph-sprites';

/**
 * An image put together pixel by pixel: a thousand small copies cost less this way than as a thousand calls to a canvas,
 * each of which a browser without a graphics card records, and plays back later.
 */
export class CrowdRaster {
  private image: ImageData | null = null;
  private pixels = new Uint32Array();
  /** How far the runs and veils of a sprite lie from the sprite's first pixel, in this image. */
  private offsets = new Map<GlyphSprite, { readonly runs: Uint32Array; readonly veils: Uint32Array }>();

  /** Empties the image; `width` and `height` are the canvas's own, in device pixels. */
  clear(width: number, height: number): void {
    if (this.image === null || this.image.width !== width || this.image.height !== height) {
      this.image = new ImageData(width, height);
      this.pixels = new Uint32Array(this.image.data.buffer);
      this.offsets = new Map();
    } else {
      this.pixels.fill(0);
    }
  }

  /** Copies a sprite with its middle at a point, in device pixels. One that would reach over the image's edge is left out. */
  stamp(sprite: GlyphSprite, middleX: number, middleY: number): void {
    if (this.image === null) return;
    const { width, height } = this.image;
    const left = Math.round(middleX - sprite.size / 2);
    const top = Math.round(middleY - sprite.size / 2);
    if (left < 0 || top < 0 || left + sprite.size > width || top + sprite.size > height) return;
    const { pixels } = this;
    const { runs, veils } = sprite.visible;
    const offsets = this.offsetsOf(sprite, width);
    const first = top * width + left;
    for (let index = 0; index < offsets.runs.length; index += 1) {
      const start = first + (offsets.runs[index] ?? 0);
      const end = start + (runs.lengths[index] ?? 0);
      const value = runs.values[index] ?? 0;
      for (let place = start; place < end; place += 1) pixels[place] = value;
    }
    for (let index = 0; index < offsets.veils.length; index += 1) {
      const place = first + (offsets.veils[index] ?? 0);
      pixels[place] = over(veils.values[index] ?? 0, pixels[place] ?? 0);
    }
  }

  /** Puts the image in place of everything on the canvas. */
  show(context: CanvasRenderingContext2D): void {
    if (this.image !== null) context.putImageData(this.image, 0, 0);
  }

  private offsetsOf(sprite: GlyphSprite, width: number) {
    const known = this.offsets.get(sprite);
    if (known !== undefined) return known;
    const { runs, veils } = sprite.visible;
    const here = (place: number) => Math.floor(place / sprite.size) * width + (place % sprite.size);
    const offsets = { runs: runs.places.map(here), veils: veils.places.map(here) };
    this.offsets.set(sprite, offsets);
    return offsets;
  }
}

/** One pixel upon another, both as ImageData has them on a little-endian machine: alpha in the highest byte. */
export function over(upper: number, lower: number): number {
  if (lower === 0) return upper;
  const alpha = upper >>> 24;
  const rest = 255 - alpha;
  const red = by255((upper & 255) * alpha + (lower & 255) * rest);
  const green = by255(((upper >>> 8) & 255) * alpha + ((lower >>> 8) & 255) * rest);
  const blue = by255(((upper >>> 16) & 255) * alpha + ((lower >>> 16) & 255) * rest);
  const opacity = alpha + by255((lower >>> 24) * rest);
  return ((opacity << 24) | (blue << 16) | (green << 8) | red) >>> 0;
}

/** A product of two bytes divided by 255 and rounded, without a division. */
function by255(product: number): number {
  const rounded = product + 128;
  return (rounded + (rounded >> 8)) >> 8;
}
