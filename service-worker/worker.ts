import {
  isKeptPage,
  offlinePath,
  offlinePaths,
  PAGES_CACHE,
  PERSONAL_CACHE,
  playsLabs,
  type VisitedMessage,
} from '../lib/offline';
import { keep, kept, keptAtMs, trim } from './store';
import { strategyFor } from './strategy';

/** The build's id and the names of all files below `/_next/static/chunks/`: written in by scripts/setup.mjs. */
declare const BUILD_ID: string;
declare const CHUNKS: readonly string[];

interface WaitingEvent extends Event {
  waitUntil(work: Promise<unknown>): void;
}

interface FetchEvent extends WaitingEvent {
  readonly request: Request;
  readonly preloadResponse: Promise<Response | undefined>;
  respondWith(response: Promise<Response>): void;
}

/** The part of a service worker's global scope that is needed; the types of pages do not have it. */
interface WorkerScope {
  readonly location: { readonly origin: string };
  readonly registration: { readonly navigationPreload?: { enable(): Promise<void> } };
  readonly clients: { claim(): Promise<void> };
  addEventListener(type: 'install' | 'activate', listener: (event: WaitingEvent) => void): void;
  addEventListener(type: 'fetch', listener: (event: FetchEvent) => void): void;
  addEventListener(type: 'message', listener: (event: WaitingEvent & { readonly data: unknown }) => void): void;
}

const worker = self as unknown as WorkerScope;

const ASSETS = 'interleave-assets';
const PAGES = PAGES_CACHE + BUILD_ID;
const chunks = CHUNKS.map((name) => `/_next/static/chunks/${name}`);

const PAGES_LIMITS = { entries: 60, bytes: 16_000_000 };
// The code of all labs is some 420 files; their bytes are what counts.
const ASSETS_LIMITS = { entries: 2_000, bytes: 24_000_000 };
const PERSONAL_LIMITS = { entries: 40, bytes: 2_000_000 };

/** A network that takes longer than this is as good as none where a page is kept. */
const PATIENCE_MS = 4_000;
/** A page that was kept so short a while ago is not fetched again for being looked at. */
const FRESH_MS = 60_000;
const FETCHES_AT_ONCE = 4;

worker.addEventListener('install', (event) => event.waitUntil(install()));
worker.addEventListener('activate', (event) => event.waitUntil(activate()));

worker.addEventListener('fetch', (event) => {
  const strategy = strategyFor(event.request, worker.location.origin);
  if (strategy !== 'pass') event.respondWith(answers[strategy](event));
});

worker.addEventListener('message', (event) => {
  const message = event.data as VisitedMessage;
  if (message.type === 'visited') event.waitUntil(noteVisit(message));
});

/**
 * Gets this build's pages ready while the last build's worker still serves what is open: the offline pages, and anew all that
 * was kept so far. It takes over once no page of the last build is open, so none of them loses its files.
 */
async function install(): Promise<void> {
  await Promise.all(offlinePaths.map(keepPage));
  const paths = new Set<string>();
  for (const name of await otherPageCaches()) for (const path of await keptPaths(name)) paths.add(path);
  await eachOf([...paths], keepPage);
  if ([...paths].some(playsLabs)) await keepAssets(chunks);
}

async function activate(): Promise<void> {
  await worker.registration.navigationPreload?.enable();
  for (const name of await otherPageCaches()) {
    await takeOver(name);
    await caches.delete(name);
  }
  const assets = await caches.open(ASSETS);
  for (const { url } of await assets.keys()) {
    const { pathname } = new URL(url);
    if (pathname.startsWith('/_next/static/chunks/') && !chunks.includes(pathname)) await assets.delete(url);
  }
  await worker.clients.claim();
}

/** Pages that the last worker kept after this one was installed came from this build already. */
async function takeOver(name: string): Promise<void> {
  for (const path of await keptPaths(name)) {
    const theirs = await kept(name, path);
    if (theirs && keptAtMs(theirs) > keptAtMs(await kept(PAGES, path))) await keep(PAGES, path, theirs);
  }
}

async function otherPageCaches(): Promise<string[]> {
  return (await caches.keys()).filter((name) => name.startsWith(PAGES_CACHE) && name !== PAGES);
}

async function keptPaths(name: string): Promise<string[]> {
  return (await (await caches.open(name)).keys()).map(({ url }) => new URL(url).pathname);
}

async function noteVisit({ path, assets }: VisitedMessage): Promise<void> {
  if (isKeptPage(path) && Date.now() - keptAtMs(await kept(PAGES, path)) > FRESH_MS) await keepPage(path);
  const own = assets.map((address) => new URL(address, worker.location.origin));
  await keepAssets(
    own
      .filter(({ origin, pathname }) => origin === worker.location.origin && pathname.startsWith('/_next/static/'))
      .map(({ pathname }) => pathname),
  );
  // All labs' code is about a megabyte on the way here.
  const { connection } = navigator as { readonly connection?: { readonly saveData?: boolean } };
  // The first page of a visit asks for these before there is a worker to keep them.
  await eachOf(
    own.filter(
      ({ href }) => strategyFor({ method: 'GET', url: href, mode: 'cors' }, worker.location.origin) === 'personal',
    ),
    async ({ pathname, search }) => {
      if (!(await kept(PERSONAL_CACHE, pathname + search))) await fetchPersonal(pathname + search);
    },
  );
  if (playsLabs(path) && connection?.saveData !== true) await keepAssets(chunks);
  await trim(PAGES, PAGES_LIMITS);
  await trim(ASSETS, ASSETS_LIMITS);
}

