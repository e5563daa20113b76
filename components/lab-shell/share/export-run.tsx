'use client';

import { Download } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { useLabSession } from '../run/lab-context';
import type { SimulatedRun } from '../run/lab-session';

/** Hands the current branch out as a file of JSON. */
export function DownloadRun({ run }: { readonly run: SimulatedRun }) {
  const t = useTranslations('lab.share');
  const session = useLabSession();

  function download(): void {
    const { step } = session.player.getState().knownEnd;
    const json = `${JSON.stringify(run.recording(), null, 2)}\n`;
    const url = URL.createObjectURL(new Blob([json], { type: 'application/json' }));
    const link = document.createElement('a');
    link.href = url;
    link.download = `${session.labId}-${run.seed}-${step}.json`;
    link.click();
    URL.revokeObjectURL(url);
  }

  return (
    <Button variant="secondary" icon={<Download aria-hidden="true" className="size-4" />} onClick={download}>
      {t('download')}
    </Button>
  );
}
