import { expect, it } from 'vitest';
import type { LabTypes } from '@/sim/core/lab';
import { type Figures, FiguresIndex } from './figures-index';
import type { StepOf } from './moment';

const value = (step: number, tick: number, level: number, command?: string) =>
  ({
    ...{ step, tick, violations: [], trace: [{ kind: 'level', actor: 'a', data: { level } }] },
    cause:
      command === undefined ? { type: 'event', id: step, event: {} } : { type: 'command', command: { type: command } },
  }) as unknown as StepOf<LabTypes>;

const index = () =>
  new FiguresIndex<LabTypes>({
    read: ({ trace }): Figures | null => {
      const level = Number(trace[0]?.data?.level ?? 0);
      return level < 0 ? null : { level };
    },
  });

const stepsOf = (records: readonly StepOf<LabTypes>[]) => ({
  record: (step: number) => records[step] as StepOf<LabTypes>,
});

it('keeps a point where a figure changes, and what a person did', () => {
  const steps = stepsOf([value(0, 0, 1), value(1, 10, 1), value(2, 20, -1), value(3, 30, 4, 'burst')]);
  const read = index().upTo(steps, 3);
  expect(read.pointsOf('level')).toEqual([
    { tick: 0, value: 1 },
    { tick: 30, value: 4 },
  ]);
  expect(read.marks).toEqual([{ tick: 30, command: 'burst' }]);
  expect(read.pointsOf('nothing')).toEqual([]);
});

it('forgets what lies ahead when the run goes back, and what another branch did', () => {
  const first = [value(0, 0, 1), value(1, 10, 2), value(2, 20, 3)];
  const read = index().upTo(stepsOf(first), 2);
  expect(read.upTo(stepsOf(first), 1).pointsOf('level')).toHaveLength(2);
  const other = [value(0, 0, 1), value(1, 10, 7)];
  expect(read.upTo(stepsOf(other), 1).pointsOf('level').at(-1)).toEqual({ tick: 10, value: 7 });
});
