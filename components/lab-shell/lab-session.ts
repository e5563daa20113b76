import type { Edge, EdgeTypes, Node, NodeTypes } from '@xyflow/react';
import type { LucideIcon } from 'lucide-react';
import type { Challenge } from '@/sim/core/challenge';
import type { Snapshot, StepRecord } from '@/sim/core/engine';
import { parseRecording } from '@/sim/core/recording';
import { encodeRecording } from '@/sim/core/share-link';
import type { Tick } from '@/sim/core/simulation';
import type { BranchSummary, Position, Timeline } from '@/sim/core/timeline';
import { ChallengeProgress, type ChallengeStatus } from './challenge-progress';
import { type BoundFaults, type BoundMembership, bindFaults, bindMembership } from './faults-bind';
import { HappeningsWatch } from './happenings-watch';
import { createLabStore, type LabStore, type PlayerState, type ReadableStore, type RunOrigin } from './lab-store';
import type {
  Description,
  InspectorRow,
  InspectorSection,
  LabFlow,
  LabView,
  LostMessage,
  MessageInFlight,
  MessageKind,
  NodeInWords,
  RuleText,
  Translate,
} from './lab-view';
import { MarkIndex, type PlacedMark } from './mark-index';
import { memoizeMoment } from './memoize-moment';
import { type BoundEditing, type BoundPanel, bindEditing, bindPanels } from './parts-bind';
import { type BoundRules, type BoundSettings, bindRules } from './settings-bind';
import { draftOf, readDraft } from './settings-form';
import type { SettingsView } from './settings-view';
import { ShownItems } from './shown-items';
import { SpaceTimeIndex, type SpaceTimeWindow } from './space-time-index';

/** An action on one node, ready to be done. */
export interface BoundAction {
  readonly id: string;
  readonly key: string | null;
  readonly icon: LucideIcon;
  readonly inToolbar: boolean;
  readonly label: string;
  /** Why it would do nothing now; null when it does something. */
  readonly refusal: string | null;
  run(): void;
}

export interface InspectedSection {
  readonly title: string;
  readonly rows: readonly (InspectorRow & { readonly hasChanged: boolean })[];
}

export interface RuleStatus {
  readonly name: string;
  readonly source: string;
  readonly text: RuleText | null;
  /** What broke it, in the simulation's own (English) sentence; null while it holds. */
  readonly broken: string | null;
}

/** The challenge that a run is an attempt at. */
export interface ChallengeAttempt {
  readonly id: string;
  /** How far the current branch is. The same object until it changes. */
  status(): ChallengeStatus;
  /** The recording that meets the goal, as JSON text; null while none does. */
  proof(): string | null;
}

/** What a text beside the run waits for. */
export interface WatchedHappenings {
  /** Ids of those that have come about before the reader's eyes since the watching began. The same set, which only grows. */
  seen(): ReadonlySet<string>;
}

/** A lost message with the moment it was lost at. */
export type RecentLoss = LostMessage & { readonly tick: Tick };

/**
 * One run on the page, with the lab's types closed over: the shell's parts use it without knowing which lab it is. What it
 * returns stays the same object until it changes, whoever asks.
 */
