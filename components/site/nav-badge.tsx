'use client';

import { useTranslations } from 'next-intl';
import { useAccount } from '@/components/reader/account-provider';
import { VisuallyHidden } from '@/components/ui/visually-hidden';
import type { NavItem } from './nav';

/** How many cards are due, beside the link to the reviews. It takes no room, so that nothing moves when it comes. */
export function NavBadge({ item }: { readonly item: NavItem['key'] }) {
  const t = useTranslations('site.nav');
  const due = useAccount()?.due ?? 0;
  if (item !== 'review' || due === 0) return null;
  return (
    <span className="relative">
      <span className="absolute bottom-0.5 left-0.5 rounded-full bg-accent-soft px-1.5 font-semibold text-accent text-xs leading-4 tabular-nums">
        <span aria-hidden="true">{due}</span>
        <VisuallyHidden>{t('due', { count: due })}</VisuallyHidden>
      </span>
    </span>
  );
}
