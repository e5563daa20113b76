import type { LabTypes } from '@/sim/core/lab';
import type { BranchSummary } from '@/sim/core/run';
import type { Tick } from '@/sim/core/simulation';
import type { LabMark } from '../view/lab-view';
import type { RunOf } from './lab-store';
import type { StepOf } from './moment';

/** A mark with its place in the run. */
export interface PlacedMark extends LabMark {
  readonly step: number;
  readonly tick: Tick;
  /** A person did this. */
  readonly isCommand: boolean;
  readonly isViolation: boolean;
}

/**
 * The marks of the current branch, found by reading each record once. Going on reads what is new; on another branch only what
 * the two share is kept.
 */
export class MarkIndex<T extends LabTypes> {
  private marks: readonly PlacedMark[] = [];
  private readThrough = -1;
  private branchId = 0;
  private wasBroken = false;

  constructor(
    private readonly run: RunOf<T>,
    private readonly markOf: (record: StepOf<T>) => LabMark | null,
  ) {}

  /** Those up to a step, by rising step. The same array until a mark is added. */
  read(endStep: number): readonly PlacedMark[] {
    const { branchId } = this.run;
    if (branchId !== this.branchId) this.changeBranch(branchId);
    if (endStep < this.readThrough) this.keepThrough(endStep);
    if (endStep === this.readThrough) return this.marks;
    const found: PlacedMark[] = [];
    for (let step = this.readThrough + 1; step <= endStep; step += 1) this.readStep(step, found);
    this.readThrough = endStep;
    if (found.length > 0) this.marks = [...this.marks, ...found];
    return this.marks;
  }

  private readStep(step: number, found: PlacedMark[]): void {
    const record = this.run.record(step);
    const isBroken = record.violations.length > 0;
    const isViolation = isBroken && !this.wasBroken;
    this.wasBroken = isBroken;
    const mark = this.markOf(record);
    const isCommand = record.cause.type === 'command';
    if (isViolation) {
      found.push({
        state: 'failure',
        weight: Number.MAX_SAFE_INTEGER,
        step,
        tick: record.tick,
        isCommand,
        isViolation,
      });
    } else if (mark !== null) {
      found.push({ ...mark, step, tick: record.tick, isCommand, isViolation });
    }
  }

  private changeBranch(branchId: number): void {
    const shared = sharedSteps(this.run.branches(), this.branchId, branchId);
    this.branchId = branchId;
    this.keepThrough(Math.min(this.readThrough, shared));
  }

  private keepThrough(step: number): void {
    this.marks = this.marks.filter((mark) => mark.step <= step);
    this.readThrough = step;
    this.wasBroken = this.readThrough >= 0 && this.run.record(this.readThrough).violations.length > 0;
  }
}

/** The last step that two branches of a run have in common. */
export function sharedSteps(branches: readonly BranchSummary[], first: number, second: number): number {
  /** Each ancestor, itself included, with the last step it shares with the branch. */
  function lineage(id: number): Map<number, number> {
    const line = new Map<number, number>();
    let shared = Number.POSITIVE_INFINITY;
    for (let branch = branches[id]; branch !== undefined; ) {
      line.set(branch.id, shared);
      shared = Math.min(shared, branch.forkStep);
      branch = branch.parentId === null ? undefined : branches[branch.parentId];
    }
    return line;
  }
  const firstLine = lineage(first);
  for (const [id, shared] of lineage(second)) {
    const other = firstLine.get(id);
    if (other !== undefined) return Math.min(shared, other);
  }
  return 0;
}

/** Marks that would lie on one another, as the heaviest of them and how many they are. */
export interface MergedMark extends PlacedMark {
  readonly count: number;
}

/** At most one mark per bucket of the scale, so that none lies on another. */
export function mergeMarks(marks: readonly PlacedMark[], endTick: Tick, bucketCount: number): readonly MergedMark[] {
  const buckets = new Map<number, MergedMark>();
  for (const mark of marks) {
    const bucket = Math.floor((mark.tick / endTick) * bucketCount);
    const kept = buckets.get(bucket);
    const count = (kept?.count ?? 0) + 1;
    buckets.set(bucket, { ...(kept === undefined || mark.weight > kept.weight ? mark : kept), count });
  }
  return [...buckets.values()];
}
