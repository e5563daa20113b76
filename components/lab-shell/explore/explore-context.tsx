'use client';

import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import { useStore } from 'zustand/react';
import { useLabSession } from '../run/lab-context';
import { createExploreStore, type ExploreState, type ExploreStore } from './explore-store';

const ExploreContext = createContext<ExploreStore | null>(null);

/** Keeps one lab's search while its panels come and go and its run is replaced; ends it with the lab. */
export function ExploreProvider({ children }: { readonly children: ReactNode }) {
  const { switches } = useLabSession();
  const [store] = useState(() =>
    createExploreStore(() => {
      if (switches === null) throw new Error('this lab has nothing to search');
      return switches.createWorker();
    }),
  );
  useEffect(() => () => store.getState().cancel(), [store]);
  return <ExploreContext value={store}>{children}</ExploreContext>;
}

/** The search of this lab. Throws outside an ExploreProvider. */
export function useExplore<Part>(select: (state: ExploreState) => Part): Part {
  const store = useContext(ExploreContext);
  if (store === null) throw new Error('this component stands outside a lab');
  return useStore(store, select);
}
