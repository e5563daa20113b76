'use client';

import { Link2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { CopyField } from '@/components/ui/copy-field';
import { Popover } from '@/components/ui/popover';
import { useLabSession, usePlayer } from './lab-context';
import { runQuery } from './run-link';

/** The run and the moment as a link, to be copied. `path` is the lab page's own, with its language. */
export function ShareRun({ path }: { readonly path: string }) {
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
      <ShareBody path={path} />
    </Popover>
  );
}

function ShareBody({ path }: { readonly path: string }) {
  const t = useTranslations('lab.share');
  const session = useLabSession();
  usePlayer((player) => (player.isPlaying ? null : `${player.branchId} ${player.step} ${player.tick}`));
  const query = runQuery(session);
  if (query === null) return <p className="text-text-muted">{t('tooLong')}</p>;
  return (
    <div className="flex flex-col gap-3">
      <p className="text-text-muted">{t('description')}</p>
      <CopyField label={t('link')} value={`${window.location.origin}${path}?${query}`} />
    </div>
  );
}
