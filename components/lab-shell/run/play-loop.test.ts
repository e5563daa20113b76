import { describe, expect, it } from 'vitest';
import { createPlayLoop } from './play-loop';

/** Frames that come when the test says so. */
function manualFrames() {
  let waiting: ((nowMs: number) => void) | null = null;
  return {
    request(callback: (nowMs: number) => void) {
      waiting = callback;
      return 1;
    },
    cancel() {
      waiting = null;
    },
    isWaiting: () => waiting !== null,
    frame(nowMs: number) {
      const callback = waiting;
      waiting = null;
      callback?.(nowMs);
    },
  };
}

describe('the play loop', () => {
  it('passes the time between frames, beginning with the second', () => {
    const frames = manualFrames();
    const elapsed: number[] = [];
    const loop = createPlayLoop(frames, (ms) => elapsed.push(ms));
    loop.setRunning(true);
    for (const now of [1000, 1016, 1040]) frames.frame(now);
    expect(elapsed).toEqual([0, 16, 24]);
  });

  it('does not count the time while it was stopped', () => {
    const frames = manualFrames();
    const elapsed: number[] = [];
    const loop = createPlayLoop(frames, (ms) => elapsed.push(ms));
    loop.setRunning(true);
    frames.frame(1000);
    loop.setRunning(false);
    loop.setRunning(true);
    frames.frame(90_000);
    expect(elapsed).toEqual([0, 0]);
  });

  it('asks for no frame while stopped, also when it is stopped from within one', () => {
    const frames = manualFrames();
    const loop = createPlayLoop(frames, () => loop.setRunning(false));
    loop.setRunning(true);
    frames.frame(1000);
    expect(frames.isWaiting()).toBe(false);
  });
});
