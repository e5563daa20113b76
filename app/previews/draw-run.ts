import type { Locale } from '@/lib/i18n/routing';
import type { LabId } from '@/sim/catalog';
import { drawCard } from './card';
import { runCard } from './run-card';

/** The picture of what a lab's address leads to, as PNG; null where its query leads to nothing. */
export async function drawRun(labId: LabId, locale: Locale, query: string): Promise<Uint8Array | null> {
  const card = await runCard(labId, locale, query);
  return card === null ? null : drawCard(card);
}
