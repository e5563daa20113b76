import type { LucideIcon } from 'lucide-react';
import type { useTranslations } from 'next-intl';
import type { ComponentType } from 'react';
import type { LabState } from '@/components/ui/state-palette';
import type { Moment, StepRecord } from '@/sim/core/engine';
import type { Lab, LabTypes } from '@/sim/core/lab';
import type { Tick } from '@/sim/core/simulation';
import type { ExploreView } from './explore-view';
import type { FaultsView, MembershipView } from './faults-view';
import type { LabStore } from './lab-store';
import type { SettingField, SettingsView } from './settings-view';
import type { Stage } from './stage';

/** Interface texts of every namespace: labs name their own keys. */
export type Translate = ReturnType<typeof useTranslations<never>>;

/** A moment of a lab's run, and one of its steps. */
export type MomentOf<T extends LabTypes> = Moment<T['State'], T['Event']>;
export type StepOf<T extends LabTypes> = StepRecord<T['Command'], T['Event'], T['Trace']>;

/** A message on its way. At `dueTick` it has come `reach` of the way: 1 when it arrives, less when it is lost before. */
export interface MessageInFlight<Kind extends string = string> {
  readonly id: number;
  readonly from: string;
  readonly to: string;
  readonly sentTick: Tick;
  readonly dueTick: Tick;
  readonly reach: number;
  readonly kind: Kind;
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
  readonly state: LabState;
  label(t: Translate): string;
}

/** A part of what is shown, as a list and a screen reader have it. */
export interface ItemInWords {
  readonly id: string;
  readonly name: string;
  readonly state: LabState;
  /** In place of the status's own. */
  readonly icon?: LucideIcon;
  /** The state in one word or two. */
  readonly role: string;
  /** What else matters at a glance, short. */
  readonly facts: string;
}

/** Something a person can do to one of the items. */
export interface ItemAction<State, Command> {
  readonly id: string;
  /**
   * The key that does it to the selected node, as `KeyboardEvent.key` in lower case; null for none. Actions of which only one
   * is ever possible may share a key.
   */
  readonly key: string | null;
  readonly icon: LucideIcon;
  /** Stands in the node's own toolbar too, not only in the panel. */
  readonly inToolbar: boolean;
  label(t: Translate): string;
  command(nodeId: string, state: State): Command;
  /** Why it would do nothing now; null when it does something. */
  refusal(state: State, nodeId: string, t: Translate): string | null;
  /** Whether it is something that can be done to this item at all; without it, it always is. */
  isOffered?(state: State, nodeId: string): boolean;
  /** Fields of the command that are asked for first; they begin as `command` has them. */
  readonly fields?: readonly SettingField[];
  /** Done to the lab as a whole, whatever is selected. */
  readonly isOnLab?: boolean;
}

export interface InspectorRow {
  /** The name that the source of the model uses. */
  readonly name: string;
  readonly value: string;
}

export interface InspectorSection {
  readonly title: string;
  readonly rows: readonly InspectorRow[];
}

/** What a step did, in words. */
export interface Description {
  /** One line: who, and what happened to it. */
  readonly summary: string;
  /** What followed within the same step, in order. */
  readonly details: readonly string[];
  /** The state or message whose icon stands beside it. */
  readonly state: LabState | null;
}

