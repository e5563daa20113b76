import type { ReactNode } from 'react';
import { cx } from '@/components/ui/cx';

interface PageContainerProps {
  readonly children: ReactNode;
  /** "page" (72rem) for overviews and labs, "narrow" (42rem) for forms and short texts. */
  readonly width?: 'page' | 'narrow' | undefined;
  readonly className?: string | undefined;
}

/** The column in which a page stands, with its gutters and the room above it. */
export function PageContainer({ children, width = 'page', className }: PageContainerProps) {
  return (
    <div
      className={cx(
        'mx-auto w-full px-gutter pt-[clamp(1.75rem,1rem+3vw,3.5rem)]',
        width === 'page'
          ? 'max-w-[calc(var(--container-page)+2*var(--spacing-gutter))]'
          : 'max-w-[calc(var(--container-2xl)+2*var(--spacing-gutter))]',
        className,
      )}
    >
      {children}
    </div>
  );
}
