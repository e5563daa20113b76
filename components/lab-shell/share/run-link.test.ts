import { describe, expect, it } from 'vitest';
import { configQuery, readRunRequest } from './run-link';

describe('the address of a run', () => {
  it('names a run and the moment to stand at', () => {
    expect(readRunRequest('?run=abc&at=12-3400')).toEqual({
      type: 'run',
      text: 'abc',
      position: { step: 12, tick: 3400 },
      scenarioId: null,
      challengeId: null,
    });
  });

  it('says what the run began as', () => {
    expect(readRunRequest('?scenario=split-vote&run=abc')).toMatchObject({ type: 'run', scenarioId: 'split-vote' });
    expect(readRunRequest('?challenge=hand-over&run=abc')).toMatchObject({ type: 'run', challengeId: 'hand-over' });
  });

  it('leads to the end of the run when no moment is named, or nonsense', () => {
    for (const search of ['?run=abc', '?run=abc&at=x', '?run=abc&at=1-', '?run=abc&at=-1-2']) {
      expect(readRunRequest(search)).toMatchObject({ type: 'run', text: 'abc', position: null });
    }
  });

  it('names a scenario or a challenge, and the moment to stand at', () => {
    expect(readRunRequest('?scenario=split-vote')).toEqual({ type: 'scenario', id: 'split-vote', position: null });
    expect(readRunRequest('?challenge=hand-over&at=3-90')).toEqual({
      type: 'challenge',
      id: 'hand-over',
      position: { step: 3, tick: 90 },
    });
  });

  it('hands a configuration over to another lab', () => {
    const config = { pool: 'gevent', c: 100 };
    expect(readRunRequest(`?${configQuery(config)}`)).toEqual({ type: 'config', text: JSON.stringify(config) });
  });

  it('may ask for nothing', () => {
    expect(readRunRequest('')).toEqual({ type: 'none' });
  });
});
