import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { VisuallyHidden } from './visually-hidden';

/** A region that is still loading: skeletons for the eye, one word for the ear. */
export function Loading({ children }: { readonly children: ReactNode }) {
  const t = useTranslations('ui');
  return (
    <div role="status" aria-busy="true">
      <VisuallyHidden>{t('loading')}</VisuallyHidden>
      {children}
    </div>
  );
}
