import type { ReactElement } from 'react';
import type { Status } from '@/components/ui/state-palette';
import type { LabTypes } from '@/sim/core/lab';
import type { Tick } from '@/sim/core/simulation';
import type { Words } from '../../view/words';
import type { LanesIndex } from './lanes-index';

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

/** What the lanes' component is given of one run, its types closed over. */
export interface BoundLanes {
  readonly spanTicks: Tick;
  readonly looks: Readonly<Record<string, LaneLook>>;
  /** The looks that the legend names. */
  legend(): readonly string[];
  /** The same array until the moment is another one. */
  rows(say: Words): readonly LaneRow[];
  barsOf(lane: string): ReturnType<LanesIndex<LabTypes>['barsOf']>;
  readonly below: ((selectedId: string | null) => ReactElement) | null;
}
