'use client';

import { useTranslations } from 'next-intl';
import { SearchAnnouncer, SearchButton, SearchReport } from '../explore/explore-panel';
import type { SearchTopic } from '../explore/explore-store';
import { useLabSession } from '../run/lab-context';
import type { ListedChallenge } from '../run/openable-lab';

export const searchTopicOf = ({ id }: ListedChallenge): SearchTopic => `challenge ${id}`;

/** Lets the explorer try what cannot be done: thousands of schedules to convince the reader. Nothing in a lab without one. */
export function ExplorerOffer({ challenge }: { readonly challenge: ListedChallenge }) {
  const t = useTranslations('lab.challenges');
  const hasExplorer = useLabSession().switches !== null;
  if (!hasExplorer) return null;
  const topic = searchTopicOf(challenge);
  return (
    <div className="w-full rounded-md border border-border bg-surface p-3">
      <p className="text-pretty">{t('searchLead')}</p>
      <SearchButton offer={{ topic, config: challenge.config }} label={t('search')} />
      <SearchReport topic={topic} />
      <SearchAnnouncer />
    </div>
  );
}
