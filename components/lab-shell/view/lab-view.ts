import type { LucideIcon } from 'lucide-react';
import type { ComponentType } from 'react';
import type { Status } from '@/components/ui/state-palette';
import type { Lab, LabTypes } from '@/sim/core/lab';
import type { Tick } from '@/sim/core/simulation';
import type { ClockFace } from '../run/format-tick';
import type { LabStore } from '../run/lab-store';
import type { MomentOf, StepOf } from '../run/moment';
import type { Stage } from '../stage/stage';
import type { ExploreView } from './explore-view';
import type { FaultsView, MembershipView } from './faults-view';
import type { MessagesView, Names } from './messages-view';
import type { SettingField, SettingsView } from './settings-view';
import type { ChallengeText, Description, InspectorSection, PredictionText, RuleText, Translate } from './texts';

/** A part of what is shown, as a list and a screen reader have it. */
export interface ItemInWords {
  readonly id: string;
  readonly name: string;
  readonly state: Status;
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

/** A step worth a mark on the scrub bar. Where marks crowd, the heaviest is shown. */
export interface LabMark {
  readonly state: Status;
  readonly weight: number;
}

/** What a step tells. */
export interface News {
  /** The messages or entries that it is about, by their names on the stage; the caption follows the first. */
  readonly about: readonly string[];
  /** Those of them whose story is over with it. */
  readonly ends: readonly string[];
  /** What kind of thing happened: the same again almost at once is told in less time. */
  readonly kind: string;
  /** Somebody works on it: the caption waits longer for what comes of it. */
  readonly isLasting: boolean;
  /** Told whatever the caption follows. */
  readonly isKey: boolean;
}

/** What a step is for a reader: news; something told only to who steps to it; or nothing that is ever told. */
export type Telling = News | 'routine' | 'housekeeping';

/** What a part of a lab's own is given: the run it stands in, to read, to subscribe to and to act on. */
export interface LabPartProps<T extends LabTypes> {
  readonly store: LabStore<T>;
}

/** A panel that only this lab has, beside the shell's. */
export interface LabPanelView<T extends LabTypes> {
  readonly id: string;
  /** What it is for: to look into the run, or to act on it. */
  readonly group: 'see' | 'act';
  label(t: Translate): string;
  readonly Part: ComponentType<LabPartProps<T>>;
}

/** What of a lab is there at once. `whole` fetches the rest, which nobody needs who only looks: challenges, predictions, milestones. */
export interface ShownLab<T extends LabTypes> extends Pick<Lab<T>, 'simulation' | 'scenarios'> {
  whole(): Promise<Lab<T>>;
}

/** What the shell must know to show one lab: everything that is drawn or said is a pure function of the run. */
export interface LabView<T extends LabTypes> {
  readonly lab: ShownLab<T>;
  /** Simulated ticks that pass in one real second at speed 1. */
  readonly ticksPerRealSecond: number;
  /** The lab's clock shows seconds with so many decimals; without it, milliseconds. */
  readonly secondsDecimals?: ClockFace['secondsDecimals'];
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
  legendText(t: Translate): string;
  items(state: T['State'], t: Translate): readonly ItemInWords[];
  /** Empty for an item that does not exist. */
  inspect(moment: MomentOf<T>, itemId: string, t: Translate): readonly InspectorSection[];
  describe(record: StepOf<T>, t: Translate, names?: Names): Description;
  mark(record: StepOf<T>): LabMark | null;
  tell(record: StepOf<T>, names?: Names): Telling;
  /** The names that a step gives to numbers that later entries go by. */
  namesIn?(record: StepOf<T>): readonly (readonly [number: number, name: string])[];
  /** By the rule's id; null for one that has no words of its own yet: its name in the simulation is shown. */
  ruleText(id: string, t: Translate): RuleText | null;
  scenarioText(id: string, t: Translate): { readonly title: string; readonly summary: string };
  /** What is said where a first run of a scenario stops by itself. */
  keyEventText(scenarioId: string, keyEventId: string, t: Translate): string;
  /** The id is that of one of the lab's challenges. */
  challengeText(id: string, t: Translate): ChallengeText;
  predictionText(prediction: Pick<Lab<T>['predictions'][number], 'id' | 'options'>, t: Translate): PredictionText;
  /** What can go wrong in network and machines besides what `actions` does. */
  readonly faults?: FaultsView<T['State'], T['Command']>;
  readonly membership?: MembershipView<T['State'], T['Command']>;
  readonly settings?: SettingsView;
  readonly explore?: ExploreView<T['Config']>;
  readonly panels?: readonly LabPanelView<T>[];
}
