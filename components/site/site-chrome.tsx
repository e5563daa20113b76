'use client';

import { useSelectedLayoutSegments } from 'next/navigation';
import type { ReactNode } from 'react';

/** What stands around every page of the site; left out where a page is shown inside another site's frame. */
export function SiteChrome({ children }: { readonly children: ReactNode }) {
  return useSelectedLayoutSegments()[0] === 'embed' ? null : children;
}

/** The head of a page; left out where a lab is the whole page, with a bar of its own. */
export function PageHead({ children }: { readonly children: ReactNode }) {
  const segments = useSelectedLayoutSegments();
  return segments[0] === 'labs' && segments.length === 2 ? null : children;
}
