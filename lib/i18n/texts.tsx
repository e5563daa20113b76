import type { Messages, NamespaceKeys, NestedKeyOf } from 'next-intl';
import { getMessages } from 'next-intl/server';
import type { ReactNode } from 'react';
import { MoreTexts } from './more-texts';
import { pickTexts, type TextTree } from './pick-texts';

export type Namespace = NamespaceKeys<Messages, NestedKeyOf<Messages>>;

/** The texts of these namespaces in the page's language. */
export async function textsIn(namespaces: readonly Namespace[]): Promise<TextTree> {
  return pickTexts({ ...(await getMessages()) }, namespaces);
}

interface TextsProps {
  /** Every namespace that client components below name in `useTranslations`. Server components need none. */
  readonly namespaces: readonly Namespace[];
  readonly children: ReactNode;
}

/** Sends a page the texts of its client components, besides those that the layout sends with every page. */
export async function Texts({ namespaces, children }: TextsProps) {
  return <MoreTexts texts={await textsIn(namespaces)}>{children}</MoreTexts>;
}
