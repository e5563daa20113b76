'use client';

import { useSelectedLayoutSegment } from 'next/navigation';
import type { ReactNode } from 'react';

/** What stands around every page of the site; left out where a page is shown inside another site's frame. */
export function SiteChrome({ children }: { readonly children: ReactNode }) {
  return useSelectedLayoutSegment() === 'embed' ? null : children;
}
