import { useSyncExternalStore } from 'react';

const never = () => () => {};

/**
 * False while the page is only what the server sent. A form that is handed in before that would be the browser's own: its fields,
 * passwords among them, would go into the address.
 */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}
