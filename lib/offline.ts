/** What the pages and the service worker have to agree on. */

/** Kept pages lie in one cache per build, named by this and the build's id. */
export const PAGES_CACHE = 'interleave-pages-';

/** Answers about the signed-in account, kept so that the pages know their reader without a network. Deleted on sign-out. */
export const PERSONAL_CACHE = 'interleave-personal';

/** Sent to the worker when a page is looked at: it keeps the page and what the page has loaded. */
export interface VisitedMessage {
  readonly type: 'visited';
  readonly path: string;
  /** Addresses of files that the page has loaded. */
  readonly assets: readonly string[];
}

const LOCALES = ['ko', 'en'] as const;

/** The page that stands in for one that was never visited, in the language of the address. */
export function offlinePath(path: string): string {
  return `/${LOCALES.find((locale) => path === `/${locale}` || path.startsWith(`/${locale}/`)) ?? LOCALES[0]}/offline`;
}

export const offlinePaths: readonly string[] = LOCALES.map((locale) => `/${locale}/offline`);

/** Pages that are the same for everyone and worth having without a network. */
const KEPT_PAGE =
  /^\/(ko|en)(\/(topics(\/[^/]+(\/lesson(\/[^/]+)?)?)?|labs(\/[^/]+(\/experiment)?)?|paths\/[^/]+|cases|offline))?$/;

/** Whether a page is kept once it was visited. `path` comes without query or hash. */
export function isKeptPage(path: string): boolean {
  return KEPT_PAGE.test(path);
}

/** Whether a page plays labs, whose code is loaded bit by bit: all of it is kept with the page. */
export function playsLabs(path: string): boolean {
  return /^\/(ko|en)\/(topics\/[^/]+\/lesson\/[^/]+|labs\/[^/]+)$/.test(path);
}
