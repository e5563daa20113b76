import type { FaultsNow, LinkFaults } from '../view/faults-view';

/** How one direction of a link is at the moment. */
export type LinkCondition = 'open' | 'altered' | 'cut' | 'partitioned';

/** Of a thousand messages, how many a cut link loses. */
const ALL_PER_MILLE = 1000;

export function linkOptions({ links }: FaultsNow, from: string, to: string): LinkFaults {
  return links.find((link) => link.from === from && link.to === to)?.options ?? {};
}

/** A partition outweighs what the link itself does. */
export function linkCondition(now: FaultsNow, from: string, to: string): LinkCondition {
  if (now.partition !== null && !now.partition.some((group) => group.includes(from) && group.includes(to))) {
    return 'partitioned';
  }
  const options = linkOptions(now, from, to);
  if ((options.dropPerMille ?? now.usual.dropPerMille) >= ALL_PER_MILLE) return 'cut';
  return Object.keys(options).length > 0 ? 'altered' : 'open';
}

/** The options of a link that loses everything, or of one that no longer does; the other options stay. */
export function withCut(options: LinkFaults, isCut: boolean): LinkFaults {
  const { dropPerMille: _, ...others } = options;
  return isCut ? { ...others, dropPerMille: ALL_PER_MILLE } : others;
}

/** One side of a partition and everybody else. Null when either side would be empty. */
export function sidesOf(
  nodes: readonly string[],
  chosen: ReadonlySet<string>,
): readonly [readonly string[], readonly string[]] | null {
  const side = nodes.filter((node) => chosen.has(node));
  const rest = nodes.filter((node) => !chosen.has(node));
  return side.length === 0 || rest.length === 0 ? null : [side, rest];
}

/** Groups as one line: members by spaces, groups by bars. Whoever is in no group stands alone. */
export function partitionInWords({ nodes, partition }: FaultsNow): string | null {
  if (partition === null) return null;
  const alone = nodes.filter((node) => !partition.some((group) => group.includes(node)));
  return [...partition, ...alone.map((node) => [node])].map((group) => group.join(' ')).join(' | ');
}

/** What stands in the form for one link. Percent for what is lost or sent twice, milliseconds for the delay. */
export interface LinkDraft {
  readonly dropPercent: string;
  readonly duplicatePercent: string;
  readonly delayMinMs: string;
  readonly delayMaxMs: string;
  readonly keepsOrder: boolean;
}

export type LinkDraftProblem = 'percent' | 'milliseconds' | 'order';

export type ReadLink =
  | { readonly ok: true; readonly options: LinkFaults }
  | { readonly ok: false; readonly problems: Readonly<Partial<Record<keyof LinkDraft, LinkDraftProblem>>> };

export function linkDraft(now: FaultsNow, from: string, to: string): LinkDraft {
  const { dropPerMille, duplicatePerMille, delayMinMs, delayMaxMs, reorder } = {
    ...now.usual,
    ...linkOptions(now, from, to),
  };
  return {
    dropPercent: String(dropPerMille / 10),
    duplicatePercent: String(duplicatePerMille / 10),
    delayMinMs: String(delayMinMs),
    delayMaxMs: String(delayMaxMs),
    keepsOrder: !reorder,
  };
}

const DELAY_MS_MAX = 60_000;

/** The options that differ from what is usual, or what is wrong with each field. */
export function readLinkDraft({ usual }: FaultsNow, draft: LinkDraft): ReadLink {
  const dropPerMille = wholeNumber(draft.dropPercent, 10, 1000);
  const duplicatePerMille = wholeNumber(draft.duplicatePercent, 10, 1000);
  const delayMinMs = wholeNumber(draft.delayMinMs, 1, DELAY_MS_MAX);
  const delayMaxMs = wholeNumber(draft.delayMaxMs, 1, DELAY_MS_MAX);
  if (dropPerMille === null || duplicatePerMille === null || delayMinMs === null || delayMaxMs === null) {
    return {
      ok: false,
      problems: {
        ...(dropPerMille === null ? { dropPercent: 'percent' } : {}),
        ...(duplicatePerMille === null ? { duplicatePercent: 'percent' } : {}),
        ...(delayMinMs === null ? { delayMinMs: 'milliseconds' } : {}),
        ...(delayMaxMs === null ? { delayMaxMs: 'milliseconds' } : {}),
      },
    };
  }
  if (delayMinMs > delayMaxMs) return { ok: false, problems: { delayMaxMs: 'order' } };
  const reorder = !draft.keepsOrder;
  return {
    ok: true,
    options: {
      ...(dropPerMille === usual.dropPerMille ? {} : { dropPerMille }),
      ...(duplicatePerMille === usual.duplicatePerMille ? {} : { duplicatePerMille }),
      ...(delayMinMs === usual.delayMinMs ? {} : { delayMinMs }),
      ...(delayMaxMs === usual.delayMaxMs ? {} : { delayMaxMs }),
      ...(reorder === usual.reorder ? {} : { reorder }),
    },
  };
}

/** `text` times `factor` when that is a whole number 0 .. max. */
function wholeNumber(text: string, factor: number, max: number): number | null {
  if (text.trim() === '') return null;
  const exact = Number(text) * factor;
  const value = Math.round(exact);
  return Math.abs(exact - value) < 1e-6 && value >= 0 && value <= max ? value : null;
}