/** Keeps a page as nobody in particular gets it, so that nothing of an account lies among the pages, and the files it names. */
async function keepPage(path: string): Promise<void> {
  const response = await fetch(path, { credentials: 'omit', cache: 'no-cache' });
  if (!response.ok || response.redirected || !response.headers.get('content-type')?.startsWith('text/html')) return;
  const html = await response.clone().text();
  await keep(PAGES, path, response);
  await keepAssets(html.match(/\/_next\/static\/[\w./~-]+\.(?:js|css|woff2)/g) ?? []);
}

async function keepAssets(addresses: readonly string[]): Promise<void> {
  const cache = await caches.open(ASSETS);
  await eachOf([...new Set(addresses)], async (address) => {
    if (await cache.match(address, { ignoreVary: true })) return;
    const response = await fetch(address, { credentials: 'omit', priority: 'low' });
    if (response.ok) await keep(ASSETS, address, response);
  });
}

/** Does `work` for each item, some at once. One that fails is left out: it is tried again on the next visit. */
async function eachOf<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
  const queue = [...items];
  const takeTurns = async () => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item).catch(() => undefined);
  };
  await Promise.all(Array.from({ length: FETCHES_AT_ONCE }, takeTurns));
}

const answers = {
  async asset(event: FetchEvent): Promise<Response> {
    const { pathname } = new URL(event.request.url);
    const found = await kept(ASSETS, pathname);
    if (found) return found;
    const response = await fetch(event.request);
    if (response.ok) event.waitUntil(keep(ASSETS, pathname, response.clone()).catch(() => undefined));
    return response;
  },

  async page(event: FetchEvent): Promise<Response> {
    const found = await kept(PAGES, new URL(event.request.url).pathname);
    const response = await patiently(fromNetwork(event), found ? PATIENCE_MS : null);
    // Behind a proxy a server that is down answers all the same.
    if (response && (!found || response.status < 502 || response.status > 504)) return response;
    return found ?? offlinePage(event);
  },

  async document(event: FetchEvent): Promise<Response> {
    return (await patiently(fromNetwork(event), null)) ?? offlinePage(event);
  },

  async personal(event: FetchEvent): Promise<Response> {
    const { pathname, search } = new URL(event.request.url);
    const address = pathname + search;
    const era = personalEra;
    const response = await patiently(fetch(event.request), PATIENCE_MS);
    if (!response) return (await kept(PERSONAL_CACHE, address)) ?? Response.error();
    event.waitUntil(keepPersonal(address, response.clone(), era).catch(() => undefined));
    return response;
  },

  async forget(event: FetchEvent): Promise<Response> {
    try {
      return await fetch(event.request);
    } finally {
      personalEra += 1;
      await caches.delete(PERSONAL_CACHE);
    }
  },
};

async function fetchPersonal(address: string): Promise<void> {
  const era = personalEra;
  await keepPersonal(address, await fetch(address, { cache: 'no-store' }), era);
}

/** An answer that was on its way while somebody signed in or out, in another `era`, is not kept. */
async function keepPersonal(address: string, response: Response, era: number): Promise<void> {
  if (!response.ok || era !== personalEra) return;
  // Nobody is signed in: the session has ended, here or elsewhere.
  if ((await response.clone().text()) === 'null') await caches.delete(PERSONAL_CACHE);
  await keep(PERSONAL_CACHE, address, response);
  await trim(PERSONAL_CACHE, PERSONAL_LIMITS);
}

/** Grows whenever the account may have changed. */
let personalEra = 0;

async function fromNetwork(event: FetchEvent): Promise<Response> {
  return (await event.preloadResponse) ?? fetch(event.request);
}

/** The response; null when there is no network, or none within `patienceMs`. */
async function patiently(response: Promise<Response>, patienceMs: number | null): Promise<Response | null> {
  const answer = response.catch(() => null);
  if (patienceMs === null) return answer;
  return Promise.race([answer, new Promise<null>((resolve) => setTimeout(resolve, patienceMs, null))]);
}

async function offlinePage(event: FetchEvent): Promise<Response> {
  const { pathname } = new URL(event.request.url);
  // The address without a language leads to one of the two home pages.
  const home = pathname === '/' ? ((await kept(PAGES, '/ko')) ?? (await kept(PAGES, '/en'))) : undefined;
  return home ?? (await kept(PAGES, offlinePath(pathname))) ?? Response.error();
}
