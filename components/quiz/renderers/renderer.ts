import type { Score } from '@/quiz/item-type';
import type { ItemRenderers, PublicItemOf } from '@/quiz/score';
import type { CodeLine } from '../types';

/** What every type's renderer is given: the item, what is given so far, and once it is told how that turned out. */
export interface RendererProps<Type extends keyof ItemRenderers> {
  readonly item: PublicItemOf<Type>;
  readonly response: unknown;
  readonly onResponse: (response: unknown) => void;
  /** Answered: it can be read and no longer changed. */
  readonly isLocked: boolean;
  /** Null before the answer is scored. */
  readonly score: Score | null;
  /** Null while the key is not told. */
  readonly solution: ItemRenderers[Type]['solution'] | null;
  /** Why it could not be sent. */
  readonly error: string | undefined;
  /** The item's code, highlighted; undefined where it has none. */
  readonly code: readonly CodeLine[] | undefined;
}
