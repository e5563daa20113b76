/** A header of Next's answer to a Server Action that its build does not have. */
const ACTION_NOT_FOUND = 'x-nextjs-action-not-found';

/** The part of `window` that is needed. */
export interface WatchedWindow {
  fetch: typeof fetch;
  addEventListener(type: 'error', listener: (event: Event) => void, capture: boolean): void;
  removeEventListener(type: 'error', listener: (event: Event) => void, capture: boolean): void;
}

/**
 * Calls `onNewVersion` when the server turns out to run another build than the one this page came from: it does not know a
 * Server Action of the page's, or no longer has a file of its. Returns what ends the watch.
 *
 * @param buildId of the build that made the page; empty where builds have no name, then missing files say nothing
 */
export function watchForNewVersion(page: WatchedWindow, buildId: string, onNewVersion: () => void): () => void {
  const { fetch } = page;
  // Actions are called from many places, and some take a failure for no connection: here all of them pass.
  const watchedFetch: typeof fetch = async (...request) => {
    const response = await fetch.apply(page, request);
    if (response.headers.get(ACTION_NOT_FOUND) === '1') onNewVersion();
    return response;
  };
  page.fetch = watchedFetch;

  // Errors of scripts and style sheets do not bubble: they are heard on their way down.
  const onError = async ({ target }: Event) => {
    const address = target === null ? null : addressOf(target);
    if (!address?.includes('/_next/static/') || buildId === '') return;
    // A file may also be missing because the network is. Each build has this one under its own name.
    const check = fetch.call(page, `/_next/static/${buildId}/_buildManifest.js`, { method: 'HEAD', cache: 'no-store' });
    const response = await check.catch(() => null);
    if (response?.status === 404) onNewVersion();
  };
  page.addEventListener('error', onError, true);

  return () => {
    if (page.fetch === watchedFetch) page.fetch = fetch;
    page.removeEventListener('error', onError, true);
  };
}

function addressOf(target: object): string | null {
  if ('src' in target && typeof target.src === 'string') return target.src;
  if ('href' in target && typeof target.href === 'string') return target.href;
  return null;
}
