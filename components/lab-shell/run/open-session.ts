import type { Moment } from '@/sim/core/engine';
import type { LabTypes } from '@/sim/core/lab';
import { parseRecording, type Recording } from '@/sim/core/recording';
import { recordScenario } from '@/sim/core/scenario';
import type { Tick } from '@/sim/core/simulation';
import { createTimeline, type Position, type Timeline, timelineFromRecording } from '@/sim/core/timeline';
import type { BoundStage } from '../stage/stage';
import type { ExploreView } from '../view/explore-view';
import type { ItemAction, ItemInWords, LabView } from '../view/lab-view';
import type { SettingField, SettingsView } from '../view/settings-view';
import type { Description, InspectorRow, InspectorSection, Translate } from '../view/texts';
import { type BoundFaults, type BoundMembership, bindFaults, bindMembership } from './faults-bind';
import type { ClockFace } from './format-tick';
import type {
  BoundAction,
  BoundForm,
  ChallengeAttempt,
  InspectedSection,
  LabSession,
  RuleStatus,
  SimulatedRun,
  WatchedMilestones,
} from './lab-session';
import type { LabStore, RunOf } from './lab-store';
import { MarkIndex } from './mark-index';
import { memoizeMoment } from './memoize-moment';
import type { BoundMessages } from './messages-bind';
import type { StepOf } from './moment';
import type { NameIndex } from './name-index';
import { changesAtOnce, NodeDiff, shownMoment } from './node-diff';
import { type BoundPanel, bindPanels } from './parts-bind';
import { type BoundRules, type BoundSettings, bindRules } from './settings-bind';
import { draftOf, readDraft } from './settings-form';
import type { StoryIndex } from './story-index';
import { type KeyEventsOf, keyEventsOf, type ScenarioOf, type WatchedRun, watchRun } from './watch-run';

/** A run that a simulation makes: a new one, or a recorded one. */
export type RunOrigin<T extends LabTypes> =
  | { readonly config: T['Config']; readonly seed: number }
  | Recording<T['Config'], T['Command']>;

type TimelineOf<T extends LabTypes> = Timeline<T['Config'], T['State'], T['Command'], T['Event'], T['Trace']>;

export interface SessionOptions<T extends LabTypes> {
  /** Where to stand in a run that was seen before. */
  readonly position?: Position | undefined;
  /** The scenario that the run began as. */
  readonly scenario?: ScenarioOf<T> | undefined;
  /** The run is what the scenario or the challenge begins with, and nothing else yet. */
  readonly isStart?: boolean;
  readonly attemptAt?: ((timeline: TimelineOf<T>) => ChallengeAttempt) | undefined;
}

/** Starts or restores a run of a lab. Throws what `createTimeline` and `timelineFromRecording` throw. */
export function openSession<T extends LabTypes>(
  view: LabView<T>,
  origin: RunOrigin<T>,
  { position, scenario, isStart = false, attemptAt }: SessionOptions<T> = {},
): LabSession {
  const { simulation } = view.lab;
  const timeline = 'format' in origin ? timelineFromRecording(simulation, origin) : createTimeline(simulation, origin);
  const watched = watchRun(view, timeline, { position, scenario });
  return new RunSession(view, watched, timeline, attemptAt?.(timeline) ?? null, isStart);
}

/** Opens a scenario at its start. */
export function openScenarioRun<T extends LabTypes>(
  view: LabView<T>,
  scenario: ScenarioOf<T>,
  recording: Recording<T['Config'], T['Command']> = recordScenario(view.lab.simulation, scenario),
): LabSession {
  return openSession(view, recording, { scenario, isStart: true });
}

/** Opens a run that was recorded elsewhere, at its start. It can be walked through, and nothing can be done in it. */
export function openRecordedRun<T extends LabTypes>(view: LabView<T>, run: RunOf<T>): LabSession {
  return new RunSession(view, watchRun(view, run, {}), null, null);
}

class RunSession<T extends LabTypes> implements LabSession {
  readonly labId: string;
  readonly scenarioId: string | null;
  readonly player: LabStore<T>;
  readonly keyEvents: KeyEventsOf | null;
  readonly opensAtTick: Tick | null;
  readonly ticksPerSecond: number;
  readonly clock: ClockFace;
  readonly ticksPerRealSecond: number;
  readonly timeSpanTicks: Tick;
  readonly stage: BoundStage;
  readonly messages: BoundMessages | null;
  readonly simulated: SimulatedRun | null;
  readonly faults: BoundFaults | null = null;
  readonly membership: BoundMembership | null = null;
  readonly settings: BoundSettings<LabSession> | null = null;
  readonly switches: BoundRules<LabSession> | null = null;
  readonly panels: readonly BoundPanel[];
  private readonly markIndex: MarkIndex<T>;
  private readonly story: StoryIndex<T>;
  private readonly names: NameIndex<T>;
  private readonly rowDiff = new NodeDiff<ItemInWords>();

