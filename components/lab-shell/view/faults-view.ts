import type { Translate } from './texts';

/** How one direction of one link treats its messages. What is left out is as configured for all. */
export interface LinkFaults {
  readonly dropPerMille?: number;
  readonly duplicatePerMille?: number;
  readonly delayMinMs?: number;
  readonly delayMaxMs?: number;
  /** False: no message overtakes an earlier one. */
  readonly reorder?: boolean;
}

/** What is wrong with network and clocks at a moment. */
export interface FaultsNow {
  /** Every process, in the order in which it is listed. */
  readonly nodes: readonly string[];
  /** Who reaches whom; null: everybody everybody. A process in no group reaches nobody. */
  readonly partition: readonly (readonly string[])[] | null;
  /** The links that are not as configured. */
  readonly links: readonly { readonly from: string; readonly to: string; readonly options: LinkFaults }[];
  /** What holds for a link that nobody has touched. */
  readonly usual: Required<LinkFaults>;
  /** How fast each process's clock runs, in thousandths. */
  readonly clocks: readonly { readonly node: string; readonly ratePerMille: number }[];
}

/** The faults that a lab's network and machines can have, as its commands. */
export interface FaultsView<State, Command> {
  read(state: State): FaultsNow;
  partition(groups: readonly (readonly string[])[]): Command;
  /** The network is whole again, with every link as configured. */
  heal(): Command;
  /** Sets one direction of a link; without options it is as configured again. */
  link(from: string, to: string, options: LinkFaults): Command;
  clock(state: State, node: string, ratePerMille: number): Command;
}

/** Who belongs to the cluster, where that can be changed while it runs. */
export interface MembershipView<State, Command> {
  readonly source: string;
  /** The members as the one who decides knows them; `next` while a change is under way. */
  read(state: State): { readonly members: readonly string[]; readonly next: readonly string[] | null };
  change(members: readonly string[]): Command;
  /** Why nobody would take it up now; null when somebody does. */
  refusal(state: State, t: Translate): string | null;
}
