/** Where frames come from; the browser's `requestAnimationFrame` outside tests. */
export interface FrameSource {
  request(callback: (nowMs: number) => void): number;
  cancel(handle: number): void;
}

export interface PlayLoop {
  /** Starts or stops asking for frames. Time that passes while stopped is not counted. */
  setRunning(isRunning: boolean): void;
}

/** Calls `passTime` on every frame with the real milliseconds since the frame before. */
export function createPlayLoop(frames: FrameSource, passTime: (elapsedMs: number) => void): PlayLoop {
  let handle: number | null = null;
  let lastMs: number | null = null;

  function onFrame(nowMs: number): void {
    handle = frames.request(onFrame);
    const elapsedMs = lastMs === null ? 0 : nowMs - lastMs;
    lastMs = nowMs;
    passTime(elapsedMs);
  }

  return {
    setRunning(isRunning) {
      if (isRunning === (handle !== null)) return;
      lastMs = null;
      if (handle === null) {
        handle = frames.request(onFrame);
      } else {
        frames.cancel(handle);
        handle = null;
      }
    },
  };
}
