'use client';

import { Maximize2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { buttonClass } from '@/components/ui/button';
import { Tooltip } from '@/components/ui/tooltip';
import { Link, useRouter } from '@/lib/i18n/navigation';
import { useLabSession } from '../run/lab-context';
import { runQuery } from './run-link';

/** Leads from a lesson to the lab's own page, with the run and the moment. `path` carries no language. */
export function OpenInLab({ path }: { readonly path: string }) {
  const t = useTranslations('lab');
  const session = useLabSession();
  const router = useRouter();
  async function open(): Promise<void> {
    const query = await runQuery(session);
    router.push(query === null ? path : `${path}?${query}`);
  }
  return (
    <Tooltip content={t('openInLab')}>
      <Link
        href={path}
        aria-label={t('openInLab')}
        className={buttonClass('ghost', 'md', 'w-control px-0!')}
        onClick={(event) => {
          const opensElsewhere = event.metaKey || event.ctrlKey || event.shiftKey;
          if (opensElsewhere || session.simulated === null) return;
          // The run is written into the link only when it is followed: it changes with every step.
          event.preventDefault();
          void open();
        }}
      >
        <Maximize2 aria-hidden="true" className="size-[1.15em]" />
      </Link>
    </Tooltip>
  );
}
