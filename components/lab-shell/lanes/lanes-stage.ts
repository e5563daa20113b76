import { type ComponentType, createElement, type ReactElement } from 'react';
import type { Status } from '@/components/ui/state-palette';
import type { LabTypes } from '@/sim/core/lab';
import type { Tick } from '@/sim/core/simulation';
import type { LabStore } from '../lab-store';
import type { StepOf } from '../lab-view';
import { memoizeMoment } from '../memoize-moment';
import type { Stage } from '../stage';
import type { Words } from '../view/words';
import { type LaneChange, LanesIndex } from './lanes-index';
import { LanesView } from './lanes-view';

/** A lane that is shown, an item of the lab or not. */
export interface LaneRow {
  readonly id: string;
  readonly name: string;
  /** How it is now: beside its name, and for a screen reader. */
  readonly text: string;
  readonly status: Status;
}

/** How a stretch is drawn. Looks of one status differ in their fill, so that colour need not be seen. Its word is `lanes.<look>`. */
export interface LaneLook {
  readonly status: Status;
  readonly fill: 'solid' | 'hatched' | 'hollow' | 'thin';
}

export interface LanesParts<T extends LabTypes> {
  rows(state: T['State'], say: Words): readonly LaneRow[];
  /** What a step changes. */
  changes(record: StepOf<T>): readonly LaneChange[];
  readonly looks: Readonly<Record<string, LaneLook>>;
  /** How much time is in view at first. */
  readonly spanTicks: Tick;
  /** Something of the lab's own below the lanes, such as the program that a thread runs. */
  readonly Below?: ComponentType<{ readonly store: LabStore<T>; readonly selectedId: string | null }>;
}

/** What the lanes' component is given of one run, its types closed over. */
export interface BoundLanes {
  readonly ticksPerSecond: number;
  readonly spanTicks: Tick;
  readonly looks: Readonly<Record<string, LaneLook>>;
  /** The same array until the moment is another one. */
  rows(say: Words): readonly LaneRow[];
  barsOf(lane: string): ReturnType<LanesIndex<LabTypes>['barsOf']>;
  readonly below: ((selectedId: string | null) => ReactElement) | null;
}

/**
 * The stage of lanes over time: timelines, swimlanes, Gantt charts.
 * @example stage: lanes({ rows: threadsOf, changes: changesOf, looks: { holds: { status: 'active', fill: 'solid' } }, spanTicks: 3_000 })
 */
export function lanes<T extends LabTypes>(parts: LanesParts<T>): Stage<T> {
  return {
    bind({ store, ticksPerSecond }) {
      const index = new LanesIndex<T>(store.getState().run, parts.changes);
      const { Below } = parts;
      const rowsAt = memoizeMoment((state: T['State'], say: Words) => parts.rows(state, say));
      const bound: BoundLanes = {
        ticksPerSecond,
        spanTicks: parts.spanTicks,
        looks: parts.looks,
        rows: (say) => rowsAt(store.getState().snapshot.state, say),
        barsOf: (lane) => index.barsOf(lane, store.getState().snapshot.step),
        below: Below === undefined ? null : (selectedId) => createElement(Below, { store, selectedId }),
      };
      return { render: (props) => createElement(LanesView, { ...props, lanes: bound }) };
    },
  };
}
