import { isKeptPage } from '../lib/offline';

/** What is known of a request before it is made. */
export interface RequestFacts {
  readonly method: string;
  readonly url: string;
  readonly mode: string;
}

/**
 * How the worker answers a request.
 *
 * - `pass`: not at all, the browser does what it would do without a worker
 * - `asset`: from the cache, once fetched: the file's name changes with its content
 * - `page`: from the network, else as it was kept
 * - `document`: from the network, else with the offline page
 * - `personal`: from the network, else as the account's own cache has it
 * - `forget`: from the network, and the account's own cache is deleted: somebody signs in or out
 */
export type Strategy = 'pass' | 'asset' | 'page' | 'document' | 'personal' | 'forget';

/** Signing in counts too: the next account of this browser must not find what the last one left. */
const ACCOUNT_CHANGES = /^\/api\/auth\/(signout|signin\/|callback\/)/;

const PERSONAL = /^\/api\/me(\/|$)/;

/** The strategy for a request of the site at `origin`. */
export function strategyFor({ method, url, mode }: RequestFacts, origin: string): Strategy {
  const { origin: requested, pathname } = new URL(url);
  if (requested !== origin) return 'pass';
  if (method === 'POST') return ACCOUNT_CHANGES.test(pathname) ? 'forget' : 'pass';
  if (method !== 'GET') return 'pass';
  if (pathname.startsWith('/_next/static/')) return 'asset';
  if (PERSONAL.test(pathname)) return 'personal';
  if (mode !== 'navigate' || pathname.startsWith('/api/')) return 'pass';
  return isKeptPage(pathname) ? 'page' : 'document';
}