/** What a step adds to the space-time diagram. */
export interface SpaceTimeStep<Kind extends string = string> {
  /** Nodes that are in another state from here on; null: in the one from before they were paused. */
  readonly states: readonly { readonly nodeId: string; readonly state: LabState | null }[];
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

/** A challenge in words. */
export interface ChallengeText {
  readonly title: string;
  readonly goal: string;
  /** From the vaguest to the plainest. */
  readonly hints: readonly string[];
  /** Of an impossible one: which rule forbids it. */
  readonly why: string | null;
}

/** A prediction in words. */
export interface PredictionText {
  readonly question: string;
  readonly options: readonly { readonly id: string; readonly label: string }[];
  /** Why it came about, told afterwards. */
  readonly explanation: string;
}

/** A step worth a mark on the scrub bar. Where marks crowd, the heaviest is shown. */
export interface LabMark {
  readonly state: LabState;
  readonly weight: number;
}

/** What a part of a lab's own is given: the run it stands in, to read, to subscribe to and to act on. */
export interface LabPartProps<T extends LabTypes> {
  readonly store: LabStore<T>;
}

/** A panel that only this lab has, beside the shell's. */
export interface LabPanelView<T extends LabTypes> {
  readonly id: string;
  readonly icon: LucideIcon;
  label(t: Translate): string;
  readonly Part: ComponentType<LabPartProps<T>>;
}

/** The messages of a lab whose processes send some: they bring a panel, a legend and the space-time diagram. */
export interface MessagesView<T extends LabTypes> {
  readonly kinds: Readonly<Record<string, MessageKind>>;
  /** The kinds that can be on their way in this run as it stands: the legend names these. */
  kindsThatOccur(state: T['State']): readonly string[];
  inFlight(moment: MomentOf<T>): readonly MessageInFlight[];
  /** Messages that this step lost. */
  lost(record: StepOf<T>): readonly LostMessage[];
  /** How long the place where a message was lost stays visible. */
  readonly lostShownTicks: Tick;
  /** A message's fields under its source's names; empty for one that is not in flight. */
  inspect(moment: MomentOf<T>, messageId: number): readonly InspectorRow[];
  /** The state that every lane of the space-time diagram begins in. */
  readonly laneStart: LabState;
  spaceTime(record: StepOf<T>): SpaceTimeStep;
}

export interface RuleText {
  readonly title: string;
  readonly statement: string;
  /** What has happened when it is broken; the simulation's own sentence then says who and where. */
  readonly broken?: string;
}

/** What the shell must know to show one lab: everything that is drawn or said is a pure function of the run. */
export interface LabView<T extends LabTypes> {
  readonly lab: Lab<T>;
  /** Simulated ticks that pass in one real second at speed 1. */
  readonly ticksPerRealSecond: number;
  /** Scenarios that are built by commands open after everything up to this moment; others at their start. */
  readonly opensAtTick?: Tick;
  /** The scrub bar shows at least this much time. */
  readonly timeSpanTicks: Tick;
  /** How the run is drawn. */
  readonly stage: Stage<T>;
  /** Without it there is nothing in flight: no panel, legend or space-time diagram. */
  readonly messages?: MessagesView<T>;
  readonly actions: readonly ItemAction<T['State'], T['Command']>[];
  /** How to read what the stage shows, in a sentence or two. */
  itemsKey(t: Translate): string;
  items(state: T['State'], t: Translate): readonly ItemInWords[];
  /** Empty for an item that does not exist. */
  inspect(moment: MomentOf<T>, itemId: string, t: Translate): readonly InspectorSection[];
  describe(record: StepOf<T>, t: Translate): Description;
  mark(record: StepOf<T>): LabMark | null;
  /** By the rule's id; null for one that has no words of its own yet: its name in the simulation is shown. */
  ruleText(id: string, t: Translate): RuleText | null;
  scenarioText(id: T['ScenarioId'], t: Translate): { readonly title: string; readonly summary: string };
  /** Ids are those of the lab's challenges and predictions. */
  challengeText(id: string, t: Translate): ChallengeText;
  predictionText(id: string, t: Translate): PredictionText;
  /** What can go wrong in network and machines besides what `actions` does. */
  readonly faults?: FaultsView<T['State'], T['Command']>;
  readonly membership?: MembershipView<T['State'], T['Command']>;
  readonly settings?: SettingsView;
  readonly explore?: ExploreView<T['Config']>;
  readonly panels?: readonly LabPanelView<T>[];
}
