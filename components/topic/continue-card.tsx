import { Bookmark } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Link } from '@/lib/i18n/navigation';

export interface ContinueCardProps {
  readonly href: string;
  readonly topic: string;
  readonly section: string;
  /** The reader has been there; else it is where one starts. */
  readonly isBegun: boolean;
}

/** The way back to where the reader was, or to where one starts. */
export function ContinueCard({ href, topic, section, isBegun }: ContinueCardProps) {
  const t = useTranslations('topics.continue');
  return (
    <Link
      href={href}
      className="group flex max-w-full items-center gap-4 rounded-lg border border-accent bg-accent-soft px-5 py-4 text-text no-underline transition-shadow hover:shadow-md"
    >
      <Bookmark aria-hidden="true" className="size-6 shrink-0 text-accent" />
      <span className="flex min-w-0 flex-col">
        <span className="font-medium text-accent text-sm">{t(isBegun ? 'label' : 'start')}</span>
        <span className="font-semibold text-lg leading-snug group-hover:text-accent">{section}</span>
        <span className="text-sm text-text-muted">{topic}</span>
      </span>
    </Link>
  );
}
