import { FlaskConical } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';

/** Something to do before reading on. */
export function Try({ children }: { readonly children: ReactNode }) {
  const t = useTranslations('lesson');
  return (
    <div role="note" className="flex gap-4 rounded-lg bg-accent-soft px-5 py-4 text-base">
      <FlaskConical aria-hidden="true" className="mt-1 size-5 shrink-0 text-accent" />
      <div className="min-w-0 flex-1 [&>*+*]:mt-3">
        <p className="font-semibold text-accent text-sm">{t('try')}</p>
        {children}
      </div>
    </div>
  );
}