  constructor(
    private readonly view: LabView<T>,
    { store, messages, story, names, scenario }: WatchedRun<T>,
    private readonly timeline: TimelineOf<T> | null,
    readonly challenge: ChallengeAttempt | null,
    isStart = false,
  ) {
    const { simulation } = view.lab;
    this.player = store;
    this.messages = messages;
    this.story = story;
    this.scenarioId = scenario?.id ?? null;
    this.names = names;
    this.opensAtTick = scenario?.opensAtTick ?? null;
    this.keyEvents = scenario === null ? null : keyEventsOf(view, scenario);
    this.markIndex = new MarkIndex<T>(store.getState().run, (record) => view.mark(record));
    this.labId = simulation.id;
    this.ticksPerSecond = simulation.ticksPerSecond;
    this.clock = { ticksPerSecond: simulation.ticksPerSecond, secondsDecimals: view.secondsDecimals ?? null };
    this.ticksPerRealSecond = view.ticksPerRealSecond;
    this.timeSpanTicks = view.timeSpanTicks;
    this.stage = view.stage.bind({ store, ticksPerSecond: simulation.ticksPerSecond });
    this.panels = bindPanels(view.panels ?? [], store);
    this.simulated = timeline === null ? null : this.bindSimulated(timeline, isStart);
    if (timeline === null) return;
    const run = {
      state: () => store.getState().snapshot.state,
      dispatch: (command: T['Command']) => store.getState().dispatch(command),
    };
    const { faults, membership, settings, explore } = view;
    this.faults = faults === undefined ? null : bindFaults(faults, run);
    this.membership = membership === undefined ? null : bindMembership(membership, run);
    this.settings = settings === undefined ? null : this.bindSettings(timeline, settings);
    this.switches = explore === undefined ? null : this.bindRules(timeline, explore);
  }

  items = (t: Translate) => this.itemsAt(shownMoment(this.now), t);
  legendText = (t: Translate) => this.view.legendText(t);
  inspect = (itemId: string, t: Translate) => this.inspectionAt(this.now.snapshot.state, this.now.previous, itemId, t);
  actions = (itemId: string, t: Translate) => this.actionsAt(this.now.snapshot.state, itemId, t);
  labActions = (t: Translate) => this.actionsAt(this.now.snapshot.state, null, t);
  actionKeys = (t: Translate) => this.actionKeysIn(this.view, t);
  told = (step: number) => this.story.at(step);
  isHousekeeping = (step: number) =>
    this.view.tell(this.now.run.record(step), this.names.read(step)) === 'housekeeping';
  marks = () => this.markIndex.read(this.now.seenEnd.step);
  rules = (t: Translate) => this.rulesAt(this.now.record, t);
  branches = () => this.now.run.branches();
  actors = () => this.actorsAt(this.now.record);

  private bindSimulated(timeline: TimelineOf<T>, isStart: boolean): SimulatedRun {
    const { view } = this;
    const opened = JSON.stringify(timeline.toRecording());
    const openedCommands = JSON.stringify(timeline.toRecording().commands);
    return {
      seed: timeline.seed,
      recording: () => timeline.toRecording(),
      isStart: () => isStart && JSON.stringify(timeline.toRecording()) === opened,
      isChanged: () => JSON.stringify(timeline.toRecording().commands) !== openedCommands,
      async link() {
        const recording = timeline.toRecording();
        return (await import('@/sim/core/share-link')).encodeRecording(recording);
      },
      withSeed: (seed) => openSession(view, { config: timeline.config, seed }),
    };
  }

  private bindRules({ config, seed }: TimelineOf<T>, explore: ExploreView<T['Config']>): BoundRules<LabSession> {
    return bindRules(explore, {
      config,
      seed,
      open: (changed) => openSession(this.view, { config: changed, seed }),
      openFound: (recordingJson, at) => this.openRecording(recordingJson, at),
    });
  }

  /** A run that was written down by this very page, at its start or its end. Throws for one that is not valid here. */
  private openRecording(json: string, at: 'start' | 'end'): LabSession {
    const parsed = parseRecording(json, this.view.lab.simulation);
    if (!parsed.ok) throw new Error(parsed.message);
    const { recording } = parsed;
    return openSession(this.view, recording, { position: at === 'end' ? recording.end : undefined });
  }

  private bindSettings({ config, seed }: TimelineOf<T>, settings: SettingsView): BoundSettings<LabSession> {
    const { view } = this;
    return {
      view: settings,
      draft: draftOf(settings, Object(config)),
      open: (draft) => {
        const read = readDraft(settings, view.lab.simulation.config, Object(config), draft);
        return read.ok ? { session: openSession(view, { config: read.config, seed }) } : read;
      },
    };
  }

