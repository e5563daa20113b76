import type { ExploreView, RuleSwitch } from '../view/explore-view';
import type { SettingsView } from '../view/settings-view';
import type { SwitchText, Translate } from '../view/texts';
import type { SettingProblems, SettingsDraft } from './settings-form';

/** The configuration of a run as a form, and how a new run begins with another one. */
export interface BoundSettings<Session> {
  readonly view: SettingsView;
  readonly draft: SettingsDraft;
  /** A run of the same seed with what stands in the form, at its start. */
  open(draft: SettingsDraft): { readonly session: Session } | { readonly problems: SettingProblems };
}

export interface BoundSwitch {
  readonly id: string;
  readonly source: string;
  readonly text: SwitchText;
  readonly isOn: boolean;
}

/** The rules that a run goes by, and where to look for one that breaks without them. */
export interface BoundRules<Session> {
  switches(t: Translate): readonly BoundSwitch[];
  /** A run of the same seed that goes by the rule or not, at its start. */
  openWith(ruleId: string, isOn: boolean): Session;
  /** The configuration for a search: without `ruleId` but with every other rule, or, for null, as it is. */
  searched(ruleId: string | null): unknown;
  createWorker(): Worker;
  countText(name: string, t: Translate): string | null;
  /** Where a search begins. */
  readonly seed: number;
  /** A run that a search has found, at its start or its end. */
  openFound(recordingJson: string, at: 'start' | 'end'): Session;
}

/** How the runs that the rules lead to are opened. */
interface RunOpener<Config, Session> {
  readonly seed: number;
  readonly config: Config;
  open(config: Config): Session;
  openFound(recordingJson: string, at: 'start' | 'end'): Session;
}

/** Binds a lab's rule switches to the configuration of a run. */
export function bindRules<Config, Session>(
  view: ExploreView<Config>,
  { seed, config, open, openFound }: RunOpener<Config, Session>,
): BoundRules<Session> {
  function switchOf(ruleId: string): RuleSwitch<Config> {
    const found = view.switches.find(({ id }) => id === ruleId);
    if (found === undefined) throw new RangeError(`there is no rule "${ruleId}"`);
    return found;
  }
  // Only one rule is out: else it would not be told which one is missed.
  function without(ruleId: string): Config {
    const whole = view.switches.reduce((known, rule) => rule.with(known, true), config);
    return switchOf(ruleId).with(whole, false);
  }
  return {
    switches: (t) =>
      view.switches.map(({ id, source, text, isOn }) => ({ id, source, text: text(t), isOn: isOn(config) })),
    openWith: (ruleId, isOn) => open(switchOf(ruleId).with(config, isOn)),
    searched: (ruleId) => (ruleId === null ? config : without(ruleId)),
    createWorker: () => view.createWorker(),
    countText: (name, t) => view.countText(name, t),
    seed,
    openFound,
  };
}
