import { describe, expect, it } from 'vitest';
import { isInside } from './nav';

describe('isInside', () => {
  it('holds for the room itself and everything below it', () => {
    expect(isInside('/topics', '/topics')).toBe(true);
    expect(isInside('/topics/12-consensus-algorithms', '/topics')).toBe(true);
  });

  it('does not hold for a room whose name only begins alike', () => {
    expect(isInside('/topics-archive', '/topics')).toBe(false);
    expect(isInside('/', '/topics')).toBe(false);
  });
});
