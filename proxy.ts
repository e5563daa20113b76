import { createHash, randomBytes } from 'node:crypto';
import { type NextRequest, NextResponse } from 'next/server';
import createMiddleware from 'next-intl/middleware';
import { themeScript } from './components/site/theme';
import { contentSecurityPolicy } from './lib/content-security-policy';
import { routing } from './lib/i18n/routing';
import { serving } from './server/serving';

// Language: from the URL, else the cookie, else Accept-Language.
const inLanguage = createMiddleware(routing);

/** Of next-auth, over http and over https. */
const SESSION_COOKIES = ['next-auth.session-token', '__Secure-next-auth.session-token'];

const POLICY = 'Content-Security-Policy';

/** It is the same on every page, and written where nobody knows the nonce. */
const THEME_SCRIPT = `sha256-${createHash('sha256').update(themeScript).digest('base64')}`;

/** A lab's page. */
const LAB = /^\/[a-z]+\/labs\/[^/]+$/;

export default function proxy(request: NextRequest): NextResponse {
  const { pathname } = request.nextUrl;
  const page = pageFor(request);
  const built = serving()?.builtPages.hashes[page];
  const inlineScripts = built ?? [`nonce-${randomBytes(16).toString('base64')}`, THEME_SCRIPT];
  const policy = contentSecurityPolicy(page, inlineScripts, process.env.NODE_ENV === 'development');
  // Next.js reads the nonce here; what a client says of a policy counts for nothing.
  request.headers.set(POLICY, policy);
  const inItsLanguage = inLanguage(request);
  const response = page === pathname ? inItsLanguage : rewritten(request, page, inItsLanguage);
  if (isHome(pathname)) response.headers.append('Vary', 'Cookie');
  if (LAB.test(pathname)) response.headers.append('Vary', 'Sec-Fetch-Dest');
  response.headers.set(POLICY, policy);
  return response;
}

const isHome = (path: string) => routing.locales.some((locale) => path === `/${locale}`);

/** The path of the page that is shown for a request: mostly the one that was asked for. */
function pageFor({ nextUrl: { pathname, searchParams }, cookies, headers }: NextRequest): string {
  const locale = routing.locales.find((each) => pathname === `/${each}` || pathname.startsWith(`/${each}/`));
  if (locale === undefined) return pathname;
  // These two are the same for everyone until there is a session or a query: then another page stands at their address.
  if (isHome(pathname) && SESSION_COOKIES.some((name) => cookies.has(name))) return `/${locale}/home`;
  if (pathname === `/${locale}/search` && searchParams.has('q')) return `/${locale}/search/found`;
  // Next.js would render it once for all who ask, with the nonce of the first.
  const isUnknown = serving()?.builtPages.isUnknown(pathname) ?? false;
  if (isUnknown) return `/${locale}/no/such/page`;
  // Browsers say what they fetch a page for. Who does not, as those that show links in chats, is told which run this address leads to.
  const isOfRun = LAB.test(pathname) && ['run', 'scenario', 'challenge'].some((name) => searchParams.has(name));
  return isOfRun && !headers.has('sec-fetch-dest') ? `${pathname}/linked` : pathname;
}

/** What another page says at this address, with the cookies of the answer that would have been. */
function rewritten(request: NextRequest, page: string, { cookies }: NextResponse): NextResponse {
  const address = request.nextUrl.clone();
  address.pathname = page;
  const response = NextResponse.rewrite(address, { request: { headers: request.headers } });
  for (const cookie of cookies.getAll()) response.cookies.set(cookie);
  return response;
}

export const config = {
  matcher: [
    {
      // Every address of a page, also of one that does not exist: not API routes, Next's own files and those of public/ and app/.
      source:
        '/((?!api|_next|icons/|previews/|[^/]*\\.[^/]*$|[^/]+/manifest\\.webmanifest$|[^/]+/search/index\\.json$).*)',
      // The call of a Server Action gets no page.
      missing: [{ type: 'header', key: 'next-action' }],
    },
  ],
};
