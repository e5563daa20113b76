import { describe, expect, test } from 'vitest';
import { defineMilestone } from '@/sim/core/milestone';
import { recordScenario } from '@/sim/core/scenario';
import { type PinballState, pinball, pinballConfig } from '@/sim/core/testing/pinball';
import { timelineFromRecording } from '@/sim/core/timeline';
import { MilestonesWatch } from './milestones-watch';

const launch = { type: 'launch', lives: 0 } as const;
const scenario = {
  id: 'three-launches',
  config: pinballConfig.parse({ balls: 0 }),
  seed: 3,
  commands: [10, 200, 400].map((tick) => ({ tick, command: launch })),
  endTick: 600,
};

/** So many launches since the watching began. */
function launches(count: number) {
  return defineMilestone({
    id: `${count}-launches`,
    goal: {
      initial: 0,
      observe: (seen: number, { cause }, _state: PinballState) => seen + (cause.type === 'command' ? 1 : 0),
      isMet: (seen) => seen >= count,
    },
  });
}

function openAt(tick: number) {
  const timeline = timelineFromRecording(pinball, recordScenario(pinball, scenario));
  timeline.seekTick(tick);
  return timeline;
}

describe('milestones in a run on the page', () => {
  test('come about as the run is shown, not as it is known', () => {
    const timeline = openAt(0);
    const watch = new MilestonesWatch(pinball, [launches(1), launches(2)], timeline);
    expect([...watch.read(timeline.step).keys()]).toEqual([]);
    timeline.seekTick(10);
    expect([...watch.read(timeline.step).keys()]).toEqual(['1-launches']);
    timeline.seekTick(200);
    expect([...watch.read(timeline.step).keys()]).toEqual(['1-launches', '2-launches']);
  });

  test('count from where the run was opened', () => {
    const timeline = openAt(200);
    const watch = new MilestonesWatch(pinball, [launches(1), launches(2)], timeline);
    timeline.seekTick(600);
    expect([...watch.read(timeline.step).keys()]).toEqual(['1-launches']);
  });

  test('stay when the reader goes back, and are not met by walking the past again', () => {
    const timeline = openAt(200);
    const watch = new MilestonesWatch(pinball, [launches(1)], timeline);
    timeline.seekTick(0);
    timeline.seekTick(200);
    expect([...watch.read(timeline.step).keys()]).toEqual([]);
    timeline.seekTick(400);
    const met = watch.read(timeline.step);
    timeline.seekTick(0);
    expect([...met.keys()]).toEqual(['1-launches']);
    expect(watch.read(timeline.step)).toBe(met);
  });

  test('count what the reader does in a past of their own, also before the opening', () => {
    const timeline = openAt(200);
    const watch = new MilestonesWatch(pinball, [launches(1), launches(2)], timeline);
    timeline.seekTick(50);
    timeline.dispatch(launch);
    expect([...watch.read(timeline.step).keys()]).toEqual(['1-launches']);
    timeline.dispatch(launch);
    expect([...watch.read(timeline.step).keys()]).toEqual(['1-launches', '2-launches']);
  });

  test('do not run together over two branches', () => {
    const timeline = openAt(200);
    const watch = new MilestonesWatch(pinball, [launches(2)], timeline);
    timeline.seekTick(250);
    timeline.dispatch(launch);
    watch.read(timeline.step);
    timeline.switchBranch(0);
    timeline.seekTick(250);
    timeline.dispatch(launch);
    expect([...watch.read(timeline.step).keys()]).toEqual([]);
  });

  test('of two labs on a page do not disturb each other', () => {
    const [one, other] = [openAt(0), openAt(0)];
    const milestone = launches(1);
    const watches = [one, other].map((timeline) => new MilestonesWatch(pinball, [milestone], timeline));
    one.seekTick(10);
    expect(watches.map((watch, index) => watch.read([one, other][index]?.step ?? 0).size)).toEqual([1, 0]);
  });
});
