import type { Placement } from '@/content/placement';
import { hashText } from '@/quiz/chance';
import type { BoundItem } from '@/quiz/score';
import { bindSeeded } from '@/server/attempt-items';

/** The items by id, with all that can be asked of them. Everybody gets the same variant of a generated one. */
export async function boundItems({ items }: Placement): Promise<ReadonlyMap<string, BoundItem>> {
  return new Map(
    await Promise.all(
      items.map(async (item) => [item.id, await bindSeeded(item, hashText(`placement ${item.id}`))] as const),
    ),
  );
}
