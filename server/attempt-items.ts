import * as z from 'zod';
import { attemptSeed, SHARED_VARIANTS, sharedSeed, shuffleFor, variantSeed } from '@/quiz/chance';
import type { LabDesk } from '@/quiz/lab-desk';
import { labDesk } from '@/quiz/labs';
import type { AttemptItem, QuizItem } from '@/quiz/schema';
import { type BoundItem, bindItem, type PublicItem } from '@/quiz/score';
import type { Db } from './db/open';
import { hashOf, loadVersions } from './item-versions';
import { learnerKey, siteKey } from './learner-key';
import { runLab } from './replay';
import { serving } from './serving';

/** An item, or an answer to it, that this code can no longer make anything of: its lab may have lost the generator since. */
export class ItemGoneError extends Error {
  override readonly name = 'ItemGoneError';
}

/** Items as an attempt keeps them: by the hash of the version that it began with, a generated one with its seed. */
const keptItems = z.array(
  z.strictObject({
    id: z.string(),
    hash: z.string(),
    seed: z.int().min(0).optional(),
    /** Of an item that asks for a lab's prediction: lab/prediction. */
    prediction: z.string().optional(),
  }),
);
export type KeptItem = z.infer<typeof keptItems>[number];

/** What is stored for a learner's nth attempt: its items, each generated one with the seed of a variant this learner has never had. */
export function keepItems(items: readonly QuizItem[], learnerId: string, n: number): KeptItem[] {
  const [all, own] = [siteKey(), learnerKey(learnerId)];
  return items.map((item) => ({
    id: item.id,
    hash: hashOf(item),
    ...(item.type === 'generated' ? { seed: attemptSeed(all, own, item.id, n) } : {}),
    ...(item.type === 'predict-then-run' ? { prediction: predictionOf(item) } : {}),
  }));
}

/** How a prediction is named in what an attempt keeps. */
export function predictionOf({ lab, prediction }: { readonly lab: string; readonly prediction: string }): string {
  return `${lab}/${prediction}`;
}

/** The list that an attempt keeps. Throws for what this code did not write. */
export function keptItemsOf(stored: unknown): readonly KeptItem[] {
  return keptItems.parse(stored);
}

/**
 * Kept items with all that can be asked of them, in their order.
 *
 * @throws ItemGoneError when one can no longer be made
 */
export async function bindKept(db: Db, kept: readonly KeptItem[]): Promise<readonly BoundAttemptItem[]> {
  const versions = await loadVersions(
    db,
    kept.map(({ hash }) => hash),
  );
  return Promise.all(
    kept.map(async ({ hash, seed }) => {
      const item = withSeed(versions.get(hash), seed);
      return { item, bound: await bound(item, hash) };
    }),
  );
}

export interface BoundAttemptItem {
  readonly item: AttemptItem;
  readonly bound: BoundItem;
}

function withSeed(item: QuizItem | undefined, seed: number | undefined): AttemptItem {
  if (item === undefined) throw new ItemGoneError('it is not stored, or not as this code reads it');
  if (item.type !== 'generated') return item;
  if (seed === undefined) throw new ItemGoneError(`generated item "${item.id}" was kept without its seed`);
  return { ...item, seed };
}

/** An item as it is now, for everybody: `seed` makes a generated one. */
export function bindSeeded(item: QuizItem, seed: number): Promise<BoundItem> {
  return bound(withSeed(item, seed), hashOf(item));
}

/** An item as it is now, for a learner's own variant of that number: an odd one, which no attempt has. */
export async function bindVariant(item: QuizItem, learnerId: string, variant: number): Promise<BoundItem> {
  const seed = item.type === 'generated' ? variantSeed(learnerKey(learnerId), item.id, variant) : undefined;
  return bound(withSeed(item, seed), hashOf(item));
}

/** How many items are kept ready, those that were asked for last: making one may mean running a lab. About 15 KB each. */
const READY_MAX = 3_000;
const ready = new Map<string, Promise<BoundItem>>();

function bound(item: AttemptItem, hash: string): Promise<BoundItem> {
  const key = item.type === 'generated' ? `${hash} ${item.seed}` : hash;
  const known = ready.get(key);
  if (known !== undefined) {
    ready.delete(key);
    ready.set(key, known);
    return known;
  }
  const made = deskFor(item).then((desk) => bindItem(item, desk));
  const [oldest] = ready.keys();
  if (ready.size >= READY_MAX && oldest !== undefined) ready.delete(oldest);
  ready.set(key, made);
  // A run that failed is tried again the next time.
  made.catch(() => ready.delete(key));
  return made;
}

/** How long a server rests between two variants that it makes ready, so that they take no more than a part of its time. */
const WARMING_REST_MS = 20;
const warmed = new Set<string>();
const warming: (() => Promise<unknown>)[] = [];
let isWarming = false;

/** Has the variants of these items that attempts share made ready, one after the other, while this process serves; once for each item. */
export function warmVariants(items: readonly QuizItem[]): void {
  if (serving() === undefined) return;
  for (const item of items) {
    const hash = hashOf(item);
    if (item.type !== 'generated' || warmed.has(hash)) continue;
    warmed.add(hash);
    for (let number = 0; number < SHARED_VARIANTS; number += 1) {
      warming.push(() => bound({ ...item, seed: sharedSeed(siteKey(), item.id, number) }, hash));
    }
  }
  if (!isWarming) void warm();
}

async function warm(): Promise<void> {
  isWarming = true;
  for (let next = warming.shift(); next !== undefined; next = warming.shift()) {
    // One that cannot be made is told of when it is asked for.
    await next().catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, WARMING_REST_MS).unref());
  }
  isWarming = false;
}

/** What the labs have to say about one item: the only place where an item has a simulator run. */
async function deskFor(item: AttemptItem): Promise<LabDesk> {
  if (item.type === 'generated') {
    const { lab, generator, seed, difficulty, revision = 1 } = item;
    const question = await runLab(null, 'generate', lab, generator, seed, difficulty, revision);
    if (question === null) throw new ItemGoneError(`lab "${item.lab}" has no generator "${item.generator}"`);
    return { ...labDesk, generate: () => question };
  }
  if (item.type === 'predict-then-run') {
    const option = await runLab(null, 'predict', item.lab, item.prediction);
    return { ...labDesk, predict: () => option };
  }
  if (item.type === 'choose-a-configuration') {
    const { lab, scenario, change: shared, options } = item;
    const runs = await Promise.all(
      options.map(({ change }) => runLab(null, 'configure', lab, scenario, { ...shared, ...change })),
    );
    const places = new Map(options.map(({ change }, index) => [JSON.stringify({ ...shared, ...change }), runs[index]]));
    return { ...labDesk, configure: (_lab, _scenario, change) => places.get(JSON.stringify(change)) ?? null };
  }
  return labDesk;
}

/** What the browser is given of an attempt's items, in an order of options that is this attempt's own. */
export function publicItems(items: readonly BoundAttemptItem[], attemptId: string): readonly PublicItem[] {
  return items.map(({ item, bound }) => bound.toPublic(shuffleFor(attemptId, item.id)));
}
