'use client';

import { useTranslations } from 'next-intl';
import { cx } from '@/components/ui/cx';
import { SearchAnnouncer, SearchButton, SearchReport } from '../explore/explore-panel';
import type { SearchTopic } from '../explore/explore-store';
import { useLabSession } from '../run/lab-context';
import type { ListedChallenge } from '../run/openable-lab';

export const searchTopicOf = ({ id }: ListedChallenge): SearchTopic => `challenge ${id}`;

interface ExplorerOfferProps {
  readonly challenge: ListedChallenge;
  /** Above the canvas: on a narrow screen its button alone, so that the canvas keeps its room. */
  readonly isInBar?: boolean;
}

/** Lets the explorer try what cannot be done: thousands of schedules to convince the reader. Nothing in a lab without one. */
export function ExplorerOffer({ challenge, isInBar = false }: ExplorerOfferProps) {
  const t = useTranslations('lab.challenges');
  const hasExplorer = useLabSession().switches !== null;
  if (!hasExplorer) return null;
  const topic = searchTopicOf(challenge);
  return (
    <div
      className={cx(
        'w-full rounded-md border border-border bg-surface p-3',
        isInBar && 'max-md:border-0 max-md:bg-transparent max-md:p-0',
      )}
    >
      <p className={cx('text-pretty', isInBar && 'max-md:hidden')}>{t('searchLead')}</p>
      <SearchButton offer={{ topic, config: challenge.config }} label={t('search')} />
      <SearchReport topic={topic} />
      <SearchAnnouncer />
    </div>
  );
}
