import { describe, expect, it } from 'vitest';
import { passedQuestion } from './predict-gate';

const early = { id: 'early', tick: 100 };
const late = { id: 'late', tick: 200 };
const none: ReadonlySet<string> = new Set();

describe('a question at a moment of the scenario', () => {
  it('comes when the run goes past its moment, not at it', () => {
    expect(passedQuestion([early], none, { tick: 100, branchId: 0 })).toBeNull();
    expect(passedQuestion([early], none, { tick: 101, branchId: 0 })).toBe(early);
  });

  it('comes before every later one, however far the jump', () => {
    expect(passedQuestion([late, early], none, { tick: 300, branchId: 0 })).toBe(early);
    expect(passedQuestion([late, early], new Set(['early']), { tick: 300, branchId: 0 })).toBe(late);
  });

  it('comes once', () => {
    expect(passedQuestion([early], new Set(['early']), { tick: 101, branchId: 0 })).toBeNull();
  });

  it('does not come on a branch of the learner’s own', () => {
    expect(passedQuestion([early], none, { tick: 101, branchId: 1 })).toBeNull();
  });
});
