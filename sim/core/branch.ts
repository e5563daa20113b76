import type { Snapshot } from './engine';
import type { RecordedCommand } from './recording';
import type { Tick } from './simulation';

/** A moment of a run: after `step`, with the clock resting at `tick`. */
export interface Position {
  readonly step: number;
  readonly tick: Tick;
}

/** A moment that the run can be carried on from. */
export interface Checkpoint extends Position {
  /** A snapshot as JSON text: compact, and impossible to change by mistake. Shared by the branches that passed through it. */
  readonly json: string;
  /** Elements that the run had touched until then. */
  readonly work: number;
}

/** One line of history. */
export interface Branch<Command> {
  readonly id: number;
  readonly parentId: number | null;
  readonly fork: Position;
  /** From the start of the run, the part shared with the parent included. */
  readonly commands: RecordedCommand<Command>[];
  readonly checkpoints: Checkpoint[];
  end: Position;
  /** Elements that the run has touched up to there. */
  endWork: number;
}

/** The last checkpoint that `isBefore` holds for, given that it holds for all up to some moment; the first one if for none. */
export function lastCheckpoint<Command>(
  { checkpoints }: Branch<Command>,
  isBefore: (position: Position) => boolean,
): Checkpoint {
  let low = 0;
  let high = checkpoints.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    const candidate = checkpoints[middle];
    if (candidate !== undefined && isBefore(candidate)) low = middle;
    else high = middle - 1;
  }
  const found = checkpoints[low];
  if (found === undefined) throw new Error('a branch has no checkpoints');
  return found;
}

export function readSnapshot<State, Event>(checkpoint: Checkpoint): Snapshot<State, Event> {
  const snapshot: Snapshot<State, Event> = JSON.parse(checkpoint.json);
  return snapshot;
}

export function countCommandsUpTo<Command>(commands: readonly RecordedCommand<Command>[], step: number): number {
  let count = 0;
  while ((commands[count]?.step ?? Number.POSITIVE_INFINITY) <= step) count += 1;
  return count;
}
