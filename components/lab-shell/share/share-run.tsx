'use client';

import { Link2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { lazyPart } from '@/components/ui/lazy-part';
import { Popover } from '@/components/ui/popover';

const ShareLinks = lazyPart(
  () => import('./share-links').then((module) => module.ShareLinks),
  <div className="min-h-56" />,
);

export interface ShareRunProps {
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
          variant="ghost"
          size="sm"
          onPointerEnter={ShareLinks.load}
          onFocus={ShareLinks.load}
          icon={<Link2 aria-hidden="true" className="size-4" />}
        >
          <span className="sr-only @min-[64rem]:not-sr-only">{t('open')}</span>
        </Button>
      }
    >
      <ShareLinks path={path} embedPath={embedPath} />
    </Popover>
  );
}
