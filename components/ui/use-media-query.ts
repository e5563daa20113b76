'use client';

import { useSyncExternalStore } from 'react';

interface WatchedQuery {
  subscribe(onChange: () => void): () => void;
  read(): boolean;
}

/** One list of the browser's for each query, whoever asks: many parts ask on every frame. */
const watched = new Map<string, WatchedQuery>();

function watch(query: string): WatchedQuery {
  const known = watched.get(query);
  if (known !== undefined) return known;
  let list: MediaQueryList | null = null;
  const open = () => {
    list ??= window.matchMedia(query);
    return list;
  };
  const entry: WatchedQuery = {
    subscribe(onChange) {
      const opened = open();
      opened.addEventListener('change', onChange);
      return () => opened.removeEventListener('change', onChange);
    },
    read: () => open().matches,
  };
  watched.set(query, entry);
  return entry;
}

/** Whether a CSS media query holds now; false on the server and for the first paint. */
export function useMediaQuery(query: string): boolean {
  const { subscribe, read } = watch(query);
  return useSyncExternalStore(subscribe, read, () => false);
}
