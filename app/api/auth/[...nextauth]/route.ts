import { NextRequest } from 'next/server';
import NextAuth from 'next-auth';
import { checkAuthRequest, mayReturnTo } from '@/server/auth-request';
import { openIdSettings } from '@/server/openid';
import { authOptions } from '@/server/session';

/** next-auth keeps where to return to in this cookie, and fails when it is no address. */
const RETURN_COOKIES = ['next-auth.callback-url', '__Secure-next-auth.callback-url'];

async function handle(request: NextRequest, context: RouteContext<'/api/auth/[...nextauth]'>): Promise<Response> {
  const { nextauth } = await context.params;
  const badCookie = RETURN_COOKIES.find((name) => !mayReturnTo(request.cookies.get(name)?.value ?? ''));
  if (badCookie !== undefined) {
    return new Response(null, { status: 400, headers: { 'set-cookie': `${badCookie}=; Path=/; Max-Age=0; HttpOnly` } });
  }
  if (request.method === 'GET' && isErrorPage(nextauth)) return refusedByProvider();
  const checked = await checkAuthRequest(request, nextauth, { hasOpenId: openIdSettings() !== null });
  if ('status' in checked) return new Response(null, { status: checked.status });
  const { method, headers } = request;
  // What the provider is asked for is ours to say, not the query's.
  const url = nextauth[0] === 'signin' ? `${request.nextUrl.origin}${request.nextUrl.pathname}` : request.url;
  const read = new NextRequest(url, { method, headers, ...(method === 'POST' ? { body: checked.body } : {}) });
  return withStatus(await NextAuth(authOptions())(read, context));
}

/** next-auth leads to pages of its own, which are not served, when a provider refuses or answers something else than was asked. */
function isErrorPage([page, ...rest]: readonly string[]): boolean {
  return openIdSettings() !== null && rest.length === 0 && (page === 'error' || page === 'signin');
}

function refusedByProvider(): Response {
  return new Response(null, { status: 302, headers: { location: '/sign-in?openid=failed' } });
}

/** next-auth says 401 to everything that keeps a sign-in from being tried; here it is what `authorize` meant: 429 or 503. */
async function withStatus(response: Response): Promise<Response> {
  if (response.status !== 401) return response;
  const text = await response.text();
  const seconds = /[?&]error=later%3A(\d+)/.exec(text)?.[1];
  const headers = new Headers(response.headers);
  if (seconds !== undefined) headers.set('retry-after', seconds);
  const status = seconds !== undefined ? 429 : /[?&]error=unavailable/.test(text) ? 503 : 401;
  return new Response(text, { status, headers });
}

export { handle as GET, handle as POST };
