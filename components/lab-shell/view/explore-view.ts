import type { SwitchText, Translate } from './texts';

/** A rule of the protocol that a configuration can leave out. */
export interface RuleSwitch<Config> {
  readonly id: string;
  readonly source: string;
  text(t: Translate): SwitchText;
  isOn(config: Config): boolean;
  with(config: Config, isOn: boolean): Config;
}

/** How a lab looks for runs that break its invariants. */
export interface ExploreView<Config> {
  readonly switches: readonly RuleSwitch<Config>[];
  /** A worker that serves `serveExplorer` for this lab. */
  createWorker(): Worker;
  /** What the explorer counts, in words; null for a name without any. */
  countText(name: string, t: Translate): string | null;
}
