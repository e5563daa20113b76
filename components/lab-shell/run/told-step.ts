import type { Tick } from '@/sim/core/simulation';

/** A step that the caption tells. */
export interface ToldStep {
  readonly step: number;
  readonly tick: Tick;
  /** What the caption follows from here on; null: whatever comes next. */
  readonly followed: string | null;
  readonly kind: string;
  /** The same again, almost at once. */
  readonly isRepeated: boolean;
  readonly isLasting: boolean;
  /** The longest stretch without any step since what was told before. */
  readonly silenceTicks: Tick;
}
