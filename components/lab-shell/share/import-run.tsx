'use client';

import { FolderOpen } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { Button } from '@/components/ui/button';
import { useLoaded } from '@/components/ui/use-loaded';
import type { ImportRunProps } from './import-run-dialog';

const fetchDialog = () => import('./import-run-dialog').then((module) => module.ImportRunDialog);

/** Opens a run: one of the reader's own, or one that was downloaded, from its file or pasted. */
export function ImportRun(props: ImportRunProps) {
  const t = useTranslations('lab.share');
  const [isOpen, setIsOpen] = useState(false);
  const [ImportRunDialog, load] = useLoaded(fetchDialog);
  useEffect(() => {
    if (isOpen) load();
  }, [isOpen, load]);
  return (
    <>
      <Button
        variant="ghost"
        size="sm"
        icon={<FolderOpen aria-hidden="true" className="size-4" />}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        onPointerEnter={load}
        onFocus={load}
        onClick={() => setIsOpen(true)}
      >
        <span className="sr-only @min-[64rem]:not-sr-only">{t('importTitle')}</span>
      </Button>
      {ImportRunDialog === null ? null : <ImportRunDialog {...props} isOpen={isOpen} setIsOpen={setIsOpen} />}
    </>
  );
}
