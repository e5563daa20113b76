import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

const origin = 'https://site.test';
const address = (input: unknown) =>
  new URL(typeof input === 'object' && input !== null && 'url' in input ? String(input.url) : String(input), origin)
    .href;

/** The part of a browser's cache that the worker uses. */
class FakeCache {
  readonly items = new Map<string, Response>();
  match = async (input: unknown) => this.items.get(address(input))?.clone();
  put = async (input: unknown, response: Response) => void this.items.set(address(input), response);
  delete = async (input: unknown) => this.items.delete(address(input));
  keys = async () => [...this.items.keys()].map((url) => ({ url }));
}

class FakeCaches {
  readonly caches = new Map<string, FakeCache>();
  open = async (name: string) => {
    const cache = this.caches.get(name) ?? new FakeCache();
    this.caches.set(name, cache);
    return cache;
  };
  delete = async (name: string) => this.caches.delete(name);
  keys = async () => [...this.caches.keys()];
  /** Paths by cache. */
  contents = () =>
    Object.fromEntries(
      [...this.caches].map(([name, { items }]) => [
        name,
        [...items.keys()].map((url) => url.slice(origin.length)).sort(),
      ]),
    );
}

/** A site that answers with pages naming their build's script; `down` takes its network away. */
class Site {
  down = false;
  status = 200;
  account = 'Kim';
  readonly requests: { readonly path: string; readonly credentials: RequestCredentials | undefined }[] = [];
  constructor(public build: string) {}
  fetch = async (input: unknown, init?: RequestInit): Promise<Response> => {
    if (this.down) throw new TypeError('Failed to fetch');
    const { pathname } = new URL(address(input));
    this.requests.push({ path: pathname, credentials: init?.credentials });
    if (pathname.startsWith('/_next/')) return new Response(`script ${pathname}`);
    if (pathname.startsWith('/api/')) return new Response(this.account);
    const html = `${this.build} ${pathname} <script src="/_next/static/chunks/${this.build}.js"></script>`;
    return new Response(html, { status: this.status, headers: { 'content-type': 'text/html; charset=utf-8' } });
  };
}

type Listener = (event: Record<string, unknown>) => void;

let caches: FakeCaches;
let site: Site;

/** Starts a worker of a build, as the browser does when it finds another sw.js. */
async function startWorker(build: string, chunks: readonly string[] = [`${build}.js`, 'lab.js']) {
  const listeners = new Map<string, Listener>();
  vi.resetModules();
  vi.stubGlobal('BUILD_ID', build);
  vi.stubGlobal('CHUNKS', chunks);
  vi.stubGlobal('self', {
    location: { origin },
    registration: {},
    clients: { claim: async () => undefined },
    addEventListener: (type: string, listener: Listener) => listeners.set(type, listener),
  });
  await import('./worker');
  const send = async (type: string, event: Record<string, unknown> = {}) => {
    const work: unknown[] = [];
    let response: Promise<Response> | undefined;
    listeners.get(type)?.({
      ...event,
      waitUntil: (each: unknown) => work.push(each),
      respondWith: (answer: Promise<Response>) => {
        response = answer;
      },
    });
    const answer = await response;
    await Promise.all(work);
    return answer;
  };
  const request = (path: string, { method = 'GET', mode = 'cors' } = {}) =>
    send('fetch', { request: { url: origin + path, method, mode }, preloadResponse: Promise.resolve(undefined) });
  return {
    install: () => send('install'),
    activate: () => send('activate'),
    visit: (path: string, assets: string[] = []) => send('message', { data: { type: 'visited', path, assets } }),
    open: async (path: string) => (await request(path, { mode: 'navigate' }))?.text(),
    get: async (path: string) => (await request(path))?.text(),
    post: (path: string) => request(path, { method: 'POST' }),
  };
}

async function runningWorker(build: string) {
  const worker = await startWorker(build);
  await worker.install();
  await worker.activate();
  return worker;
}

beforeEach(() => {
  caches = new FakeCaches();
  site = new Site('one');
  vi.stubGlobal('caches', caches);
  vi.stubGlobal('navigator', {});
  vi.stubGlobal('fetch', (input: unknown, init?: RequestInit) => site.fetch(input, init));
});

afterEach(() => vi.unstubAllGlobals());

