import { OPENID } from './openid';

/** Longest body that the sign-in routes read: an address and a password, many times over. */
export const AUTH_BODY_MAX_BYTES = 64 * 1024;

type Routes = Readonly<Record<string, readonly string[]>>;

/** What the app uses of next-auth's routes, by method; its own pages, its log and its other providers are not served. */
const ROUTES: Routes = {
  GET: ['csrf', 'providers', 'session'],
  POST: ['callback/credentials', 'signout'],
};

/** The same where an OpenID Connect provider is set up. */
const WITH_OPENID: Routes = {
  GET: [...(ROUTES.GET ?? []), `callback/${OPENID}`],
  POST: [...(ROUTES.POST ?? []), `signin/${OPENID}`],
};

/** A refusal's status, or the body that was read, as text. */
export type AuthRequestCheck = { readonly status: 400 | 404 | 405 | 413 | 415 } | { readonly body: string };

/**
 * Reads a request to next-auth's routes and refuses what next-auth would answer with an error of the server: unknown routes, bodies
 * that are no form or too long, addresses to return to that are none.
 */
export async function checkAuthRequest(
  request: Request,
  action: readonly string[],
  { hasOpenId = false }: { readonly hasOpenId?: boolean } = {},
): Promise<AuthRequestCheck> {
  const name = action.join('/');
  const routes = hasOpenId ? WITH_OPENID : ROUTES;
  if (!routes[request.method]?.includes(name)) {
    return { status: Object.values(routes).some((names) => names.includes(name)) ? 405 : 404 };
  }
  const { searchParams } = new URL(request.url);
  if (searchParams.getAll('callbackUrl').some((url) => !mayReturnTo(url))) return { status: 400 };
  if (request.method === 'GET') return { body: '' };
  if (!request.headers.get('content-type')?.startsWith('application/x-www-form-urlencoded')) return { status: 415 };
  const body = await readText(request, AUTH_BODY_MAX_BYTES);
  if (body === null) return { status: 413 };
  const isFine = new URLSearchParams(body).getAll('callbackUrl').every(mayReturnTo);
  return isFine ? { body } : { status: 400 };
}

/** A path of this site or an http(s) address; next-auth itself leads to no other site. */
export function mayReturnTo(url: string): boolean {
  if (url.length > 2_000) return false;
  if (url === '' || /^\/(?![/\\])/.test(url)) return true;
  return /^https?:\/\//.test(url) && URL.canParse(url);
}

/** The body as text; null when it is longer than `bytesMax`, of which no more is read. */
async function readText(request: Request, bytesMax: number): Promise<string | null> {
  if (Number(request.headers.get('content-length') ?? 0) > bytesMax) return null;
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = request.body?.getReader();
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    length += part.value.byteLength;
    if (length > bytesMax) {
      await reader?.cancel();
      return null;
    }
    chunks.push(part.value);
  }
  return Buffer.concat(chunks).toString('utf8');
}
