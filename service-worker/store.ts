import { type Limits, overflow } from './limits';

const BYTES = 'x-kept-bytes';
const AT = 'x-kept-at';

/** Keeps a whole response under an address, with its size in bytes and the time. */
export async function keep(cacheName: string, address: string, response: Response): Promise<void> {
  const body = await response.arrayBuffer();
  const headers = new Headers(response.headers);
  // The body is kept decoded.
  headers.delete('content-encoding');
  headers.delete('content-length');
  headers.set(BYTES, String(body.byteLength));
  headers.set(AT, String(Date.now()));
  const cache = await caches.open(cacheName);
  await cache.put(address, new Response(body, { status: response.status, headers }));
}

/** What is kept under an address, whatever headers it was asked for with. */
export async function kept(cacheName: string, address: string): Promise<Response | undefined> {
  return (await caches.open(cacheName)).match(address, { ignoreVary: true });
}

/** When something was kept, in milliseconds since the epoch. */
export function keptAtMs(response: Response | undefined): number {
  return Number(response?.headers.get(AT) ?? 0);
}

/** Deletes what is too much, the oldest first. */
export async function trim(cacheName: string, limits: Limits): Promise<void> {
  const cache = await caches.open(cacheName);
  const entries = await Promise.all(
    (await cache.keys()).map(async ({ url }) => {
      const response = await cache.match(url, { ignoreVary: true });
      return { url, bytes: Number(response?.headers.get(BYTES) ?? 0), keptAtMs: keptAtMs(response) };
    }),
  );
  await Promise.all(overflow(entries, limits).map((url) => cache.delete(url)));
}
