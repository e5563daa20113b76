'use client';

import { CirclePlay, OctagonAlert, Search, Square, StepForward } from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { ProgressBar } from '@/components/ui/progress-bar';
import { SEED_MAX } from '@/sim/core/limits';
import { useExplore } from './explore-context';
import type { ExploreProgress, FoundRun } from './explore-protocol';
import { EXPLORE_RUNS, type SearchState } from './explore-store';
import { useLabSession, useOpenSession } from './lab-context';

/** Starts a search for a run that breaks something without the rule, or (null) by the rules that the run has. */
export function useStartSearch(): (ruleId: string | null, seed?: number) => void {
  const session = useLabSession();
  const start = useExplore((state) => state.start);
  return (ruleId, seed = session.seed) => {
    if (session.switches === null) return;
    start({ ruleId, request: { config: session.switches.searched(ruleId), seed, runs: EXPLORE_RUNS } });
  };
}

/** A search where it was asked for: how far it is, and what came of it. Nothing for a search about something else. */
export function SearchReport({ ruleId }: { readonly ruleId: string | null }) {
  const search = useExplore((state) => state.search);
  if (search.status === 'idle' || search.subject.ruleId !== ruleId) return null;
  return (
    <div className="mt-3 flex flex-col gap-2.5 border-border border-t pt-3">
      <SearchOutcome search={search} />
    </div>
  );
}

function SearchOutcome({ search }: { readonly search: Exclude<SearchState, { status: 'idle' }> }) {
  const t = useTranslations('lab.explore');
  const startSearch = useStartSearch();
  switch (search.status) {
    case 'searching':
      return <Searching progress={search.progress} />;
    case 'failed':
      return (
        <p role="alert" className="font-medium text-danger">
          {t('failed')} <span lang="en">{search.message}</span>
        </p>
      );
    case 'cancelled':
      return (
        <>
          <p role="status">{t('cancelled', { runs: search.progress?.runs ?? 0 })}</p>
          {search.progress === null ? null : <Statistics progress={search.progress} />}
        </>
      );
    case 'done': {
      const { found, progress, subject } = search;
      if (found !== null) return <Found found={found} progress={progress} />;
      const nextSeed = (subject.request.seed + progress.runs) % (SEED_MAX + 1);
      return (
        <>
          <p role="status">{t('none', { runs: progress.runs })}</p>
          <p className="text-text-muted">{t('noneMeaning')}</p>
          <Statistics progress={progress} />
          <div>
            <Button
              size="sm"
              variant="secondary"
              icon={<Search aria-hidden="true" className="size-4" />}
              onClick={() => startSearch(subject.ruleId, nextSeed)}
            >
              {t('more', { runs: EXPLORE_RUNS })}
            </Button>
          </div>
        </>
      );
    }
  }
}

function Searching({ progress }: { readonly progress: ExploreProgress | null }) {
  const t = useTranslations('lab.explore');
  const cancel = useExplore((state) => state.cancel);
  const isShrinking = progress?.phase === 'shrinking';
  const runs = progress?.runs ?? 0;
  return (
    <>
      <p role="status" className="visually-hidden">
        {isShrinking ? t('shrinkingBegan') : t('began')}
      </p>
      <ProgressBar
        label={isShrinking ? t('shrinking') : t('exploring')}
        value={isShrinking ? null : runs}
        max={EXPLORE_RUNS}
        valueText={
          isShrinking
            ? t('tried', { tried: progress.tried, commands: progress.commands ?? 0 })
            : t('runs', { runs, max: EXPLORE_RUNS })
        }
      />
      {progress === null ? null : <Pace progress={progress} />}
      <div>
        <Button size="sm" variant="secondary" icon={<Square aria-hidden="true" className="size-4" />} onClick={cancel}>
          {t('cancel')}
        </Button>
      </div>
    </>
  );
}

function Found({ found, progress }: { readonly found: FoundRun; readonly progress: ExploreProgress }) {
  const t = useTranslations('lab.explore');
  const session = useLabSession();
  const open = useOpenSession();
  const words = useTranslations();
  const rule = session.rules(words).find(({ name }) => name === found.rule);
  function watch(): void {
    const opened = session.openRecording(found.recordingJson, 'start');
    open(opened);
    opened.player.getState().play();
  }
  return (
    <>
      <p role="status" className="flex items-start gap-2 font-medium">
        <OctagonAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-danger" />
        {t('found', { rule: rule?.text?.title ?? found.rule, commands: found.commands, steps: found.steps })}
      </p>
      <p lang="en" className="text-text-muted">
        {found.message}
      </p>
      <div className="flex flex-wrap gap-2">
        <Button
          size="sm"
          icon={<StepForward aria-hidden="true" className="size-4" />}
          onClick={() => open(session.openRecording(found.recordingJson, 'end'))}
        >
          {t('goToViolation')}
        </Button>
        <Button
          size="sm"
          variant="secondary"
          icon={<CirclePlay aria-hidden="true" className="size-4" />}
          onClick={watch}
        >
          {t('watch')}
        </Button>
      </div>
      <Statistics progress={progress} />
    </>
  );
}

function Pace({ progress: { steps, elapsedMs } }: { readonly progress: ExploreProgress }) {
  const t = useTranslations('lab.explore');
  const stepsPerSecond = elapsedMs === 0 ? 0 : Math.round((steps / elapsedMs) * 1000);
  return (
    <p className="text-text-muted text-xs tabular-nums">
      {t('pace', { seconds: elapsedMs / 1000, steps, stepsPerSecond })}
    </p>
  );
}

/** What the schedules did, so that "none" and "found" can be weighed. */
function Statistics({ progress }: { readonly progress: ExploreProgress }) {
  const t = useTranslations('lab.explore');
  const words = useTranslations();
  const format = useFormatter();
  const session = useLabSession();
  const rules = session.rules(words);
  const rows = [
    { name: t('schedules'), value: progress.runs },
    { name: t('steps'), value: progress.steps },
    ...Object.entries(progress.counts).map(([name, value]) => ({
      name: session.switches?.countText(name, words) ?? name,
      value,
    })),
    ...Object.entries(progress.violations).map(([name, value]) => ({
      name: t('broke', { rule: rules.find((rule) => rule.name === name)?.text?.title ?? name }),
      value,
    })),
  ];
  return (
    <dl className="grid grid-cols-[1fr_auto] gap-x-4 gap-y-0.5 text-xs tabular-nums">
      {rows.map(({ name, value }) => (
        <div key={name} className="contents">
          <dt className="text-text-muted">{name}</dt>
          <dd className="text-right">{format.number(value)}</dd>
        </div>
      ))}
      <div className="contents">
        <dt className="text-text-muted">{t('time')}</dt>
        <dd className="text-right">{t('seconds', { seconds: progress.elapsedMs / 1000 })}</dd>
      </div>
    </dl>
  );
}