describe('the service worker', () => {
  it('has the offline pages from the start', async () => {
    const worker = await runningWorker('one');
    site.down = true;
    expect(await worker.open('/en/progress')).toContain('/en/offline');
    expect(await worker.open('/ko/labs/raft')).toContain('/ko/offline');
  });

  it('gives a visited page without a network, and the labs’ code with a lesson', async () => {
    const worker = await runningWorker('one');
    await worker.visit('/ko/topics/a/lesson/b', [
      `${origin}/_next/static/media/f.woff2`,
      'https://elsewhere.test/x.js',
    ]);
    expect(caches.contents()['interleave-assets']).toEqual([
      '/_next/static/chunks/lab.js',
      '/_next/static/chunks/one.js',
      '/_next/static/media/f.woff2',
    ]);
    site.down = true;
    expect(await worker.open('/ko/topics/a/lesson/b?x=1')).toContain('one /ko/topics/a/lesson/b');
    expect(await worker.get('/_next/static/chunks/lab.js')).toContain('script');
  });

  it('keeps pages as nobody in particular gets them, and no page that is somebody’s', async () => {
    const worker = await runningWorker('one');
    site.requests.length = 0;
    await worker.visit('/en/labs/raft');
    await worker.visit('/en/progress');
    expect(site.requests.find(({ path }) => path === '/en/labs/raft')?.credentials).toBe('omit');
    expect(caches.contents()['interleave-pages-one']).toEqual(['/en/labs/raft', '/en/offline', '/ko/offline']);
  });

  it('prefers the network, and what is kept to a server that is down', async () => {
    const worker = await runningWorker('one');
    await worker.visit('/en');
    site.build = 'two';
    expect(await worker.open('/en')).toContain('two /en');
    site.status = 503;
    expect(await worker.open('/en')).toContain('one /en');
    site.status = 404;
    expect(await worker.open('/en')).toContain('two /en');
  });

  it('gets the next build’s pages ready while this one’s are open, and deletes the old ones when it takes over', async () => {
    const first = await runningWorker('one');
    await first.visit('/ko/labs/raft');
    site.build = 'two';
    const second = await startWorker('two');
    await second.install();
    expect(caches.contents()).toMatchObject({
      'interleave-pages-one': ['/en/offline', '/ko/labs/raft', '/ko/offline'],
      'interleave-pages-two': ['/en/offline', '/ko/labs/raft', '/ko/offline'],
    });
    // A page of the first build that is still open finds its script, and a visit meanwhile is kept.
    site.down = true;
    expect(await first.get('/_next/static/chunks/one.js')).toContain('script');
    site.down = false;
    await first.visit('/ko/topics');
    await second.activate();
    expect(caches.contents()).toEqual({
      'interleave-pages-two': ['/en/offline', '/ko/labs/raft', '/ko/offline', '/ko/topics'],
      'interleave-assets': ['/_next/static/chunks/lab.js', '/_next/static/chunks/two.js'],
    });
    site.down = true;
    expect(await second.open('/ko/labs/raft')).toContain('two /ko/labs/raft');
  });

  it('knows the account without a network, until somebody signs in or out', async () => {
    const worker = await runningWorker('one');
    expect(await worker.get('/api/me')).toBe('Kim');
    site.down = true;
    expect(await worker.get('/api/me')).toBe('Kim');
    site.down = false;
    await worker.post('/api/auth/signout');
    expect(caches.contents()).not.toHaveProperty('interleave-personal');
  });

  it('fetches what the first page had asked for about the account before there was a worker', async () => {
    const worker = await runningWorker('one');
    await worker.visit('/en', [`${origin}/api/me`, `${origin}/api/me/course?locale=en`, `${origin}/api/health`]);
    expect(caches.contents()['interleave-personal']).toEqual(['/api/me', '/api/me/course?locale=en']);
  });

  it('forgets what it knows of the account when nobody is signed in any longer', async () => {
    const worker = await runningWorker('one');
    await worker.get('/api/me/topics/a');
    await worker.get('/api/me');
    site.account = 'null';
    await worker.get('/api/me');
    expect(caches.contents()['interleave-personal']).toEqual(['/api/me']);
    site.down = true;
    expect(await worker.get('/api/me')).toBe('null');
  });

  it('does not keep an answer about the account that was on its way while somebody signed out', async () => {
    const worker = await runningWorker('one');
    let arrive: (response: Response) => void = () => undefined;
    const answered = site.fetch;
    site.fetch = async (input) =>
      address(input).endsWith('/api/me') ? new Promise<Response>((resolve) => (arrive = resolve)) : answered(input);
    const asked = worker.get('/api/me');
    await worker.post('/api/auth/signout');
    arrive(new Response('Kim'));
    expect(await asked).toBe('Kim');
    expect(caches.contents()).not.toHaveProperty('interleave-personal');
  });
});
