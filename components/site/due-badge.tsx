import { useTranslations } from 'next-intl';
import { useAccount } from '@/components/reader/account-provider';

/** How many cards are due, beside the link to the reviews. It takes no room, so that nothing moves when it comes. */
export function DueBadge() {
  const t = useTranslations('site.nav');
  const due = useAccount()?.review?.due;
  return due ? (
    <span className="relative">
      <span
        role="img"
        aria-label={t('due', { count: due })}
        className="absolute bottom-0 left-0.5 rounded-full bg-accent-soft px-1.5 text-accent text-xs tabular-nums"
      >
        {due}
      </span>
    </span>
  ) : null;
}
