import type { FaultsNow, FaultsView, LinkFaults, MembershipView } from '../view/faults-view';
import type { Translate } from '../view/texts';
import { memoizeMoment } from './memoize-moment';

/** The faults of one run: what they are now, and what can be done to them. */
export interface BoundFaults {
  now(): FaultsNow;
  partition(groups: readonly (readonly string[])[]): void;
  heal(): void;
  link(from: string, to: string, options: LinkFaults): void;
  clock(node: string, ratePerMille: number): void;
}

/** The membership of one run's cluster. */
export interface BoundMembership {
  readonly source: string;
  now(): { readonly members: readonly string[]; readonly next: readonly string[] | null };
  refusal(t: Translate): string | null;
  change(members: readonly string[]): void;
}

/** The run that something is bound to. */
export interface Run<State, Command> {
  state(): State;
  dispatch(command: Command): void;
}

/** Binds a lab's faults to a run. `now` returns the same object until something in it changes. */
export function bindFaults<State, Command>(view: FaultsView<State, Command>, run: Run<State, Command>): BoundFaults {
  const read = memoizeMoment(keepEqual((state: State) => view.read(state)));
  return {
    now: () => read(run.state()),
    partition: (groups) => run.dispatch(view.partition(groups)),
    heal: () => run.dispatch(view.heal()),
    link: (from, to, options) => run.dispatch(view.link(from, to, options)),
    clock: (node, ratePerMille) => run.dispatch(view.clock(run.state(), node, ratePerMille)),
  };
}

/** Binds a lab's membership to a run. `now` returns the same object until something in it changes. */
export function bindMembership<State, Command>(
  view: MembershipView<State, Command>,
  run: Run<State, Command>,
): BoundMembership {
  const read = memoizeMoment(keepEqual((state: State) => view.read(state)));
  return {
    source: view.source,
    now: () => read(run.state()),
    refusal: (t) => view.refusal(run.state(), t),
    change: (members) => run.dispatch(view.change(members)),
  };
}

/** Most steps change nothing of what is read here: then it stays the same object, and whoever shows it is left alone. */
function keepEqual<From, To>(read: (from: From) => To): (from: From) => To {
  let kept: { readonly text: string; readonly value: To } | null = null;
  return (from) => {
    const value = read(from);
    const text = JSON.stringify(value);
    if (kept?.text !== text) kept = { text, value };
    return kept.value;
  };
}
