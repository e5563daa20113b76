import { type LabMessages, laterShellTexts, ownTexts, shellTexts } from '../components/labs/texts';
import type { Locale } from '../lib/i18n/routing';
import { isLabId, labs } from '../sim/catalog';
import type en from './en.json';

/** Every interface text: those in this folder, and those that live with the labs. */
export type Messages = typeof en & LabMessages;

// A text that English has and Korean lacks is a type error here, and so fails the build.
const siteTexts: Record<Locale, () => Promise<{ readonly default: typeof en }>> = {
  ko: () => import('./ko.json'),
  en: () => import('./en.json'),
};

/** Every interface text of a language. For the server and for tests: a page is sent only what it shows. */
export async function allMessages(locale: Locale): Promise<Messages> {
  const ofLabs = Object.keys(labs)
    .filter(isLabId)
    .map(async (id) => [id, await ownTexts(id, locale)]);
  const [site, shell, later, ...own] = await Promise.all([
    siteTexts[locale](),
    shellTexts[locale](),
    laterShellTexts[locale](),
    ...ofLabs,
  ]);
  const explore = { ...shell.default.explore, ...later.default.explore };
  return { ...site.default, lab: { ...shell.default, ...later.default, explore }, labs: Object.fromEntries(own) };
}
