'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { CopyField } from '@/components/ui/copy-field';
import { useLabSession } from '../run/lab-context';
import type { LabSession } from '../run/lab-session';
import { DownloadRun } from './export-run';
import { runQuery } from './run-link';
import type { ShareRunProps } from './share-run';

/** The run and the moment to be copied, or kept as a file. */
export function ShareLinks({ path, embedPath }: ShareRunProps) {
  const t = useTranslations('lab.share');
  const session = useLabSession();
  const query = useRunQuery(session);
  return (
    <div className="flex flex-col gap-3">
      {query === null ? (
        <p className="text-text-muted">{t('tooLong')}</p>
      ) : (
        <>
          <p className="text-text-muted">{t('description')}</p>
          <CopyField label={t('link')} value={`${window.location.origin}${path}?${query}`} />
          <CopyField
            label={t('embed')}
            value={embedCode(`${window.location.origin}${embedPath}?${query}`, t('embedTitle'))}
          />
        </>
      )}
      {session.simulated === null ? null : <DownloadRun run={session.simulated} />}
    </div>
  );
}

/** The query of the run as it stands, or stood before time went on; empty until it is known. */
function useRunQuery(session: LabSession): string | null {
  const [query, setQuery] = useState<string | null>('');
  useEffect(() => {
    let latest = 0;
    const read = async () => {
      latest += 1;
      const asked = latest;
      const found = await runQuery(session);
      if (asked === latest) setQuery(found);
    };
    void read();
    const stop = session.player.subscribe((now, before) => {
      const hasMoved = now.step !== before.step || now.tick !== before.tick || now.branchId !== before.branchId;
      if (!now.isPlaying && (hasMoved || before.isPlaying)) void read();
    });
    return () => {
      latest = Number.NaN;
      stop();
    };
  }, [session]);
  return query;
}

/** The query holds no character that HTML would read as anything else than `&`. */
function embedCode(address: string, title: string): string {
  return `<iframe src="${address.replaceAll('&', '&amp;')}" title="${title}" width="100%" height="900" loading="lazy"></iframe>`;
}
