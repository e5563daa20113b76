import { useLayoutEffect, useRef } from 'react';

const fetchAnimate = () => import('../../motion/animate').then((module) => module.animate);

const wantsLess = (): boolean => window.matchMedia('(prefers-reduced-motion: reduce)').matches;

/** Where lanes are while they change places: names and bars are drawn by it. */
export class LaneGlide {
  private rowsAway: ReadonlyMap<string, number> = new Map();
  private share = 0;
  private readonly listeners = new Set<() => void>();
  private stop: (() => void) | null = null;

  /** How many rows a lane still is below its place; above it for numbers below zero. */
  rowsOff(id: string): number {
    return (this.rowsAway.get(id) ?? 0) * this.share;
  }

  /** Told on every frame in which lanes move. */
  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Lanes stood in one order and stand in another from now on. */
  reorder(before: readonly string[], after: readonly string[]): void {
    this.stop?.();
    if (wantsLess()) return;
    this.rowsAway = new Map(
      after.flatMap((id, row) => (before.includes(id) ? [[id, before.indexOf(id) - row] as const] : [])),
    );
    let isOver = false;
    const stop = () => {
      isOver = true;
      this.show(0);
    };
    this.stop = stop;
    this.show(1);
    fetchAnimate().then((animate) => {
      if (isOver) return;
      const playing = animate(1, 0, { duration: 0.4, ease: 'easeOut', onUpdate: (share) => this.show(share) });
      this.stop = () => {
        playing.stop();
        this.show(0);
      };
    }, stop);
  }

  private show(share: number): void {
    this.share = share;
    for (const listener of this.listeners) listener();
  }
}

/** The glide of lanes that stand in this order. */
export function useLaneGlide(ids: readonly string[]): LaneGlide {
  const glide = useRef<LaneGlide>(null);
  glide.current ??= new LaneGlide();
  const shown = useRef(ids);
  useLayoutEffect(() => {
    const before = shown.current;
    shown.current = ids;
    if (before.join(' ') !== ids.join(' ')) glide.current?.reorder(before, ids);
  }, [ids]);
  return glide.current;
}
