import { useCallback, useRef, useState } from 'react';

/**
 * Code that a page needs only once somebody uses it: `load` fetches it, and `loaded` is there afterwards. Called ahead of
 * the use (a pointer comes near), it saves the wait. What could not be fetched is asked for again by the next call.
 *
 * @example const [Panel, loadPanel] = useLoaded(() => import('./panel').then((module) => module.Panel));
 */
export function useLoaded<Loaded>(fetchIt: () => Promise<Loaded>): readonly [Loaded | null, () => void] {
  const [loaded, setLoaded] = useState<{ readonly value: Loaded } | null>(null);
  const isAsked = useRef(false);
  const load = useCallback(() => {
    if (isAsked.current) return;
    isAsked.current = true;
    fetchIt().then(
      (value) => setLoaded({ value }),
      () => {
        isAsked.current = false;
      },
    );
  }, [fetchIt]);
  return [loaded?.value ?? null, load];
}
