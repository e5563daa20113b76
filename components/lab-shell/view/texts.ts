import type { LucideIcon } from 'lucide-react';
import type { useTranslations } from 'next-intl';
import type { Status } from '@/components/ui/state-palette';
import type { RuleValues } from '@/sim/core/simulation';

/** Interface texts of every namespace: labs name their own keys. */
export type Translate = ReturnType<typeof useTranslations<never>>;

/** A row of the inspector's table. */
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
  /** How it is: its icon stands beside it. */
  readonly state: Status | null;
  /** In place of the status's own. */
  readonly icon?: LucideIcon;
}

/** A rule that can be switched off, in words. */
export interface SwitchText {
  readonly title: string;
  readonly statement: string;
}

/** A rule in words. */
export interface RuleText extends SwitchText {
  /** What has happened when it is broken: who, where, by how much. */
  broken(values: RuleValues): string;
}

/** A challenge in words. */
export interface ChallengeText {
  readonly title: string;
  readonly goal: string;
  /** What it is about, in a few words that give nothing away. */
  readonly teaches: string;
  /** What a run that meets the goal has shown; null for one that no run meets. */
  readonly shown: string | null;
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
