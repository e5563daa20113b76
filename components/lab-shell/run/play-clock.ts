/** How many times the lab's own pace; 1 is the lab's `ticksPerRealSecond`. */
export const SPEEDS = [1 / 16, 1 / 8, 1 / 4, 1 / 2, 1, 2, 4, 8, 16, 32, 64] as const;

export const NORMAL_SPEED_INDEX = SPEEDS.indexOf(1);

/** A frame that took longer than this was an interruption, not time to be caught up with. */
const FRAME_MS_MAX = 100;

/** The speed at an index, which is kept within bounds. */
export function speedAt(index: number): number {
  return SPEEDS[clampSpeedIndex(index)] ?? 1;
}

export function clampSpeedIndex(index: number): number {
  return Math.min(SPEEDS.length - 1, Math.max(0, Math.round(index)));
}

/** "1/4×", "1×", "16×". */
export function speedLabel(speed: number): string {
  return speed < 1 ? `1/${Math.round(1 / speed)}×` : `${speed}×`;
}

/** Real time that passed since the last frame, in milliseconds: negative and overlong frames are cut to 0 .. 100 ms. */
export function frameMs(elapsedMs: number): number {
  return Math.min(FRAME_MS_MAX, Math.max(0, elapsedMs));
}

/** The end of a scale that holds `ticks`: the next of 1, 2 or 5 times a power of ten of `unitTicks`, at least one unit. */
export function scaleEnd(ticks: number, unitTicks: number): number {
  const units = Math.max(1, ticks / unitTicks);
  const power = 10 ** Math.floor(Math.log10(units));
  for (const factor of [1, 2, 5]) if (units <= factor * power) return factor * power * unitTicks;
  return 10 * power * unitTicks;
}
