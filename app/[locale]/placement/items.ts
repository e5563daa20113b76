import type { Placement } from '@/content/placement';
import { hashText } from '@/quiz/chance';
import { labDesk } from '@/quiz/labs';
import { type BoundItem, bindItem } from '@/quiz/score';

/** The items by id, with all that can be asked of them. Everybody gets the same variant of a generated one. */
export function boundItems({ items }: Placement): ReadonlyMap<string, BoundItem> {
  return new Map(
    items.map((item) => {
      const sitting = item.type === 'generated' ? { ...item, seed: hashText(`placement ${item.id}`) } : item;
      return [item.id, bindItem(sitting, labDesk)];
    }),
  );
}
