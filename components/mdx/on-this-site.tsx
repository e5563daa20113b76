'use client';

import { useSyncExternalStore } from 'react';

const never = () => () => {};

/** A page's whole address, for paper: the server does not know under which name it is reached. */
export function OnThisSite({ path }: { readonly path: string }) {
  const origin = useSyncExternalStore(
    never,
    () => window.location.origin,
    () => '',
  );
  return `${origin}${path}`;
}
