import { ArrowUpRight } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Link } from '@/lib/i18n/navigation';
import { cx } from './cx';
import { VisuallyHidden } from './visually-hidden';

interface TextLinkProps {
  /** A path of the site without the language, or an absolute address, which opens in a new tab and says so. */
  readonly href: string;
  readonly children: ReactNode;
  /** "quiet" has the colour of the text around it until it is hovered. */
  readonly tone?: 'accent' | 'quiet' | undefined;
  readonly className?: string | undefined;
}

const base =
  'rounded-xs underline decoration-1 decoration-current/40 underline-offset-[0.24em] transition-colors hover:decoration-current';

/** A link in running text. */
export function TextLink({ href, children, tone = 'accent', className }: TextLinkProps) {
  const t = useTranslations('ui');
  const look = cx(
    base,
    tone === 'accent' ? 'text-accent hover:text-accent-hover' : 'text-inherit hover:text-accent',
    className,
  );
  if (!/^https?:/.test(href)) {
    return (
      <Link href={href} className={look}>
        {children}
      </Link>
    );
  }
  return (
    <a href={href} target="_blank" rel="noreferrer" className={look}>
      {children}
      <ArrowUpRight aria-hidden="true" className="ml-0.5 inline size-[0.85em] align-baseline" />
      <VisuallyHidden>{t('newTab')}</VisuallyHidden>
    </a>
  );
}
