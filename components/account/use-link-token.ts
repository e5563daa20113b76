'use client';

import { useEffect, useState } from 'react';

/** As `makeToken` in server/account-tokens.ts writes it; the skip link leaves something else there. */
const TOKEN = /^#([\w-]{43})$/;

/**
 * The token behind the "#" of a link that was sent by mail; empty without one, undefined until the browser has said. It is taken out of
 * the address, so that nobody reads it there and going back does not bring it again.
 */
export function useLinkToken(): string | undefined {
  const [token, setToken] = useState<string>();
  useEffect(() => {
    const read = () => {
      const { hash, pathname, search } = window.location;
      const found = TOKEN.exec(hash)?.[1] ?? '';
      if (found !== '') window.history.replaceState(window.history.state, '', pathname + search);
      setToken((before) => found || before || '');
    };
    read();
    // A link that is opened where this page is open already loads nothing anew.
    window.addEventListener('hashchange', read);
    return () => window.removeEventListener('hashchange', read);
  }, []);
  return token;
}
