'use client';

import { useCallback, useEffect, useState } from 'react';
import { type Place, placeIn } from './question-place';

/** The place in the address as it is now. */
export function placeNow(): Place {
  return placeIn(new URLSearchParams(window.location.search).get('q'));
}

/** The address's place, which Back, Forward and a reload keep. `at` is what the server read from it. */
export function useQuestionAddress(at: Place) {
  const [place, setPlace] = useState(at);
  useEffect(() => {
    const read = () => setPlace(placeNow());
    // A page that is shown again by Back is as the server sent it, under whichever address that was.
    read();
    window.addEventListener('popstate', read);
    return () => window.removeEventListener('popstate', read);
  }, []);
  /** What somebody chose is an entry of the history; where the page has put itself is none. */
  const write = useCallback((next: number | 'result', how: 'push' | 'replace') => {
    const address = new URL(window.location.href);
    address.searchParams.set('q', next === 'result' ? next : String(next + 1));
    if (address.href !== window.location.href) window.history[`${how}State`](null, '', address);
    setPlace(next);
  }, []);
  return [place, write] as const;
}
