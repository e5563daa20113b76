import type { LabTypes } from '@/sim/core/lab';
import type { Tick } from '@/sim/core/simulation';
import type { RunOf } from '../../run/lab-store';
import type { StepOf } from '../../run/moment';

/** From a step on, a lane looks otherwise; `look` null: there is nothing to see. */
export interface LaneChange {
  readonly lane: string;
  readonly look: string | null;
  /** Stands on the bar where there is room for it. */
  readonly label?: string;
}

/** A stretch of a lane. The last one of a lane is still going on: its end is not known. */
export interface LaneBar {
  readonly fromTick: Tick;
  readonly toTick: Tick | null;
  readonly look: string;
  readonly label: string;
}

interface Placed extends LaneChange {
  readonly step: number;
  readonly tick: Tick;
}

/**
 * What each lane looked like when, found by reading each record of the run once. Going on reads what is new; going back or to another
 * branch reads anew.
 */
export class LanesIndex<T extends LabTypes> {
  private lanes = new Map<string, Placed[]>();
  private readThrough = -1;
  private branchId = 0;
  private bars = new Map<string, readonly LaneBar[]>();

  constructor(
    private readonly run: RunOf<T>,
    private readonly changesOf: (record: StepOf<T>) => readonly LaneChange[],
  ) {}

  /** The bars of a lane up to a step, by rising time, none of no length. The same array until something is added. */
  barsOf(lane: string, endStep: number): readonly LaneBar[] {
    this.read(endStep);
    const known = this.bars.get(lane);
    if (known !== undefined) return known;
    const bars = barsFrom(this.lanes.get(lane) ?? []);
    this.bars.set(lane, bars);
    return bars;
  }

  private read(endStep: number): void {
    const { branchId } = this.run;
    if (branchId !== this.branchId || endStep < this.readThrough) {
      this.branchId = branchId;
      this.lanes = new Map();
      this.bars = new Map();
      this.readThrough = -1;
    }
    for (let step = this.readThrough + 1; step <= endStep; step += 1) {
      const record = this.run.record(step);
      for (const change of this.changesOf(record)) {
        const lane = this.lanes.get(change.lane) ?? [];
        lane.push({ ...change, step, tick: record.tick });
        this.lanes.set(change.lane, lane);
        this.bars.delete(change.lane);
      }
    }
    this.readThrough = Math.max(this.readThrough, endStep);
  }
}

/** Stretches between changes. Neighbours that look and are called the same are one. */
function barsFrom(changes: readonly Placed[]): readonly LaneBar[] {
  const bars: LaneBar[] = [];
  for (const [index, { tick, look, label = '' }] of changes.entries()) {
    const next = changes[index + 1];
    if (look === null || next?.tick === tick) continue;
    const toTick = next?.tick ?? null;
    const last = bars.at(-1);
    if (last !== undefined && last.toTick === tick && last.look === look && last.label === label) {
      bars[bars.length - 1] = { ...last, toTick };
    } else bars.push({ fromTick: tick, toTick, look, label });
  }
  return bars;
}
