import { describe, expect, it } from 'vitest';
import { type LabId, labs } from '@/sim/catalog';
import { thumbnailFrames } from './thumbnail-frames';

describe.each(Object.keys(labs) as LabId[])('the thumbnail of %s', (labId) => {
  const { actors, happenings } = thumbnailFrames(labId);

  it('shows a few that something happens at', () => {
    expect(actors.length).toBeGreaterThan(1);
    expect(actors.length).toBeLessThanOrEqual(7);
    expect(new Set(actors).size).toBe(actors.length);
  });

  it('tells what happens one after another, between those that it shows', () => {
    expect(happenings.length).toBeGreaterThan(4);
    expect(happenings.length).toBeLessThanOrEqual(28);
    for (const [index, { share, actor, sender }] of happenings.entries()) {
      expect(share).toBe(index / happenings.length);
      expect(actors[actor]).toBeTypeOf('string');
      if (sender !== null) expect(actors[sender]).toBeTypeOf('string');
      expect(sender).not.toBe(actor);
    }
  });
});
