import type { Position } from '@/sim/core/branch';

type Walked = Position & { readonly branchId: number; readonly knownEnd: Position };

/**
 * How far each branch has been shown to the reader. A scenario is known to its end before it is played; what it brings is
 * told only once it has come about before the reader's eyes.
 */
export class SeenEnds {
  private readonly ends = new Map<number, Position>();

  constructor(private readonly run: Walked) {}

  /** The furthest moment of the current branch that was shown. The same object until it changes. */
  read(): Position {
    return this.ends.get(this.run.branchId) ?? this.show();
  }

  /** The present moment is before the reader's eyes now. */
  show(): Position {
    const { branchId, step, tick } = this.run;
    const known = this.ends.get(branchId);
    if (known !== undefined && known.step >= step && known.tick >= tick) return known;
    const end = { step: Math.max(step, known?.step ?? 0), tick: Math.max(tick, known?.tick ?? 0) };
    this.ends.set(branchId, end);
    return end;
  }

  /** The whole of the current branch has been shown. */
  showAll(): void {
    this.ends.set(this.run.branchId, this.run.knownEnd);
  }

  /** What comes after the present moment has not been shown after all. */
  hideLater(): void {
    const { branchId, step, tick } = this.run;
    this.ends.set(branchId, { step, tick });
  }
}
