import { mergeTexts, type TextTree } from '@/lib/i18n/pick-texts';
import type { Locale } from '@/lib/i18n/routing';
import type { LabId } from '@/sim/catalog';
import type { LabCatalog } from './catalog';

/** Texts of the shell, which every lab needs: the namespace `lab`. */
export const shellTexts = {
  ko: () => import('../lab-shell/messages.ko.json'),
  en: () => import('../lab-shell/messages.en.json'),
};

/** What its panels say that are opened later: in the same namespace. */
export const laterShellTexts = {
  ko: () => import('../lab-shell/later-messages.ko.json'),
  en: () => import('../lab-shell/later-messages.en.json'),
};

/** What labs say that their opening views do not: fetched once a part that says it is opened. In the same namespaces. */
const laterTexts = {
  raft: { ko: () => import('./raft/later-messages.ko.json'), en: () => import('./raft/later-messages.en.json') },
  amqp: { ko: () => import('./amqp/later-messages.ko.json'), en: () => import('./amqp/later-messages.en.json') },
  'redis-streams': {
    ko: () => import('./redis-streams/later-messages.ko.json'),
    en: () => import('./redis-streams/later-messages.en.json'),
  },
};

type TextsOf<Load extends (() => Promise<unknown>) | undefined> = Load extends () => Promise<{
  readonly default: infer Texts;
}>
  ? Texts
  : never;

/** The namespaces that come with labs. */
export interface LabMessages {
  readonly lab: TextsOf<(typeof shellTexts)['en']> & TextsOf<(typeof laterShellTexts)['en']>;
  readonly labs: {
    readonly [Id in LabId]: TextsOf<LabCatalog[Id]['texts']['en']> &
      (Id extends keyof typeof laterTexts ? TextsOf<(typeof laterTexts)[Id]['en']> : unknown);
  };
}

type LoadTexts = (labId: LabId, locale: Locale) => Promise<TextTree>;

/** A lab's texts for its opening view, found by its folder: on the server the catalog of the views cannot be asked. */
const loadOpeningTexts: LoadTexts = async (labId, locale) => {
  const texts: { readonly default: TextTree } = await import(`./${labId}/messages.${locale}.json`);
  return texts.default;
};

/** The rest of the shell's texts and of a lab's, in their namespaces. */
export const loadLaterTexts: LoadTexts = async (labId, locale) => {
  const loaders: Partial<Record<LabId, Record<Locale, () => Promise<{ readonly default: TextTree }>>>> = laterTexts;
  const [shell, own] = await Promise.all([laterShellTexts[locale](), loaders[labId]?.[locale]()]);
  return { lab: shell.default, labs: { [labId]: own?.default ?? {} } };
};

/** All of a lab's own texts. */
export async function ownTexts(labId: LabId, locale: Locale): Promise<TextTree> {
  const [opening, later] = await Promise.all([loadOpeningTexts(labId, locale), loadLaterTexts(labId, locale)]);
  return { ...opening, ...Object(Object(later.labs)[labId]) };
}

/** What a lab needs to be shown as it opens: the shell's texts and its own, without those that `loadLaterTexts` brings. */
export const loadShownTexts: LoadTexts = async (labId, locale) => {
  const [shell, own] = await Promise.all([shellTexts[locale](), loadOpeningTexts(labId, locale)]);
  return { lab: shell.default, labs: { [labId]: own } };
};

/** Everything that a lab says. */
export const loadLabTexts: LoadTexts = async (labId, locale) => {
  const [shown, later] = await Promise.all([loadShownTexts(labId, locale), loadLaterTexts(labId, locale)]);
  return mergeTexts(shown, later);
};
