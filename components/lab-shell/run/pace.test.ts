import { describe, expect, it } from 'vitest';
import { type PacedMoment, paceAt, silenceTicks, TOLD_MS } from './pace';

/** A thousand ticks a second: a tick is a millisecond at the run's own pace. */
const calm: PacedMoment = {
  ticksPerRealSecond: 1_000,
  clockTick: 100,
  lastTick: 100,
  nextTick: 200,
  flights: [],
  followed: 'api-16',
  sinceToldMs: TOLD_MS,
};

function flight(ticks: number, isFollowed: boolean) {
  return { sentTick: 100, dueTick: 100 + ticks, about: isFollowed ? ['api-16'] : [] };
}

const crowd = Array.from({ length: 31 }, () => flight(100, true));

describe('the pace of a run', () => {
  it.each<[string, Partial<PacedMoment>, number]>([
    ['is the run’s own while nothing is told', {}, 1],
    ['lets a followed message be on its way for a second', { flights: [flight(100, true)] }, 0.1],
    ['goes by the shortest of several followed messages', { flights: [flight(400, true), flight(50, true)] }, 0.05],
    ['is never slowed by a message that takes longer than a second anyway', { flights: [flight(3_000, true)] }, 1],
    ['lets a message about something else pass', { flights: [flight(100, true)], followed: 'api-17' }, 1],
    ['gives time to the first message with news', { flights: [flight(100, true)], followed: null }, 0.1],
    ['lets what is routine pass', { flights: [flight(100, false)] }, 1],
    ['lets a message that arrives at once pass', { flights: [flight(0, true)] }, 1],
    ['is not held up by what has arrived', { flights: [flight(100, true)], clockTick: 201, nextTick: 300 }, 1],
    ['waits with the next step until a sentence can have been read', { sinceToldMs: 0 }, 0.1],
    ['spreads what is left of the time to read', { sinceToldMs: 800, clockTick: 180 }, 0.1],
    ['stands still for two things that are told at the same tick', { sinceToldMs: 0, clockTick: 200 }, 0],
    ['staggers nothing in a crowd', { flights: crowd, sinceToldMs: 0 }, 1],
    ['does not wait where nothing comes any more', { nextTick: null, sinceToldMs: 0 }, 1],
  ])('%s', (_name, change, ticksPerMs) => {
    expect(paceAt({ ...calm, ...change }).ticksPerMs).toBeCloseTo(ticksPerMs, 9);
  });

  it.each([600, 601, 5_000, 3_600_000])('passes %i ticks of silence within a second', (gap) => {
    const pace = paceAt({ ...calm, nextTick: 100 + gap });
    expect(pace.isSkipping).toBe(gap > silenceTicks(1_000));
    expect(gap / pace.ticksPerMs).toBeLessThanOrEqual(600);
  });

  it('does not skip a silence before its sentence was read, nor with a message on its way', () => {
    const silence = { ...calm, nextTick: 9_000 };
    expect(paceAt({ ...silence, sinceToldMs: 200 }).isSkipping).toBe(false);
    expect(paceAt({ ...silence, flights: [flight(8_000, false)] }).isSkipping).toBe(false);
  });
});
