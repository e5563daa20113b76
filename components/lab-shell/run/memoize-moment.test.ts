import { describe, expect, it } from 'vitest';
import { memoizeMoment } from './memoize-moment';

describe('what is remembered about a moment', () => {
  it('is the same object for the same arguments', () => {
    const read = memoizeMoment((moment: object, id: string) => ({ moment, id }));
    const now = {};
    expect(read(now, 'a')).toBe(read(now, 'a'));
  });

  it('is kept for several askers at once', () => {
    const read = memoizeMoment((_moment: object, id: string) => ({ id }));
    const now = {};
    const first = read(now, 'a');
    read(now, 'b');
    expect(read(now, 'a')).toBe(first);
  });

  it('is forgotten with the moment', () => {
    const read = memoizeMoment((_moment: object, id: string) => ({ id }));
    const first = read({}, 'a');
    expect(read({}, 'a')).not.toBe(first);
  });
});