  async watchMilestones(ids: readonly string[]): Promise<WatchedMilestones> {
    const { simulation, whole } = this.view.lab;
    const { timeline } = this;
    if (timeline === null) throw new Error('nothing is waited for in a run that was recorded elsewhere');
    // The reader may go on while the milestones are fetched.
    const fromStep = timeline.step;
    const [{ milestones }, { MilestonesWatch }] = await Promise.all([whole(), import('./milestones-watch')]);
    const wanted = ids.map((id) => {
      const found = milestones.find((milestone) => milestone.id === id);
      if (found === undefined) throw new Error(`the lab "${this.labId}" has no milestone "${id}"`);
      return found;
    });
    const watch = new MilestonesWatch(simulation, wanted, timeline, fromStep);
    let known = 0;
    const read = (step: number) => {
      const seen = watch.read(step);
      const isMore = seen.size > known;
      known = seen.size;
      return { seen, isMore };
    };
    this.now.waitFor((step) => read(step).isMore);
    return { seen: () => read(this.now.seenEnd.step).seen };
  }

  describe(step: number, t: Translate): Description & { readonly tick: Tick } {
    const record = this.now.run.record(step);
    return { ...this.view.describe(record, t, this.names.read(step)), tick: record.tick };
  }

  private get now() {
    return this.player.getState();
  }

  // Everything below is worked out once per moment. The state is a new object after every step, and only then.

  private readonly itemsAt = memoizeMoment((_moment: object, t: Translate) =>
    this.rowDiff.show(this.view.items(this.now.snapshot.state, t), changesAtOnce(this.now)),
  );

  private readonly inspectionAt = memoizeMoment(
    (_state: T['State'], previous: Moment<T['State'], T['Event']> | null, itemId: string, t: Translate) => {
      const before = previous === null ? null : this.view.inspect(previous, itemId, t);
      return this.view.inspect(this.now.snapshot, itemId, t).map((section) => markChanges(section, before));
    },
  );

  /** Null for the item: what is done to the lab as a whole. */
  private readonly actionsAt = memoizeMoment(
    (state: T['State'], itemId: string | null, t: Translate): readonly BoundAction[] =>
      this.timeline === null
        ? []
        : this.view.actions
            .filter(({ isOnLab = false }) => isOnLab === (itemId === null))
            .filter(({ isOffered }) => isOffered?.(state, itemId ?? '') ?? true)
            .map((action) => this.bindAction(action, state, itemId ?? '', t)),
  );

  private bindAction(
    action: ItemAction<T['State'], T['Command']>,
    state: T['State'],
    itemId: string,
    t: Translate,
  ): BoundAction {
    const { id, key, icon, inToolbar, fields = [] } = action;
    const label = action.label(t);
    return {
      id,
      key,
      icon,
      inToolbar: inToolbar && fields.length === 0,
      label,
      refusal: action.refusal(state, itemId, t),
      form: fields.length === 0 ? null : this.bindForm(fields, label, action.command(itemId, state)),
      run: () => this.now.dispatch(action.command(itemId, state)),
    };
  }

  private bindForm(fields: readonly SettingField[], label: string, command: T['Command']): BoundForm {
    const view: SettingsView = [{ id: 'command', title: () => label, fields }];
    return {
      view,
      draft: draftOf(view, Object(command)),
      submit: (draft) => {
        const read = readDraft(view, this.view.lab.simulation.command, Object(command), draft);
        if (!read.ok) return read.problems;
        this.now.dispatch(read.config);
        return null;
      },
    };
  }

  private readonly actionKeysIn = memoizeMoment((view: LabView<T>, t: Translate) =>
    view.actions.flatMap(({ key, label }) => (key === null ? [] : [{ key, label: label(t) }])),
  );

  private readonly rulesAt = memoizeMoment(({ violations }: StepOf<T>, t: Translate): readonly RuleStatus[] =>
    this.view.lab.simulation.invariants.map(({ id, name, source }) => ({
      name,
      source,
      text: this.view.ruleText(id, t),
      broken: violations.find((violation) => violation.id === id)?.values ?? null,
    })),
  );

  private readonly actorsAt = memoizeMoment(
    // At the start everybody acts: that is nothing to point at.
    ({ step, trace }: StepOf<T>): ReadonlySet<string> => new Set(step === 0 ? [] : trace.map((entry) => entry.actor)),
  );
}

/** The section with what differs from the moment `before`; nothing does when there was none. */
function markChanges(section: InspectorSection, before: readonly InspectorSection[] | null): InspectedSection {
  const old = before?.find((each) => each.title === section.title);
  const hasChanged = ({ name, value }: InspectorRow) =>
    before !== null && old?.rows.find((row) => row.name === name)?.value !== value;
  return { title: section.title, rows: section.rows.map((row) => ({ ...row, hasChanged: hasChanged(row) })) };
}
