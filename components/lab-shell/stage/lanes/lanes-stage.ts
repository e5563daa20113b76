import { type ComponentType, createElement } from 'react';
import type { LabTypes } from '@/sim/core/lab';
import type { Tick } from '@/sim/core/simulation';
import type { LabStore } from '../../run/lab-store';
import { memoizeMoment } from '../../run/memoize-moment';
import type { StepOf } from '../../run/moment';
import type { Words } from '../../view/words';
import type { Stage } from '../stage';
import type { BoundLanes, LaneLook, LaneRow } from './lanes';
import { type LaneChange, LanesIndex } from './lanes-index';
import { LanesView } from './lanes-view';

export interface LanesParts<T extends LabTypes> {
  rows(state: T['State'], say: Words): readonly LaneRow[];
  /** What a step changes. */
  changes(record: StepOf<T>): readonly LaneChange[];
  readonly looks: Readonly<Record<string, LaneLook>>;
  /** Which looks this run can come to, for the legend; without it, all. The same array for the same run. */
  legend?(state: T['State']): readonly string[];
  /** How much time is in view at first. */
  readonly spanTicks: Tick;
  /** Something of the lab's own below the lanes, such as the program that a thread runs. */
  readonly Below?: ComponentType<{ readonly store: LabStore<T>; readonly selectedId: string | null }>;
}

/**
 * The stage of lanes over time: timelines, swimlanes, Gantt charts.
 * @example stage: lanes({ rows: threadsOf, changes: changesOf, looks: { holds: { status: 'active', fill: 'solid' } }, spanTicks: 3_000 })
 */
export function lanes<T extends LabTypes>(parts: LanesParts<T>): Stage<T> {
  return {
    bind({ store }) {
      const index = new LanesIndex<T>(store.getState().run, parts.changes);
      const { Below } = parts;
      const allLooks = Object.keys(parts.looks);
      const rowsAt = memoizeMoment((state: T['State'], say: Words) => parts.rows(state, say));
      const bound: BoundLanes = {
        spanTicks: parts.spanTicks,
        looks: parts.looks,
        legend: () => parts.legend?.(store.getState().snapshot.state) ?? allLooks,
        rows: (say) => rowsAt(store.getState().snapshot.state, say),
        barsOf: (lane) => index.barsOf(lane, store.getState().snapshot.step),
        below: Below === undefined ? null : (selectedId) => createElement(Below, { store, selectedId }),
      };
      return { render: (props) => createElement(LanesView, { ...props, lanes: bound }) };
    },
  };
}
