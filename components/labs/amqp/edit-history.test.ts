import { describe, expect, it } from 'vitest';
import {
  type EditHistory,
  emptyHistory,
  onThisBranch,
  redoable,
  undoable,
  withEdit,
  withRedone,
  withUndone,
} from './edit-history';

const branches = [
  { id: 0, parentId: null, forkStep: 0, forkTick: 0, stepCount: 9, endTick: 9 },
  { id: 1, parentId: 0, forkStep: 4, forkTick: 4, stepCount: 9, endTick: 9 },
];
const at = (branchId: number, step: number) => ({ branchId, step, branches });
const edit = (branchId: number, step: number) => ({
  branchId,
  step,
  commands: [`do ${step}`],
  inverse: [`undo ${step}`],
});
const empty: EditHistory<string> = emptyHistory;

describe('the history of edits', () => {
  it('takes back the last edit and does it again', () => {
    const history = withEdit(withEdit(empty, edit(0, 2)), edit(0, 3));
    expect(undoable(history, at(0, 5))?.inverse).toEqual(['undo 3']);
    const undone = withUndone(history, at(0, 6));
    expect(undoable(undone, at(0, 6))?.inverse).toEqual(['undo 2']);
    expect(redoable(undone, at(0, 6))?.commands).toEqual(['do 3']);
    const redone = withRedone(undone, at(0, 7));
    expect(undoable(redone, at(0, 7))?.inverse).toEqual(['undo 3']);
    expect(redoable(redone, at(0, 7))).toBeNull();
  });

  it('offers nothing that was rewound past', () => {
    const history = withEdit(empty, edit(0, 3));
    expect(undoable(history, at(0, 2))).toBeNull();
    expect(undoable(history, at(0, 3))).not.toBeNull();
  });

  it('keeps edits before a fork and drops those behind it', () => {
    const history = withEdit(withEdit(empty, edit(0, 3)), edit(0, 6));
    expect(undoable(history, at(1, 6))).toBeNull();
    expect(undoable(onThisBranch(history, at(1, 6)), at(1, 6))?.step).toBe(3);
  });

  it('forgets what was taken back when something else is done', () => {
    const undone = withUndone(withEdit(empty, edit(0, 3)), at(0, 4));
    expect(redoable(withEdit(undone, edit(0, 5)), at(0, 5))).toBeNull();
  });
});
