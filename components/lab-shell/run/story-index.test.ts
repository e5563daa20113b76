import { describe, expect, it } from 'vitest';
import type { LabTypes } from '@/sim/core/lab';
import type { News } from '../view/lab-view';
import type { RunOf } from './lab-store';
import type { StepOf } from './moment';
import { StoryIndex } from './story-index';

/** The caption waits for a hundred ticks: a second and a half at the run's own pace. */
const TICKS_PER_REAL_SECOND = 100 / 1.5;

interface Told extends Partial<News> {
  readonly tick: number;
}

/** An index of a run that is nothing but what its steps tell; null: no news. */
function storyOf(steps: readonly (Told | null)[], ticks: readonly number[] = []) {
  const record = (step: number) => {
    const own = steps[step - 1] ?? null;
    return { step, tick: own?.tick ?? ticks[step - 1] ?? 0 } as StepOf<LabTypes>;
  };
  const run = { branchId: 0, record, branches: () => [] } as unknown as RunOf<LabTypes>;
  const newsOf = ({ step }: StepOf<LabTypes>): News | null => {
    const own = steps[step - 1] ?? null;
    return own === null ? null : { about: [], ends: [], kind: '', isLasting: false, isKey: false, ...own };
  };
  const story = new StoryIndex<LabTypes>(run, newsOf, TICKS_PER_REAL_SECOND);
  return {
    story,
    told: () => [...new Set(steps.map((_, index) => story.at(index + 1).step))].filter((step) => step > 0),
  };
}

describe('what the caption tells', () => {
  it('stays with one message until it is over, then takes the next', () => {
    const { told } = storyOf([
      { tick: 1, about: ['#1'] },
      { tick: 2, about: ['#2'] },
      { tick: 3, about: ['#1'] },
      { tick: 4, about: ['#1'], ends: ['#1'] },
      { tick: 5, about: ['#2'] },
      { tick: 6, about: ['#3'] },
    ]);
    expect(told()).toEqual([1, 3, 4, 5]);
  });

  it('gives up on a message that is not heard of any more', () => {
    const { told } = storyOf([
      { tick: 1, about: ['#1'] },
      { tick: 90, about: ['#2'] },
      { tick: 102, about: ['#3'] },
    ]);
    expect(told()).toEqual([1, 3]);
  });

  it('waits longer while somebody works on what it follows', () => {
    const { told } = storyOf([
      { tick: 1, about: ['#1'], isLasting: true },
      { tick: 350, about: ['#2'] },
      { tick: 400, about: ['#1'] },
    ]);
    expect(told()).toEqual([1, 3]);
  });

  it('tells what matters in between and goes on with what it followed', () => {
    const { told, story } = storyOf([
      { tick: 1, about: ['#1'] },
      { tick: 2, about: ['#9'], isKey: true },
      { tick: 3, about: ['#9'] },
      { tick: 4, about: ['#1'] },
    ]);
    expect(told()).toEqual([1, 2, 4]);
    expect(story.at(2).followed).toBe('#1');
  });

  it('follows one of several entries that a step is about', () => {
    const { told } = storyOf([
      { tick: 1, about: ['a', 'b'] },
      { tick: 2, about: ['b'] },
      { tick: 3, about: ['b', 'a'] },
    ]);
    expect(told()).toEqual([1, 3]);
  });

  it('tells everything where nothing has a name', () => {
    expect(storyOf([{ tick: 1 }, null, { tick: 2 }]).told()).toEqual([1, 3]);
  });

  it('does not follow again what is over', () => {
    const { told } = storyOf([
      { tick: 1, about: ['#1'], ends: ['#1'] },
      { tick: 2, about: ['#1'] },
      { tick: 3, about: ['#2'] },
    ]);
    expect(told()).toEqual([1, 3]);
  });

  it('knows the same again at almost the same moment', () => {
    const { story } = storyOf([
      { tick: 1, kind: 'vote' },
      { tick: 1, kind: 'vote' },
      { tick: 9, kind: 'vote' },
    ]);
    expect([1, 2, 3].map((step) => story.at(step).isRepeated)).toEqual([false, true, false]);
  });

  it('knows the longest silence before what it tells', () => {
    const { story } = storyOf([{ tick: 10 }, null, null, { tick: 75 }], [0, 20, 70]);
    expect([story.at(1).silenceTicks, story.at(4).silenceTicks]).toEqual([10, 50]);
  });
});
