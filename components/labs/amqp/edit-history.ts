import type { BranchSummary } from '@/sim/core/timeline';

/** One thing a person built or changed, with what takes it back. */
export interface Edit<Command> {
  /** Where the run stood right after it. */
  readonly branchId: number;
  readonly step: number;
  readonly commands: readonly Command[];
  readonly inverse: readonly Command[];
}

/** Where one stands in a run. */
export interface Standpoint {
  readonly branchId: number;
  readonly step: number;
  readonly branches: readonly BranchSummary[];
}

/** Edits that can be taken back, the latest last, and those taken back, the latest last. */
export interface EditHistory<Command> {
  readonly done: readonly Edit<Command>[];
  readonly undone: readonly Edit<Command>[];
}

export const emptyHistory: EditHistory<never> = { done: [], undone: [] };

/** More are forgotten, the oldest first. */
const EDITS_MAX = 200;

/** A new edit; what was taken back before can no longer be done again. */
export function withEdit<Command>(history: EditHistory<Command>, edit: Edit<Command>): EditHistory<Command> {
  return { done: [...history.done, edit].slice(-EDITS_MAX), undone: [] };
}

/** The edit that undo takes back: the last one that has happened where one stands. One that was rewound past has not. */
export function undoable<Command>(history: EditHistory<Command>, at: Standpoint): Edit<Command> | null {
  const edit = history.done.at(-1);
  return edit !== undefined && hasHappened(edit, at) ? edit : null;
}

/** The edit that redo does again. */
export function redoable<Command>(history: EditHistory<Command>, at: Standpoint): Edit<Command> | null {
  const edit = history.undone.at(-1);
  return edit !== undefined && hasHappened(edit, at) ? edit : null;
}

/** Moves the last edit over to those that can be done again; `at` is where the run stands now that it is taken back. */
export function withUndone<Command>(history: EditHistory<Command>, at: Standpoint): EditHistory<Command> {
  const edit = history.done.at(-1);
  if (edit === undefined) return history;
  const { branchId, step } = at;
  return { done: history.done.slice(0, -1), undone: [...history.undone, { ...edit, branchId, step }] };
}

/** Moves the last edit taken back over to those done. */
export function withRedone<Command>(history: EditHistory<Command>, at: Standpoint): EditHistory<Command> {
  const edit = history.undone.at(-1);
  if (edit === undefined) return history;
  const { branchId, step } = at;
  return { done: [...history.done, { ...edit, branchId, step }], undone: history.undone.slice(0, -1) };
}

/** Drops edits that did not happen on the way to where one stands: a rewind and a new branch left them behind. */
export function onThisBranch<Command>(history: EditHistory<Command>, at: Standpoint): EditHistory<Command> {
  return { ...history, done: history.done.filter((edit) => hasHappened(edit, at)) };
}

/** Whether the way from the start to the standpoint passes the edit. */
export function hasHappened({ branchId, step }: { branchId: number; step: number }, at: Standpoint): boolean {
  let branch: number | null = at.branchId;
  let last = at.step;
  while (branch !== null) {
    if (branch === branchId) return step <= last;
    const summary: BranchSummary | undefined = at.branches.find(({ id }) => id === branch);
    if (summary === undefined) return false;
    last = Math.min(last, summary.forkStep);
    branch = summary.parentId;
  }
  return false;
}
