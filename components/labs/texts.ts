import type { TextTree } from '@/lib/i18n/pick-texts';
import type { Locale } from '@/lib/i18n/routing';
import type { LabId } from '@/sim/catalog';
import type { LabCatalog } from './catalog';

/** Texts of the shell, which every lab needs: the namespace `lab`. */
export const shellTexts = {
  ko: () => import('../lab-shell/messages.ko.json'),
  en: () => import('../lab-shell/messages.en.json'),
};

type TextsOf<Load extends (() => Promise<unknown>) | undefined> = Load extends () => Promise<{
  readonly default: infer Texts;
}>
  ? Texts
  : never;

/** The namespaces that come with labs. */
export interface LabMessages {
  readonly lab: TextsOf<(typeof shellTexts)['en']>;
  readonly labs: { readonly [Id in LabId]: TextsOf<LabCatalog[Id]['texts']['en']> };
}

/** A lab's own texts, found by its folder: on the server the catalog of the views cannot be asked. */
export async function ownTexts(labId: LabId, locale: Locale): Promise<TextTree> {
  const texts: { readonly default: TextTree } = await import(`./${labId}/messages.${locale}.json`);
  return texts.default;
}

/** What a lab needs to be shown: the shell's texts and its own. */
export async function loadLabTexts(labId: LabId, locale: Locale): Promise<TextTree> {
  const [shell, own] = await Promise.all([shellTexts[locale](), ownTexts(labId, locale)]);
  return { lab: shell.default, labs: { [labId]: own } };
}
