'use client';

import { createContext, type ReactNode, Suspense, use, useContext } from 'react';
import { MoreTexts } from '@/lib/i18n/more-texts';
import type { TextTree } from '@/lib/i18n/pick-texts';

type FetchTexts = () => Promise<TextTree>;

/** Fetches what a lab does not say as it opens, the same promise each time; null where all of it is there. */
export const LaterTextsContext = createContext<FetchTexts | null>(null);

/** A panel that says it: shown once those texts are there. */
export function LaterTexts({ children }: { readonly children: ReactNode }) {
  const fetchTexts = useContext(LaterTextsContext);
  if (fetchTexts === null) return children;
  return (
    <Suspense fallback={null}>
      <Texted fetchTexts={fetchTexts}>{children}</Texted>
    </Suspense>
  );
}

function Texted({ fetchTexts, children }: { readonly fetchTexts: FetchTexts; readonly children: ReactNode }) {
  return <MoreTexts texts={use(fetchTexts())}>{children}</MoreTexts>;
}
