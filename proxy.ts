import createMiddleware from 'next-intl/middleware';
import { routing } from './lib/i18n/routing';

// Language: from the URL, else the cookie, else Accept-Language.
export default createMiddleware(routing);

export const config = {
  // Everything but API routes, Next's own files and files with an extension.
  matcher: '/((?!api|_next|.*\\..*).*)',
};
