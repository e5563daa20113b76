import type { Locale } from './routing';

/** Keeps the language that a reader chose, until the browser is closed: `proxy.ts` asks for it where an address names none. */
export function rememberLocale(locale: Locale): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser.
  document.cookie = `NEXT_LOCALE=${locale};path=/;samesite=lax`;
}
