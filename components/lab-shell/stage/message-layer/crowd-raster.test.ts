import { describe, expect, it } from 'vitest';
import { over } from './crowd-raster';

const pixel = (red: number, green: number, blue: number, alpha: number) =>
  ((alpha << 24) | (blue << 16) | (green << 8) | red) >>> 0;

describe('one pixel over another', () => {
  const ground = pixel(10, 20, 30, 255);

  it('hides it when opaque', () => {
    expect(over(pixel(1, 2, 3, 255), ground)).toBe(pixel(1, 2, 3, 255));
  });

  it('stands as it is where nothing lies beneath', () => {
    expect(over(pixel(1, 2, 3, 40), 0)).toBe(pixel(1, 2, 3, 40));
  });

  it('mixes with it by its opacity', () => {
    expect(over(pixel(210, 120, 30, 51), ground)).toBe(pixel(50, 40, 30, 255));
  });

  it('adds up opacity where both let the ground through', () => {
    expect(over(pixel(0, 0, 0, 51), pixel(0, 0, 0, 51)) >>> 24).toBe(92);
  });
});
