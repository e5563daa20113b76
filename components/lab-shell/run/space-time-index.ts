import type { Status } from '@/components/ui/state-palette';
import type { Position } from '@/sim/core/branch';
import type { LabTypes } from '@/sim/core/lab';
import type { Tick } from '@/sim/core/simulation';
import type { MessageInFlight, SpaceTimeStep } from '../view/messages-view';
import type { RunOf } from './lab-store';
import type { StepOf } from './moment';

/** A stretch of a node's time in one state. */
export interface LaneSegment {
  readonly nodeId: string;
  readonly fromTick: Tick;
  readonly toTick: Tick;
  readonly state: Status;
}

/** A message from its sending to its end; at `endTick` it has come `reach` of the way. */
export interface MessageArrow {
  readonly key: string;
  readonly from: string;
  readonly to: string;
  readonly sentTick: Tick;
  readonly endTick: Tick;
  readonly reach: number;
  readonly isLost: boolean;
  readonly kind: string;
}

/** A step as a point on a node's lane. */
export interface LanePoint {
  readonly step: number;
  readonly tick: Tick;
  readonly nodeId: string;
}

/** What a space-time diagram shows of a stretch of time. */
export interface SpaceTimeWindow {
  readonly segments: readonly LaneSegment[];
  readonly arrows: readonly MessageArrow[];
  readonly points: readonly LanePoint[];
}

interface LaneChange {
  readonly nodeId: string;
  readonly tick: Tick;
  readonly state: Status;
}

interface Stretch {
  readonly fromTick: Tick;
  readonly toTick: Tick;
  readonly nodeIds: readonly string[];
  readonly inFlight: readonly MessageInFlight[];
  /** Nothing after this moment is told. */
  readonly end: Position;
}

/** Reads a run as a space-time diagram. The states are found by reading each record once, the rest in the window. */
export class SpaceTimeIndex<T extends LabTypes> {
  private changes: LaneChange[] = [];
  private readThrough = -1;
  private branchId = 0;

  constructor(
    private readonly run: RunOf<T>,
    private readonly startState: Status,
    private readonly readStep: (record: StepOf<T>) => SpaceTimeStep,
  ) {}

  /** `inFlight`: the messages that are on their way at the run's present moment. */
  read({ fromTick, toTick, nodeIds, inFlight, end }: Stretch): SpaceTimeWindow {
    this.readChanges(end.step);
    const lastTick = Math.min(toTick, end.tick);
    const records = this.recordsBetween(fromTick, lastTick, end.step);
    return {
      segments: nodeIds.flatMap((nodeId) => this.segmentsOf(nodeId, fromTick, lastTick)),
      arrows: [...inFlight.map(arrowInFlight), ...this.endedArrows(records)],
      points: records.flatMap(({ step, tick, trace }) =>
        [...new Set(trace.map(({ actor }) => actor))]
          .filter((nodeId) => nodeIds.includes(nodeId))
          .map((nodeId) => ({ step, tick, nodeId })),
      ),
    };
  }

  private readChanges(endStep: number): void {
    const { branchId } = this.run;
    if (branchId !== this.branchId || endStep < this.readThrough) {
      this.branchId = branchId;
      this.changes = [];
      this.readThrough = -1;
    }
    for (let step = this.readThrough + 1; step <= endStep; step += 1) {
      const record = this.run.record(step);
      for (const { nodeId, state } of this.readStep(record).states) {
        this.changes.push({ nodeId, tick: record.tick, state: state ?? this.stateBeforePause(nodeId) });
      }
    }
    this.readThrough = endStep;
  }

  private stateBeforePause(nodeId: string): Status {
    const before = this.changes.findLast((change) => change.nodeId === nodeId && change.state !== 'neutral');
    return before?.state ?? this.startState;
  }

  private recordsBetween(fromTick: Tick, toTick: Tick, endStep: number): StepOf<T>[] {
    const { run } = this;
    const records: StepOf<T>[] = [];
    for (let step = run.step; step > 0; step -= 1) {
      const record = run.record(step);
      if (record.tick < fromTick) break;
      if (record.tick <= toTick) records.unshift(record);
    }
    for (let step = run.step + 1; step <= endStep; step += 1) {
      const record = run.record(step);
      if (record.tick > toTick) break;
      records.push(record);
    }
    return records;
  }

  /** What ends after the present moment and is on its way now is known as being in flight. */
  private endedArrows(records: readonly StepOf<T>[]): MessageArrow[] {
    const now = this.run;
    return records.flatMap((record) =>
      this.readStep(record)
        .ended.filter(({ sentTick }) => record.step <= now.step || sentTick > now.tick)
        .map(({ at, ...message }, index) => ({
          ...message,
          key: `${record.step}-${index}`,
          endTick: record.tick,
          reach: at,
        })),
    );
  }

  private segmentsOf(nodeId: string, fromTick: Tick, toTick: Tick): LaneSegment[] {
    const segments: LaneSegment[] = [];
    let since = 0;
    let state = this.startState;
    const close = (tick: Tick) => {
      const begin = Math.max(since, fromTick);
      const end = Math.min(tick, toTick);
      if (begin < end) segments.push({ nodeId, fromTick: begin, toTick: end, state });
    };
    for (const change of this.changes) {
      if (change.nodeId !== nodeId) continue;
      if (change.tick > toTick) break;
      close(change.tick);
      since = change.tick;
      state = change.state;
    }
    close(toTick);
    return segments;
  }
}

function arrowInFlight({ id, from, to, sentTick, dueTick, reach, kind }: MessageInFlight): MessageArrow {
  return { key: `flight-${id}`, from, to, sentTick, endTick: dueTick, reach, isLost: reach < 1, kind };
}