export interface LabSession {
  readonly labId: string;
  readonly seed: number;
  readonly player: ReadableStore<PlayerState>;
  readonly ticksPerSecond: number;
  readonly ticksPerRealSecond: number;
  readonly timeSpanTicks: Tick;
  readonly lostShownTicks: Tick;
  readonly nodeMargin: { readonly x: number; readonly y: number };
  readonly nodeTypes: NodeTypes;
  readonly edgeTypes: EdgeTypes;
  readonly messageKinds: ReadonlyMap<string, MessageKind>;
  /** The kinds of messages that can occur now, by name: those that a legend explains. */
  legendKinds(): readonly string[];
  flow(): LabFlow;
  nodes(t: Translate): readonly NodeInWords[];
  nodesKey(t: Translate): string;
  messagesInFlight(): readonly MessageInFlight[];
  /** Messages lost so short a while ago that it is still shown. */
  recentLosses(): readonly RecentLoss[];
  inspect(nodeId: string, t: Translate): readonly InspectedSection[];
  /** The fields of a message in flight; empty once it has arrived. */
  inspectMessage(messageId: number): readonly InspectorRow[];
  actions(nodeId: string, t: Translate): readonly BoundAction[];
  /** The actions that have a key. */
  actionKeys(t: Translate): readonly { readonly key: string; readonly label: string }[];
  /** The moment of a step of the current branch, and what happened. */
  describe(step: number, t: Translate): Description & { readonly tick: Tick };
  /** Those that the reader has seen come about. */
  marks(): readonly PlacedMark[];
  /** What the reader has seen of the current branch between two moments, as lanes and arrows. */
  spaceTime(fromTick: Tick, toTick: Tick): SpaceTimeWindow;
  /** Null for a run that is no attempt at any. */
  readonly challenge: ChallengeAttempt | null;
  /** Watches for some of the lab's happenings from the present moment on. Throws for an id that the lab does not have. */
  watchHappenings(ids: readonly string[]): WatchedHappenings;
  rules(t: Translate): readonly RuleStatus[];
  branches(): readonly BranchSummary[];
  /** The nodes that the last step happened at. */
  actors(): ReadonlySet<string>;
  /** The current branch as plain JSON. */
  recording(): unknown;
  /** The current branch as text for a link. */
  link(): string;
  /** The same configuration from another seed, at its start. */
  withSeed(seed: number): LabSession;
  /** A run that was written down by this very page, at its start or its end. Throws for one that is not valid here. */
  openRecording(json: string, at: 'start' | 'end'): LabSession;
  /** Null where the lab has nothing of the kind. */
  readonly faults: BoundFaults | null;
  readonly membership: BoundMembership | null;
  readonly settings: BoundSettings<LabSession> | null;
  readonly switches: BoundRules<LabSession> | null;
  readonly editing: BoundEditing | null;
  /** What only this lab has. */
  readonly panels: readonly BoundPanel[];
}

/** Starts or restores a run of a lab. Throws what `createLabStore` throws. */
export function openSession<
  Config,
  State,
  Command,
  Event,
  ScenarioId extends string,
  FlowNode extends Node,
  Kind extends string,
>(
  view: LabView<Config, State, Command, Event, ScenarioId, FlowNode, Kind>,
  origin: RunOrigin<Config, Command>,
  position?: Position,
  challenge?: Challenge<Config, State, Command, Event>,
): LabSession {
  const store = createLabStore(view.lab.simulation, origin, {
    ticksPerRealSecond: view.ticksPerRealSecond,
    hasMark: (record) => record.violations.length > 0 || view.mark(record) !== null,
    position,
  });
  return new RunSession(view, store, challenge ?? null);
}

/** While time runs, at most this many nodes, and as many edges, change their looks at once: more do not fit into one frame. */
const CHANGES_AT_ONCE = 12;

