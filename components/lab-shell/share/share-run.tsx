'use client';

import { Link2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { CopyField } from '@/components/ui/copy-field';
import { Popover } from '@/components/ui/popover';
import { useLabSession, usePlayer } from '../run/lab-context';
import { DownloadRun } from './export-run';
import { runQuery } from './run-link';

interface ShareRunProps {
  /** The lab page's own path, with its language. */
  readonly path: string;
  /** The same of the page that other sites embed. */
  readonly embedPath: string;
}

/** The run and the moment as a link, as a page to embed, and as a file. */
export function ShareRun({ path, embedPath }: ShareRunProps) {
  const t = useTranslations('lab.share');
  return (
    <Popover
      align="end"
      title={t('title')}
      trigger={
        <Button
          variant="secondary"
          aria-label={t('open')}
          className="px-3.5!"
          icon={<Link2 aria-hidden="true" className="size-4" />}
        >
          <span className="hidden @min-[52rem]:inline">{t('open')}</span>
        </Button>
      }
    >
      <ShareBody path={path} embedPath={embedPath} />
    </Popover>
  );
}

function ShareBody({ path, embedPath }: ShareRunProps) {
  const t = useTranslations('lab.share');
  const session = useLabSession();
  usePlayer((player) => (player.isPlaying ? null : `${player.branchId} ${player.step} ${player.tick}`));
  const query = runQuery(session);
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

/** The query holds no character that HTML would read as anything else than `&`. */
function embedCode(address: string, title: string): string {
  return `<iframe src="${address.replaceAll('&', '&amp;')}" title="${title}" width="100%" height="900" loading="lazy"></iframe>`;
}
