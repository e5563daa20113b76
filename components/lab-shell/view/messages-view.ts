import type { Status } from '@/components/ui/state-palette';
import type { LabTypes } from '@/sim/core/lab';
import type { Tick } from '@/sim/core/simulation';
import type { MomentOf, StepOf } from '../run/moment';
import type { InspectorRow, Translate } from './texts';

/** What numbers in entries are called on the stage. */
export type Names = ReadonlyMap<number, string>;

export const NO_NAMES: Names = new Map();

/** A message on its way. At `dueTick` it has come `reach` of the way: 1 when it arrives, less when it is lost before. */
export interface MessageInFlight<Kind extends string = string> {
  readonly id: number;
  readonly from: string;
  readonly to: string;
  readonly sentTick: Tick;
  readonly dueTick: Tick;
  readonly reach: number;
  readonly kind: Kind;
  /** The messages or entries of the system that it carries or answers for; none of what is routine. */
  readonly about?: readonly string[];
  /** Beside it on the stage, in the system's own words. */
  readonly label?: string;
}

/** Where a message was lost: at `at` of its way, 0 at the sender, 1 at the receiver. */
export interface LostMessage<Kind extends string = string> {
  readonly id: number;
  readonly from: string;
  readonly to: string;
  readonly at: number;
  readonly kind: Kind;
}

/** How a kind of message is drawn. Kinds of one lab differ in shape, so that colour need not be seen. */
export type MessageShape =
  | 'diamond'
  | 'diamond-hollow'
  | 'diamond-check'
  | 'diamond-cross'
  | 'square'
  | 'square-lines'
  | 'check'
  | 'cross'
  | 'ring'
  | 'ring-cross'
  | 'hexagon'
  | 'hexagon-check'
  | 'triangle';

export interface MessageKind {
  readonly shape: MessageShape;
  readonly state: Status;
  label(t: Translate): string;
}

/** What a step adds to the space-time diagram. */
export interface SpaceTimeStep<Kind extends string = string> {
  /** Nodes that are in another state from here on; null: in the one from before they were paused. */
  readonly states: readonly { readonly nodeId: string; readonly state: Status | null }[];
  /** Messages whose way ends here: at `at` of it, 1 when they arrive. One that arrives where nobody is up is lost too. */
  readonly ended: readonly {
    readonly from: string;
    readonly to: string;
    readonly sentTick: Tick;
    readonly at: number;
    readonly isLost: boolean;
    readonly kind: Kind;
  }[];
}

/** The messages of a lab whose processes send some: they bring a panel, a legend and the space-time diagram. */
export interface MessagesView<T extends LabTypes> {
  readonly kinds: Readonly<Record<string, MessageKind>>;
  /** The kinds that can be on their way in this run as it stands: the legend names these. */
  kindsThatOccur(state: T['State']): readonly string[];
  inFlight(moment: MomentOf<T>, names?: Names): readonly MessageInFlight[];
  /** Messages that this step lost. */
  lost(record: StepOf<T>): readonly LostMessage[];
  /** How long the place where a message was lost stays visible. */
  readonly lostShownTicks: Tick;
  /** A message's fields under its source's names; empty for one that is not in flight. */
  inspect(moment: MomentOf<T>, messageId: number): readonly InspectorRow[];
  /** The state that every lane of the space-time diagram begins in. */
  readonly laneStart: Status;
  spaceTime(record: StepOf<T>): SpaceTimeStep;
}
