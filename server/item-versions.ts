import { createHash } from 'node:crypto';
import { type QuizItem, quizItem } from '@/quiz/schema';
import type { Db } from './db/open';

const hashes = new WeakMap<QuizItem, string>();

/** An item's name for good: the same for the same content, SHA-256 in hex of its JSON text. */
export function hashOf(item: QuizItem): string {
  const known = hashes.get(item);
  if (known !== undefined) return known;
  const hash = createHash('sha256').update(JSON.stringify(item)).digest('hex');
  hashes.set(item, hash);
  return hash;
}

/** Stores those of the items that are not stored yet, each once. */
export async function storeVersions(db: Db, items: readonly QuizItem[]): Promise<void> {
  const wanted = new Map(items.map((item) => [hashOf(item), item]));
  const stored = await db.$queryRaw<{ hash: string }[]>`
    SELECT hash FROM item_versions WHERE hash = ANY(${[...wanted.keys()]}::text[])`;
  for (const { hash } of stored) wanted.delete(hash);
  if (wanted.size === 0) return;
  await db.itemVersion.createMany({
    data: [...wanted].map(([hash, item]) => ({ hash, item })),
    skipDuplicates: true,
  });
}

/** How many items are kept in memory: several times what all topics have. When there are more, all are read anew. */
const LOADED_MAX = 5_000;
/** What a hash names never changes: read and checked once per process. */
const loaded = new Map<string, QuizItem>();

/** Items by their hashes. Left out are those that are not stored, or not as this code can read them. */
export async function loadVersions(db: Db, wanted: readonly string[]): Promise<ReadonlyMap<string, QuizItem>> {
  const missing = wanted.filter((hash) => !loaded.has(hash));
  if (missing.length > 0) {
    if (loaded.size + missing.length > LOADED_MAX) loaded.clear();
    const rows = await db.itemVersion.findMany({ where: { hash: { in: missing } } });
    for (const { hash, item } of rows) {
      const read = quizItem.safeParse(item);
      if (read.success) loaded.set(hash, read.data);
    }
  }
  return loaded;
}
