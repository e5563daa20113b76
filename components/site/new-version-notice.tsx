'use client';

import { RotateCw, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { Button } from '@/components/ui/button';
import { IconButton } from '@/components/ui/icon-button';
import { watchForNewVersion } from '@/lib/new-version';

/** Says that the site was renewed while this page was open, once something of the page no longer works for that reason. */
export function NewVersionNotice() {
  const t = useTranslations('site.newVersion');
  const ui = useTranslations('ui');
  const [isHere, setIsHere] = useState(false);
  useEffect(() => watchForNewVersion(window, process.env.NEXT_PUBLIC_BUILD_ID ?? '', () => setIsHere(true)), []);
  if (!isHere) return null;
  return (
    <div className="pointer-events-auto flex max-w-xl flex-wrap items-center gap-x-3 gap-y-2 rounded-md border border-border bg-raised px-4 py-3 text-sm shadow-md">
      <p className="min-w-48 flex-1">
        <strong className="block font-semibold">{t('title')}</strong>
        {t('description')}
      </p>
      <Button
        size="sm"
        icon={<RotateCw aria-hidden="true" className="size-4" />}
        onClick={() => window.location.reload()}
      >
        {t('reload')}
      </Button>
      <IconButton size="sm" label={ui('close')} icon={<X aria-hidden="true" />} onClick={() => setIsHere(false)} />
    </div>
  );
}
