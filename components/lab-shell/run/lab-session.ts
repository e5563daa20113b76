import type { LucideIcon } from 'lucide-react';
import type { RunAnswer } from '@/sim/core/milestone';
import type { BranchSummary } from '@/sim/core/run';
import type { RuleValues, Tick } from '@/sim/core/simulation';
import type { ChallengeStatus } from '../challenges/challenge-progress';
import type { BoundStage } from '../stage/stage';
import type { ItemInWords } from '../view/lab-view';
import type { SettingsView } from '../view/settings-view';
import type { Description, InspectorRow, RuleText, Translate } from '../view/texts';
import type { BoundFaults, BoundMembership } from './faults-bind';
import type { ClockFace } from './format-tick';
import type { PlayerState, ReadableStore } from './lab-store';
import type { PlacedMark } from './mark-index';
import type { BoundMessages } from './messages-bind';
import type { BoundPanel } from './parts-bind';
import type { BoundRules, BoundSettings } from './settings-bind';
import type { SettingProblems, SettingsDraft } from './settings-form';
import type { ToldStep } from './told-step';
import type { KeyEventsOf } from './watch-run';

/** An action on one item, ready to be done. */
export interface BoundAction {
  readonly id: string;
  readonly key: string | null;
  readonly icon: LucideIcon;
  readonly inToolbar: boolean;
  readonly label: string;
  /** Why it would do nothing now; null when it does something. */
  readonly refusal: string | null;
  /** What it asks for first; null for one that is done at once. */
  readonly form: BoundForm | null;
  /** Does it, with what its form begins with. */
  run(): void;
}

/** The fields of a command. */
export interface BoundForm {
  readonly view: SettingsView;
  readonly draft: SettingsDraft;
  /** Does it with what stands in the fields, or says what is wrong with them. */
  submit(draft: SettingsDraft): SettingProblems | null;
}

export interface InspectedSection {
  readonly title: string;
  readonly rows: readonly (InspectorRow & { readonly hasChanged: boolean })[];
}

export interface RuleStatus {
  readonly name: string;
  readonly source: string;
  readonly text: RuleText | null;
  /** What broke it; null while it holds. */
  readonly broken: RuleValues | null;
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
export interface WatchedMilestones {
  /**
   * Those that have come about before the reader's eyes since the watching began, by id, each with what the run answers. The same map,
   * which only grows.
   */
  seen(): ReadonlyMap<string, RunAnswer | null>;
}

/**
 * One run on the page, with the lab's types closed over: the shell's parts use it without knowing which lab it is. What it
 * returns stays the same object until it changes, whoever asks.
 */
export interface LabSession {
  readonly labId: string;
  /** The scenario that the run began as; null for a run that began as none. */
  readonly scenarioId: string | null;
  readonly player: ReadableStore<PlayerState>;
  readonly ticksPerSecond: number;
  readonly clock: ClockFace;
  readonly ticksPerRealSecond: number;
  readonly timeSpanTicks: Tick;
  readonly stage: BoundStage;
  /** Null for a lab whose parts send none. */
  readonly messages: BoundMessages | null;
  /** What the stage shows, as a list. */
  items(t: Translate): readonly ItemInWords[];
  legendText(t: Translate): string;
  inspect(itemId: string, t: Translate): readonly InspectedSection[];
  actions(itemId: string, t: Translate): readonly BoundAction[];
  /** What can be done to the lab as a whole. */
  labActions(t: Translate): readonly BoundAction[];
  /** The actions that have a key. */
  actionKeys(t: Translate): readonly { readonly key: string; readonly label: string }[];
  /** The moment of a step of the current branch, and what happened. */
  describe(step: number, t: Translate): Description & { readonly tick: Tick };
  /** The last step up to this one that is told while time runs; the same object until it changes. */
  told(step: number): ToldStep;
  /** Whether there is nothing to say of a step even to who steps to it. */
  isHousekeeping(step: number): boolean;
  /** Where the scenario's moment begins; null for a run that begins at its start. */
  readonly opensAtTick: Tick | null;
  /** Where a first run stops by itself: null for a run that is no scenario's. */
  readonly keyEvents: KeyEventsOf | null;
  /** Those that the reader has seen come about. */
  marks(): readonly PlacedMark[];
  /** Null for a run that is no attempt at any. */
  readonly challenge: ChallengeAttempt | null;
  /** Watches for some of the lab's milestones from the present moment on. Rejects an id that the lab does not have. */
  watchMilestones(ids: readonly string[]): Promise<WatchedMilestones>;
  rules(t: Translate): readonly RuleStatus[];
  branches(): readonly BranchSummary[];
  /** The items that the last step happened at. */
  actors(): ReadonlySet<string>;
  /** What can be done with a run because a simulation made it; null for one that was recorded elsewhere. */
  readonly simulated: SimulatedRun | null;
  /** Null where the lab has nothing of the kind. */
  readonly faults: BoundFaults | null;
  readonly membership: BoundMembership | null;
  readonly settings: BoundSettings<LabSession> | null;
  readonly switches: BoundRules<LabSession> | null;
  /** What only this lab has. */
  readonly panels: readonly BoundPanel[];
}

/** A run that is its seed, its configuration and its commands. */
export interface SimulatedRun {
  readonly seed: number;
  /** The current branch as plain JSON. */
  recording(): unknown;
  /** Whether the current branch is still, whole, what a scenario or a challenge begins with. */
  isStart(): boolean;
  /** Whether somebody has acted in the current branch since it was opened. */
  isChanged(): boolean;
  /** The current branch as text for a link. */
  link(): Promise<string>;
  /** The same configuration from another seed, at its start. */
  withSeed(seed: number): LabSession;
}
