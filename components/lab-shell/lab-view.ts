import type { Edge, EdgeTypes, Node, NodeTypes } from '@xyflow/react';
import type { LucideIcon } from 'lucide-react';
import type { useTranslations } from 'next-intl';
import type { ComponentType } from 'react';
import type { LabState } from '@/components/ui/state-palette';
import type { Snapshot, StepRecord } from '@/sim/core/engine';
import type { Lab } from '@/sim/core/lab';
import type { Tick } from '@/sim/core/simulation';
import type { ExploreView } from './explore-view';
import type { FaultsView, MembershipView } from './faults-view';
import type { LabStore } from './lab-store';
import type { SettingsView } from './settings-view';

/** Interface texts of every namespace: labs name their own keys. */
export type Translate = ReturnType<typeof useTranslations<never>>;

/**
 * What the canvas shows, as React Flow has it: a node's position is its upper left corner. Nodes are plain data with their
 * `width` and `height`; the shell adds `isActor: true` to the data of those that the last step happened at.
 */
export interface LabFlow<FlowNode extends Node = Node> {
  readonly nodes: readonly FlowNode[];
  readonly edges: readonly Edge[];
}

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

/** A node as a list and a screen reader have it. */
export interface NodeInWords {
  readonly id: string;
  readonly name: string;
  readonly state: LabState;
  /** The state in one word or two. */
  readonly role: string;
  /** What else matters at a glance, short. */
  readonly facts: string;
}

/** Something a person can do to a node. */
export interface NodeAction<State, Command> {
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
export interface LabPartProps<Config, State, Command, Event> {
  readonly store: LabStore<Config, State, Command, Event>;
}

/** A panel that only this lab has, beside the shell's. */
export interface LabPanelView<Config, State, Command, Event> {
  readonly id: string;
  readonly icon: LucideIcon;
  label(t: Translate): string;
  readonly Part: ComponentType<LabPartProps<Config, State, Command, Event>>;
}

/** A connection that was drawn from one node to another and waits for what the lab still has to ask, such as a key. */
export interface DrawnConnection {
  readonly from: string;
  readonly to: string;
}

/** A canvas that can be built on: nodes are dragged, connections are drawn, edges are selected like nodes. */
export interface EditingView<Config, State, Command, Event> {
  /**
   * Puts a node's upper left corner somewhere else; gives null for a node that stands where the lab puts it. Null: the lab
   * places every node, and all of them stay in sight.
   */
  readonly move:
    | ((nodeId: string, position: { readonly x: number; readonly y: number }, state: State) => Command | null)
    | null;
  canConnect(from: string, to: string, state: State): boolean;
  /** Stands on the canvas: tools to add things, and the questions about a drawn connection, which it calls done. */
  readonly Toolbox: ComponentType<
    LabPartProps<Config, State, Command, Event> & {
      readonly connection: DrawnConnection | null;
      readonly onConnectionDone: () => void;
    }
  >;
}

export interface RuleText {
  readonly title: string;
  readonly statement: string;
  /** What has happened when it is broken; the simulation's own sentence then says who and where. */
  readonly broken?: string;
}

/**
 * What the shell must know to show one lab: everything that is drawn or said is a pure function of the run. `FlowNode` is
 * the type of its nodes, `Kind` names its kinds of messages.
 */
export interface LabView<
  Config,
  State,
  Command,
  Event,
  ScenarioId extends string,
  FlowNode extends Node,
  Kind extends string,
> {
  readonly lab: Lab<Config, State, Command, Event, ScenarioId>;
  /** Simulated ticks that pass in one real second at speed 1. */
  readonly ticksPerRealSecond: number;
  /** Scenarios that are built by commands open after everything up to this moment; others at their start. */
  readonly opensAtTick?: Tick;
  /** The scrub bar shows at least this much time. */
  readonly timeSpanTicks: Tick;
  /** How long the place where a message was lost stays visible. */
  readonly lostShownTicks: Tick;
  /** How far nodes draw outside their own rectangle, in units of the flow. */
  readonly nodeMargin: { readonly x: number; readonly y: number };
  readonly nodeTypes: NodeTypes;
  readonly edgeTypes: EdgeTypes;
  readonly messageKinds: Readonly<Record<Kind, MessageKind>>;
  /** The kinds that can be on their way in this run as it stands: the legend names these. */
  kindsThatOccur(state: State): readonly Kind[];
  readonly actions: readonly NodeAction<State, Command>[];
  toFlow(snapshot: Snapshot<State, Event>): LabFlow<FlowNode>;
  messagesInFlight(snapshot: Snapshot<State, Event>): readonly MessageInFlight<Kind>[];
  /** Messages that this step lost. */
  messagesLost(record: StepRecord<Command, Event>): readonly LostMessage<Kind>[];
  /** How to read what nodes show, in a sentence or two. */
  nodesKey(t: Translate): string;
  nodesInWords(state: State, t: Translate): readonly NodeInWords[];
  /** Empty for a node that does not exist. */
  inspect(snapshot: Snapshot<State, Event>, nodeId: string, t: Translate): readonly InspectorSection[];
  /** A message's fields under its source's names; empty for one that is not in flight. */
  inspectMessage(snapshot: Snapshot<State, Event>, messageId: number): readonly InspectorRow[];
  describe(record: StepRecord<Command, Event>, t: Translate): Description;
  mark(record: StepRecord<Command, Event>): LabMark | null;
  /** Null for a rule that has no words of its own yet: its name in the simulation is shown. */
  ruleText(name: string, t: Translate): RuleText | null;
  scenarioText(id: ScenarioId, t: Translate): { readonly title: string; readonly summary: string };
  /** The state that every node begins in. */
  readonly nodeStartState: LabState;
  spaceTime(record: StepRecord<Command, Event>): SpaceTimeStep<Kind>;
  /** Ids are those of the lab's challenges and predictions. */
  challengeText(id: string, t: Translate): ChallengeText;
  predictionText(id: string, t: Translate): PredictionText;
  /** What can go wrong in network and machines besides what `actions` does. */
  readonly faults?: FaultsView<State, Command>;
  readonly membership?: MembershipView<State, Command>;
  readonly settings?: SettingsView;
  readonly explore?: ExploreView<Config>;
  readonly panels?: readonly LabPanelView<Config, State, Command, Event>[];
  readonly editing?: EditingView<Config, State, Command, Event>;
}
