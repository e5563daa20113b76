import type { ReactNode } from 'react';
import { Link } from '@/lib/i18n/navigation';
import { cx } from './cx';

const box = 'rounded-lg border border-border bg-surface p-5 sm:p-6';

interface CardProps {
  readonly children: ReactNode;
  readonly className?: string | undefined;
}

/** A sheet of paper on the page. */
export function Card({ children, className }: CardProps) {
  return <div className={cx(box, className)}>{children}</div>;
}

interface CardLinkProps {
  /** A path of the site without the language. */
  readonly href: string;
  /** The link's name; the whole card can be pressed. */
  readonly title: ReactNode;
  /** Level of the title in the page's outline. */
  readonly level?: 2 | 3 | 4 | undefined;
  /** Small line above the title. */
  readonly eyebrow?: ReactNode;
  readonly children?: ReactNode;
  readonly className?: string | undefined;
}

/** A card that leads somewhere. Only the title is the link, so that a screen reader hears one short name. */
export function CardLink({ href, title, level = 3, eyebrow, children, className }: CardLinkProps) {
  const Heading = `h${level}` as const;
  return (
    <div
      className={cx(
        box,
        'group relative flex flex-col gap-2 transition-[border-color,box-shadow] hover:border-border-strong hover:shadow-md',
        className,
      )}
    >
      {eyebrow ? <div className="text-sm text-text-muted">{eyebrow}</div> : null}
      <Heading className="text-lg leading-snug">
        <Link
          href={href}
          className="rounded-xs text-text no-underline transition-colors after:absolute after:inset-0 after:rounded-lg group-hover:text-accent focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:outline-focus focus-visible:after:outline-offset-2"
        >
          {title}
        </Link>
      </Heading>
      {children}
    </div>
  );
}
