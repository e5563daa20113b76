import type { ReactNode } from 'react';
import type { Position } from '@/sim/core/branch';
import type { LabTypes } from '@/sim/core/lab';
import type { LabStore } from '../run/lab-store';
import type { MomentOf, StepOf } from '../run/moment';

/** `page`: a lab's own page. `lesson`: lower, between paragraphs, in a question or in a frame on another site. */
export type StageSize = 'page' | 'lesson';

/** A run at the moment that is shown. Another object whenever the moment is another one. */
export interface StageRun<T extends LabTypes> {
  readonly ticksPerSecond: number;
  readonly moment: MomentOf<T>;
  /** What the step that led here did. */
  readonly last: StepOf<T>;
  /** How far the reader has been shown this branch: nothing later may be told. */
  readonly seenEnd: Position;
  /** What step 0 .. `seenEnd.step` did. */
  record(step: number): StepOf<T>;
  /** The state right after step 0 .. `seenEnd.step`. A simulation runs up to some hundreds of steps for it: not for every frame. */
  stateAt(step: number): T['State'];
}

/** What draws a run is given. It stands in five places: a lab's page, a lesson, a question's picture, print, and a frame. */
export interface StageProps<T extends LabTypes = LabTypes> {
  readonly run: StageRun<T>;
  /** The item that is looked at; what is drawn of an item is a button that selects it. */
  readonly selectedId: string | null;
  readonly onSelect: (itemId: string | null) => void;
  /** Only to be looked at and pointed at: nothing can be done here. */
  readonly isPicture: boolean;
  readonly size: StageSize;
}

export type BoundStageProps = Omit<StageProps, 'run'>;

/** A stage with one run. */
export interface BoundStage {
  /** Notices may lie over its upper edge, where nothing stands; without it they have a row of their own above it. */
  readonly isFreeAtTop?: boolean;
  render(props: BoundStageProps): ReactNode;
  /** Something of the lab's own between what is drawn and the caption, where a lab has a page. */
  renderBelow?(): ReactNode;
}

/** What a stage is bound to. */
export interface StageHost<T extends LabTypes> {
  readonly store: LabStore<T>;
  readonly ticksPerSecond: number;
}

/** How a lab's run is drawn. `nodes` makes one of boxes and lines; `ownStage` one of a component of the lab's own. */
export interface Stage<T extends LabTypes> {
  bind(host: StageHost<T>): BoundStage;
}
