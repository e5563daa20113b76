import { z } from 'zod';
import { shuffleFor, variantSeed } from '@/quiz/chance';
import type { LabDesk } from '@/quiz/lab-desk';
import { labDesk } from '@/quiz/labs';
import { type QuizItem, quizItem, type SittingItem } from '@/quiz/schema';
import { type BoundItem, bindItem, type PublicItem } from '@/quiz/score';
import { learnerKey } from './learner-key';

/** Items as a sitting keeps them: as they were when it began, generated ones with their seeds. */
const keptItems = z.array(
  z.union([z.strictObject({ item: quizItem, seed: z.int().min(0) }), z.strictObject({ item: quizItem })]),
);

/** What is stored for a sitting: its items, each generated one with the seed of a variant this learner has never had. */
export function keepItems(items: readonly QuizItem[], learnerId: string, variant: number): z.input<typeof keptItems> {
  const key = learnerKey(learnerId);
  return items.map((item) =>
    item.type === 'generated' ? { item, seed: variantSeed(key, item.id, variant) } : { item },
  );
}

/** The items of a stored sitting. Throws for what this code did not write. */
export function itemsOf(stored: unknown): readonly SittingItem[] {
  return keptItems.parse(stored).map((kept) => {
    const { item } = kept;
    if (item.type !== 'generated') return item;
    if (!('seed' in kept)) throw new Error(`generated item "${item.id}" was kept without its seed`);
    return { ...item, seed: kept.seed };
  });
}

/** Questions that are kept in memory: one answer asks for the same several times, and making one means running a lab. */
const MADE_MAX = 500;
const made = new Map<string, ReturnType<LabDesk['generate']>>();

const desk: LabDesk = {
  ...labDesk,
  generate(lab, generator, seed, difficulty) {
    const key = [lab, generator, seed, difficulty].join(' ');
    const known = made.get(key);
    if (known !== undefined) return known;
    const question = labDesk.generate(lab, generator, seed, difficulty);
    const [oldest] = made.keys();
    if (made.size >= MADE_MAX && oldest !== undefined) made.delete(oldest);
    made.set(key, question);
    return question;
  },
};

export function bound(item: SittingItem): BoundItem {
  return bindItem(item, desk);
}

/** What the browser is given of a sitting's items, in an order of options that is this sitting's own. */
export function publicItems(items: readonly SittingItem[], sittingId: string): readonly PublicItem[] {
  return items.map((item) => bound(item).toPublic(shuffleFor(sittingId, item.id)));
}