class RunSession<Config, State, Command, Event, ScenarioId extends string, FlowNode extends Node, Kind extends string>
  implements LabSession
{
  readonly labId: string;
  readonly seed: number;
  readonly ticksPerSecond: number;
  readonly ticksPerRealSecond: number;
  readonly timeSpanTicks: Tick;
  readonly lostShownTicks: Tick;
  readonly nodeMargin: { readonly x: number; readonly y: number };
  readonly nodeTypes: NodeTypes;
  readonly edgeTypes: EdgeTypes;
  readonly messageKinds: ReadonlyMap<string, MessageKind>;
  readonly faults: BoundFaults | null;
  readonly membership: BoundMembership | null;
  readonly settings: BoundSettings<LabSession> | null;
  readonly switches: BoundRules<LabSession> | null;
  readonly editing: BoundEditing | null;
  readonly panels: readonly BoundPanel[];
  readonly challenge: ChallengeAttempt | null;
  private readonly timeline: Timeline<Config, State, Command, Event>;
  private readonly spaceTimeIndex: SpaceTimeIndex<Config, State, Command, Event>;
  private readonly markIndex: MarkIndex<Config, State, Command, Event>;
  private readonly shownNodes = new ShownItems<FlowNode>();
  private readonly shownEdges = new ShownItems<Edge>();
  private readonly shownRows = new ShownItems<NodeInWords>();
  private shownFlow: LabFlow = { nodes: [], edges: [] };
  private shownKinds: readonly string[] = [];

  constructor(
    private readonly view: LabView<Config, State, Command, Event, ScenarioId, FlowNode, Kind>,
    readonly player: LabStore<Config, State, Command, Event>,
    challenge: Challenge<Config, State, Command, Event> | null,
  ) {
    const { simulation } = view.lab;
    this.timeline = player.getState().timeline;
    this.markIndex = new MarkIndex(this.timeline, (record) => view.mark(record));
    this.spaceTimeIndex = new SpaceTimeIndex(this.timeline, view.nodeStartState, (record) => view.spaceTime(record));
    this.challenge = challenge === null ? null : this.attemptAt(challenge);
    this.labId = simulation.id;
    this.seed = this.timeline.seed;
    this.ticksPerSecond = simulation.ticksPerSecond;
    this.ticksPerRealSecond = view.ticksPerRealSecond;
    this.timeSpanTicks = view.timeSpanTicks;
    this.lostShownTicks = view.lostShownTicks;
    this.nodeMargin = view.nodeMargin;
    this.nodeTypes = view.nodeTypes;
    this.edgeTypes = view.edgeTypes;
    this.messageKinds = new Map(Object.entries<MessageKind>(view.messageKinds));
    const run = {
      state: () => player.getState().snapshot.state,
      dispatch: (command: Command) => player.getState().dispatch(command),
    };
    this.faults = view.faults === undefined ? null : bindFaults(view.faults, run);
    this.membership = view.membership === undefined ? null : bindMembership(view.membership, run);
    this.settings = view.settings === undefined ? null : this.bindSettings(view.settings);
    this.switches =
      view.explore === undefined
        ? null
        : bindRules(view.explore, this.timeline.config, (config) => this.restart(config));
    this.editing = view.editing === undefined ? null : bindEditing(view.editing, player);
    this.panels = bindPanels(view.panels ?? [], player);
  }

  flow = () => this.flowAt(this.shownMoment);
  legendKinds = () => this.legendKindsAt(this.now.snapshot.state);
  nodes = (t: Translate) => this.nodesAt(this.shownMoment, t);
  nodesKey = (t: Translate) => this.view.nodesKey(t);
  messagesInFlight = () => this.messagesAt(this.now.snapshot.state);
  recentLosses = () => this.lossesAt(this.now.record);
  inspectMessage = (messageId: number) => this.messageAt(this.now.snapshot.state, messageId);
  inspect = (nodeId: string, t: Translate) => this.inspectionAt(this.now.snapshot.state, this.now.previous, nodeId, t);
  actions = (nodeId: string, t: Translate) => this.actionsAt(this.now.snapshot.state, nodeId, t);
  actionKeys = (t: Translate) => this.actionKeysIn(this.view, t);
  marks = () => this.markIndex.read(this.now.seenEnd.step);
  spaceTime = (fromTick: Tick, toTick: Tick) =>
    this.spaceTimeIndex.read({
      fromTick,
      toTick,
      nodeIds: this.flow().nodes.map(({ id }) => id),
      inFlight: this.messagesInFlight(),
      end: this.now.seenEnd,
    });
  rules = (t: Translate) => this.rulesAt(this.now.record, t);
  branches = () => this.timeline.branches();
  actors = () => this.actorsAt(this.now.record);
  recording = () => this.timeline.toRecording();
  link = () => encodeRecording(this.timeline.toRecording());
  withSeed = (seed: number) => openSession(this.view, { config: this.timeline.config, seed });

  openRecording(json: string, at: 'start' | 'end'): LabSession {
    const parsed = parseRecording(json, this.view.lab.simulation);
    if (!parsed.ok) throw new Error(parsed.message);
    const { recording } = parsed;
    return openSession(this.view, recording, at === 'end' ? recording.end : undefined);
  }

  /** The same seed with another configuration, at its start. */
  private restart(config: Config): LabSession {
    return openSession(this.view, { config, seed: this.seed });
  }

  private bindSettings(settings: SettingsView): BoundSettings<LabSession> {
    const { config } = this.timeline;
    return {
      view: settings,
      draft: draftOf(settings, Object(config)),
      open: (draft) => {
        const read = readDraft(settings, this.view.lab.simulation.config, config, draft);
        return read.ok ? { session: this.restart(read.config) } : read;
      },
    };
  }

  private attemptAt(challenge: Challenge<Config, State, Command, Event>): ChallengeAttempt {
    const progress = new ChallengeProgress(this.view.lab.simulation, challenge, this.timeline);
    return {
      id: challenge.id,
      status: () => progress.read(),
      proof: () => {
        const proof = progress.proof();
        return proof === null ? null : JSON.stringify(proof);
      },
    };
  }

  watchHappenings(ids: readonly string[]): WatchedHappenings {
    const { simulation, happenings } = this.view.lab;
    const wanted = ids.map((id) => {
      const found = happenings.find((happening) => happening.id === id);
      if (found === undefined) throw new Error(`the lab "${this.labId}" has no happening "${id}"`);
      return found;
    });
    const watch = new HappeningsWatch(simulation, wanted, this.timeline);
    return { seen: () => watch.read(this.now.seenEnd.step) };
  }

  describe(step: number, t: Translate): Description & { readonly tick: Tick } {
    const record = this.timeline.record(step);
    return { ...this.view.describe(record, t), tick: record.tick };
  }

  private get now() {
    return this.player.getState();
  }

  /** The moment that nodes are shown at. While time runs each frame is one: what was left for later is shown even if no step came. */
  private get shownMoment(): object {
    const { isPlaying, snapshot } = this.now;
    return isPlaying ? this.now : snapshot;
  }

  private get changesAtOnce(): number {
    return this.now.isPlaying ? CHANGES_AT_ONCE : Number.POSITIVE_INFINITY;
  }

  // Everything below is worked out once per moment. The state is a new object after every step, and only then.

  private readonly flowAt = memoizeMoment((_moment: object): LabFlow => {
    const { nodes, edges } = this.view.toFlow(this.now.snapshot);
    const shown = {
      nodes: this.shownNodes.show(nodes, this.changesAtOnce),
      edges: this.shownEdges.show(edges, this.changesAtOnce),
    };
    const isSame = shown.nodes === this.shownFlow.nodes && shown.edges === this.shownFlow.edges;
    if (!isSame) this.shownFlow = shown;
    return this.shownFlow;
  });

  private readonly legendKindsAt = memoizeMoment((state: State): readonly string[] => {
    const kinds = this.view.kindsThatOccur(state);
    if (kinds.join() !== this.shownKinds.join()) this.shownKinds = kinds;
    return this.shownKinds;
  });

  private readonly nodesAt = memoizeMoment((_moment: object, t: Translate) =>
    this.shownRows.show(this.view.nodesInWords(this.now.snapshot.state, t), this.changesAtOnce),
  );

  private readonly messagesAt = memoizeMoment((_state: State) => this.view.messagesInFlight(this.now.snapshot));

  private readonly lossesAt = memoizeMoment((last: StepRecord<Command, Event>): readonly RecentLoss[] => {
    const losses: RecentLoss[] = [];
    for (let step = last.step; step >= 0; step -= 1) {
      const record = this.timeline.record(step);
      if (record.tick < last.tick - this.lostShownTicks) break;
      for (const loss of this.view.messagesLost(record)) losses.push({ ...loss, tick: record.tick });
    }
    return losses;
  });

  private readonly messageAt = memoizeMoment((_state: State, messageId: number) =>
    this.view.inspectMessage(this.now.snapshot, messageId),
  );
  private readonly inspectionAt = memoizeMoment(
    (_state: State, previous: Snapshot<State, Event> | null, nodeId: string, t: Translate) => {
      const before = previous === null ? null : this.view.inspect(previous, nodeId, t);
      return this.view.inspect(this.now.snapshot, nodeId, t).map((section) => markChanges(section, before));
    },
  );

  private readonly actionsAt = memoizeMoment((state: State, nodeId: string, t: Translate): readonly BoundAction[] =>
    this.view.actions.map((action) => ({
      id: action.id,
      key: action.key,
      icon: action.icon,
      inToolbar: action.inToolbar,
      label: action.label(t),
      refusal: action.refusal(state, nodeId, t),
      run: () => this.now.dispatch(action.command(nodeId, state)),
    })),
  );

  private readonly actionKeysIn = memoizeMoment((view: typeof this.view, t: Translate) =>
    view.actions.flatMap(({ key, label }) => (key === null ? [] : [{ key, label: label(t) }])),
  );

  private readonly rulesAt = memoizeMoment(
    ({ violations }: StepRecord<Command, Event>, t: Translate): readonly RuleStatus[] =>
      this.view.lab.simulation.invariants.map(({ name, source }) => ({
        name,
        source,
        text: this.view.ruleText(name, t),
        broken: violations.find((violation) => violation.name === name)?.message ?? null,
      })),
  );

  private readonly actorsAt = memoizeMoment(
    // At the start everybody acts: that is nothing to point at.
    ({ step, trace }: StepRecord<Command, Event>): ReadonlySet<string> =>
      new Set(step === 0 ? [] : trace.map((entry) => entry.actor)),
  );
}

/** The section with what differs from the moment `before`; nothing does when there was none. */
function markChanges(section: InspectorSection, before: readonly InspectorSection[] | null): InspectedSection {
  const old = before?.find((each) => each.title === section.title);
  const hasChanged = ({ name, value }: InspectorRow) =>
    before !== null && old?.rows.find((row) => row.name === name)?.value !== value;
  return { title: section.title, rows: section.rows.map((row) => ({ ...row, hasChanged: hasChanged(row) })) };
}
