import type { LabTypes } from '@/sim/core/lab';
import type { ExploreView } from './explore-view';
import type { ShownLab } from './lab-view';
import type { Translate } from './texts';
import { wordsOf } from './words';

/** A switch of `rules` in the configuration, or of the configuration itself. */
type SwitchId<Config> =
  | (keyof Config & string)
  | (Config extends { readonly rules: infer Rules } ? keyof Rules & string : never);

/** What a lab says of the rules that can be left out. */
export interface ExploreParts<T extends LabTypes> {
  /**
   * Where each rule comes from. Where it can be seen to be broken only with other settings, `off` and `on` are what a run without it,
   * and again with it, has besides.
   */
  readonly switches: {
    readonly [Id in SwitchId<T['Config']>]?:
      | string
      | { readonly source: string; readonly off: Partial<T['Config']>; readonly on?: Partial<T['Config']> };
  };
  /** A worker that serves `serveExplorer` for this lab. */
  createWorker(): Worker;
}

type Switches = Readonly<
  Record<string, string | { readonly source: string; readonly off: object; readonly on?: object }>
>;

/** A configuration, of which only the switches are of interest here. */
interface Switchable extends Readonly<Record<string, unknown>> {
  readonly rules?: Readonly<Record<string, boolean>>;
}

/** The switches of the rules and what a search counts: `explore.rules.<id>` (or the invariant's own `rules.<id>`), `explore.counts.<name>`. */
export function deriveExplore<T extends LabTypes>(
  lab: ShownLab<T>,
  { switches, createWorker }: ExploreParts<T>,
): ExploreView<T['Config']> {
  const words = (t: Translate) => wordsOf(lab.simulation.id, t);
  return {
    switches: Object.entries(switches as Switches).map(([id, parts]) => {
      const { source, off = {}, on = {} } = typeof parts === 'string' ? { source: parts } : parts;
      const isRule = ({ rules }: Switchable) => rules !== undefined && id in rules;
      return {
        id,
        source,
        text(t) {
          const say = words(t);
          const key = say.has(`explore.rules.${id}.title`) ? `explore.rules.${id}` : `rules.${id}`;
          return { title: say(`${key}.title`), statement: say(`${key}.statement`) };
        },
        isOn: (config: Switchable) => (isRule(config) ? config.rules?.[id] : config[id]) === true,
        with: (config: Switchable, isOn) => ({
          ...config,
          ...(isOn ? on : off),
          ...(isRule(config) ? { rules: { ...config.rules, [id]: isOn } } : { [id]: isOn }),
        }),
      };
    }),
    createWorker,
    countText(name, t) {
      const say = words(t);
      return say.has(`explore.counts.${name}`) ? say(`explore.counts.${name}`) : null;
    },
  };
}
