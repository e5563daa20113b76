'use client';

import { type ReactNode, useEffect, useState } from 'react';
import { TextLink } from '@/components/ui/text-link';

/** A link to the other form, which leads on to the same page afterwards. */
export function OtherForm({ href, children }: { readonly href: string; readonly children: ReactNode }) {
  // Known only in the browser: the page is the same for every address after the question mark.
  const [search, setSearch] = useState('');
  useEffect(() => setSearch(window.location.search), []);
  return <TextLink href={`${href}${search}`}>{children}</TextLink>;
}
