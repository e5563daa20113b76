import type { ComponentProps } from 'react';
import { Link } from '@/lib/i18n/navigation';

/** A link in a lesson's text: a path inside the site is written without a language and keeps the reader's. */
export function LessonLink({ href = '', children, ...rest }: ComponentProps<'a'>) {
  if (href.startsWith('/')) return <Link href={href}>{children}</Link>;
  return (
    <a href={href} {...rest}>
      {children}
    </a>
  );
}
