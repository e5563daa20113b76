import type { PathId } from './paths';

/** What the placement quiz asks about. Each item's `objective` is one of these; texts are in `messages/`, below `placement.areas`. */
export const PLACEMENT_AREAS = [
  { id: 'asyncio', topics: ['01', '04'] },
  { id: 'celery', topics: ['04', '06'] },
  { id: 'models', topics: ['05', '06', '02'] },
  { id: 'messaging', topics: ['03'] },
  { id: 'distributed', topics: ['12', '07', '11'] },
] as const;

export type PlacementArea = (typeof PLACEMENT_AREAS)[number]['id'];

/** Points in one area. */
export interface AreaScore {
  readonly area: PlacementArea;
  readonly earned: number;
  readonly total: number;
}

/** How much of an area counts as knowing it. */
const KNOWN_SHARE = 0.6;

/** How an area stands: known, known in part, or new. */
export type AreaStatus = 'known' | 'partly' | 'new';

export function statusOfArea({ earned, total }: Pick<AreaScore, 'earned' | 'total'>): AreaStatus {
  if (total > 0 && earned / total >= KNOWN_SHARE) return 'known';
  return earned > 0 ? 'partly' : 'new';
}

/**
 * The path to begin with. The fast one leaves out the language and the protocol: it is for those who know asyncio and Celery. Who
 * knows all of it has no need of either and begins with distributed systems. Everybody else starts from the foundations.
 */
export function suggestedPath(scores: readonly AreaScore[]): PathId {
  const isKnown = (area: PlacementArea) => scores.some((each) => each.area === area && statusOfArea(each) === 'known');
  if (PLACEMENT_AREAS.every(({ id }) => isKnown(id))) return 'distributed-systems';
  return isKnown('asyncio') && isKnown('celery') ? 'fast' : 'foundations';
}
