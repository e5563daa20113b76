'use client';

import { Pause, Play, RotateCcw, StepForward, Unplug, Wrench } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { Button, ButtonLink } from '@/components/ui/button';
import { IconButton } from '@/components/ui/icon-button';
import type { BrokenRun } from './broken-run';
import { ClusterSvg } from './cluster-picture';
import type { News } from './news';
import type { ClusterPicture } from './picture';
import { type Search, useCluster } from './use-cluster';

interface LiveClusterProps {
  /** The cluster as the page is painted, before its simulator is there. */
  readonly first: ClusterPicture;
  readonly firstNews: News;
  /** The rule that can be switched off. */
  readonly rule: { readonly title: string; readonly statement: string };
}

/** Five Raft servers that run, beside the headline: crash their leader, or switch a rule off and see what is lost. */
export function LiveCluster({ first, firstNews, rule }: LiveClusterProps) {
  const t = useTranslations('home.live');
  const place = useRef<HTMLElement>(null);
  const cluster = useCluster(place, first, firstNews);
  const { news, search, motion, said } = cluster;
  const roles = {
    leader: t('roles.leader'),
    candidate: t('roles.candidate'),
    follower: t('roles.follower'),
    crashed: t('roles.crashed'),
  };
  const isBroken = search.status === 'found';
  const actions = useRef<HTMLDivElement>(null);
  // Who has had a rule broken goes on with what came of it.
  useEffect(() => {
    if (isBroken && actions.current?.contains(document.activeElement))
      actions.current.querySelector('a')?.focus({ preventScroll: true });
  }, [isBroken]);
  return (
    <figure
      ref={place}
      aria-label={t('label')}
      className="relative flex min-w-0 flex-col gap-3 rounded-lg border border-border bg-surface p-4"
    >
      <ClusterSvg {...cluster} roles={roles} className="w-full" />
      {/* In a corner that the servers leave free: the row below has no room for a third button on a phone. */}
      <div className="absolute top-2 right-2">
        {motion === 'still' ? (
          <IconButton label={t('step')} icon={<StepForward aria-hidden="true" />} onClick={cluster.step} />
        ) : (
          <IconButton
            label={t(cluster.wantsToRun ? 'pause' : 'play')}
            icon={cluster.wantsToRun ? <Pause aria-hidden="true" /> : <Play aria-hidden="true" />}
            onClick={() => cluster.setWantsToRun(!cluster.wantsToRun)}
          />
        )}
      </div>
      {/* As high as its longest sentence: nothing moves under a finger. */}
      <figcaption className="min-h-[3lh] text-sm leading-normal sm:min-h-[2lh]">
        {isBroken && search.isOver ? t('says.lost') : t(`says.${news.key}`, { ...news.values })}
      </figcaption>
      <p role="status" className="visually-hidden">
        {isBroken ? t('found', numbersOf(search.run)) : said === null ? '' : t(`says.${said.key}`, { ...said.values })}
      </p>
      <div ref={actions} className="flex flex-wrap gap-2">
        {isBroken ? (
          <>
            <ButtonLink href={search.run.href}>{t('open')}</ButtonLink>
            <Button
              variant="secondary"
              icon={<RotateCcw aria-hidden="true" className="size-4" />}
              onClick={cluster.startOver}
            >
              {t('again')}
            </Button>
          </>
        ) : (
          <>
            <Button icon={<Unplug aria-hidden="true" className="size-4" />} onClick={cluster.crashLeader}>
              {t('crash')}
            </Button>
            <Button
              variant="secondary"
              icon={<Wrench aria-hidden="true" className="size-4" />}
              loading={search.status === 'searching'}
              onClick={cluster.breakRule}
            >
              {t('break')}
            </Button>
          </>
        )}
      </div>
      <BrokenRule search={search} rule={rule} />
    </figure>
  );
}

/** Which rule is off, and what came of it. */
function BrokenRule({ search, rule }: { readonly search: Search; readonly rule: LiveClusterProps['rule'] }) {
  const t = useTranslations('home.live');
  if (search.status === 'none') return <p className="min-h-[3.2em] text-sm text-text-muted">{t('hint')}</p>;
  return (
    <p className="min-h-[3.2em] text-sm">
      <strong className="font-semibold">{t('off', { rule: rule.title })}</strong> {rule.statement}{' '}
      <span className="text-text-muted">{toldOf(search, t)}</span>
    </p>
  );
}

function toldOf(search: Search, t: ReturnType<typeof useTranslations<'home.live'>>): string {
  if (search.status === 'searching') return t('searching', { schedules: search.schedules });
  return search.status === 'found' ? t('found', numbersOf(search.run)) : t('failed');
}

function numbersOf({ schedules, commands }: BrokenRun) {
  return { schedules, commands };
}
