'use client';

import { useEffect, useState } from 'react';

/**
 * The token behind the "#" of a link that was sent by mail; empty without one, undefined until the browser has said. It is taken out of
 * the address, so that nobody reads it there and going back does not bring it again.
 */
export function useLinkToken(): string | undefined {
  const [token, setToken] = useState<string>();
  useEffect(() => {
    const { hash, pathname, search } = window.location;
    if (hash !== '') window.history.replaceState(window.history.state, '', pathname + search);
    setToken((before) => before || hash.slice(1));
  }, []);
  return token;
}
