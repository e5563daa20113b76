import { describe, expect, it } from 'vitest';
import { readRunRequest } from './run-link';

describe('the address of a run', () => {
  it('names a run and the moment to stand at', () => {
    expect(readRunRequest('?run=abc&at=12-3400')).toEqual({
      type: 'run',
      text: 'abc',
      position: { step: 12, tick: 3400 },
    });
  });

  it('leads to the end of the run when no moment is named, or nonsense', () => {
    for (const search of ['?run=abc', '?run=abc&at=x', '?run=abc&at=1-', '?run=abc&at=-1-2']) {
      expect(readRunRequest(search)).toEqual({ type: 'run', text: 'abc', position: null });
    }
  });

  it('names a scenario', () => {
    expect(readRunRequest('?scenario=split-vote')).toEqual({ type: 'scenario', id: 'split-vote' });
  });

  it('may ask for nothing', () => {
    expect(readRunRequest('')).toEqual({ type: 'none' });
  });
});
