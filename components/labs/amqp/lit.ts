import { useStore } from 'zustand/react';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { useLabSession } from '@/components/lab-shell/run/lab-context';

/** What a typed routing key would reach: ids of nodes and edges; null while no key is typed. */
interface Lit {
  readonly reached: ReadonlySet<string> | null;
}

const lights = new WeakMap<object, StoreApi<Lit>>();

/** The lights of one run, found by its store: panel and canvas are different branches of the page. */
export function lightsOf(run: object): StoreApi<Lit> {
  const known = lights.get(run);
  if (known !== undefined) return known;
  const made = createStore<Lit>(() => ({ reached: null }));
  lights.set(run, made);
  return made;
}

/** Whether the typed key reaches a node or an edge; null while none is typed. */
export function useReached(id: string): boolean | null {
  const { player } = useLabSession();
  return useStore(lightsOf(player), ({ reached }) => (reached === null ? null : reached.has(id)));
}
