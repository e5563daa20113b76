import { describe, expect, it } from 'vitest';
import { clampSpeedIndex, frameMs, NORMAL_SPEED_INDEX, SPEEDS, scaleEnd, speedAt, speedLabel } from './play-clock';

describe('the play clock', () => {
  it('runs from a sixteenth to sixty-four times, doubling each time', () => {
    expect(speedAt(0)).toBe(1 / 16);
    expect(speedAt(SPEEDS.length - 1)).toBe(64);
    for (const [index, speed] of SPEEDS.slice(1).entries()) expect(speed).toBe(speedAt(index) * 2);
  });

  it('keeps the speed within its bounds', () => {
    expect(clampSpeedIndex(-3)).toBe(0);
    expect(clampSpeedIndex(99)).toBe(SPEEDS.length - 1);
    expect(speedAt(NORMAL_SPEED_INDEX)).toBe(1);
  });

  it('writes slow speeds as fractions', () => {
    expect(SPEEDS.map(speedLabel)).toEqual([
      '1/16×',
      '1/8×',
      '1/4×',
      '1/2×',
      '1×',
      '2×',
      '4×',
      '8×',
      '16×',
      '32×',
      '64×',
    ]);
  });

  it('does not catch up with a long interruption, nor run backwards', () => {
    expect(frameMs(16)).toBe(16);
    expect(frameMs(60_000)).toBe(100);
    expect(frameMs(-5)).toBe(0);
  });
});

describe('the scale of the scrub bar', () => {
  it('is at least one unit long', () => {
    expect(scaleEnd(0, 500)).toBe(500);
    expect(scaleEnd(500, 500)).toBe(500);
  });

  it('grows by 1, 2 and 5 times powers of ten', () => {
    expect([501, 1_001, 2_501, 5_001, 10_001].map((ticks) => scaleEnd(ticks, 500))).toEqual([
      1_000, 2_500, 5_000, 10_000, 25_000,
    ]);
  });
});
