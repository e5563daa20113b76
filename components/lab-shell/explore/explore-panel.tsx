'use client';

import { CirclePlay, OctagonAlert, Search, Square, StepForward } from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { ProgressBar } from '@/components/ui/progress-bar';
import { SEED_MAX } from '@/sim/core/limits';
import { RuleViolation } from '../panels/rule-violation';
import { useLabSession, useOpenSession } from '../run/lab-context';
import { useExplore } from './explore-context';
import type { ExploreProgress, FoundRun } from './explore-protocol';
import { EXPLORE_RUNS, type SearchState, type SearchTopic } from './explore-store';

/** A search that can be asked for. */
export interface SearchOffer {
  readonly topic: SearchTopic;
  /** As the lab's codec reads it. */
  readonly config: unknown;
}

interface SearchButtonProps {
  readonly offer: SearchOffer;
  readonly label: string;
  /** The name for screen readers, where the label alone does not say which rule it is about. */
  readonly name?: string;
}

/** Starts the search and, while it runs, stops it: the same button, so that the focus stays. */
export function SearchButton({ offer: { topic, config }, label, name }: SearchButtonProps) {
  const t = useTranslations('lab.explore');
  const seed = useLabSession().switches?.seed ?? 0;
  const start = useExplore((state) => state.start);
  const cancel = useExplore((state) => state.cancel);
  const isSearching = useExplore(({ search }) => search.status === 'searching' && search.subject.topic === topic);
  const Icon = isSearching ? Square : Search;
  return (
    <Button
      size="sm"
      variant="secondary"
      className="mt-2"
      icon={<Icon aria-hidden="true" className="size-4" />}
      aria-label={isSearching ? undefined : name}
      onClick={isSearching ? cancel : () => start({ topic, request: { config, seed, runs: EXPLORE_RUNS } })}
    >
      {isSearching ? t('cancel') : label}
    </Button>
  );
}

/** Tells a screen reader how the search goes: when it begins, when it starts to shrink, and what came of it. */
export function SearchAnnouncer() {
  return (
    <p role="status" className="visually-hidden">
      {useSearchInWords()}
    </p>
  );
}

function useSearchInWords(): string | null {
  const t = useTranslations('lab.explore');
  const ruleTitle = useRuleTitle();
  const search = useExplore((state) => state.search);
  switch (search.status) {
    case 'idle':
      return null;
    case 'searching':
      return search.progress?.phase === 'shrinking' ? t('shrinkingBegan') : t('began');
    case 'cancelled':
      return t('cancelled', { runs: search.progress?.runs ?? 0 });
    case 'failed':
      return t('failed');
    case 'done': {
      const { found, progress } = search;
      if (found === null) return t('none', { runs: progress.runs });
      return t('found', { rule: ruleTitle(found.rule), commands: found.commands, steps: found.steps });
    }
  }
}

/** The words for an invariant, by its name in the simulation. */
function useRuleTitle(): (name: string) => string {
  const words = useTranslations();
  const session = useLabSession();
  const rules = session.rules(words);
  return (name) => rules.find((rule) => rule.name === name)?.text?.title ?? name;
}

/** A search where it was asked for: how far it is, and what came of it. Nothing for a search about something else. */
export function SearchReport({ topic }: { readonly topic: SearchTopic }) {
  const search = useExplore((state) => state.search);
  if (search.status === 'idle' || search.subject.topic !== topic) return null;
  return (
    <div className="mt-3 flex flex-col gap-2.5 border-border border-t pt-3">
      <SearchOutcome search={search} />
    </div>
  );
}

function SearchOutcome({ search }: { readonly search: Exclude<SearchState, { status: 'idle' }> }) {
  const t = useTranslations('lab.explore');
  const start = useExplore((state) => state.start);
  switch (search.status) {
    case 'searching':
      return <Searching progress={search.progress} />;
    case 'failed':
      return (
        <p className="font-medium text-danger">
          {t('failed')} <span lang="en">{search.message}</span>
        </p>
      );
    case 'cancelled':
      return (
        <>
          <p>{t('cancelled', { runs: search.progress?.runs ?? 0 })}</p>
          {search.progress === null ? null : <Statistics progress={search.progress} />}
        </>
      );
    case 'done': {
      const { found, progress, subject } = search;
      if (found !== null) return <Found found={found} progress={progress} />;
      const nextSeed = (subject.request.seed + progress.runs) % (SEED_MAX + 1);
      return (
        <>
          <p>{t('none', { runs: progress.runs })}</p>
          <p className="text-text-muted">{t('noneMeaning')}</p>
          <Statistics progress={progress} />
          <div>
            <Button
              size="sm"
              variant="secondary"
              icon={<Search aria-hidden="true" className="size-4" />}
              onClick={() => start({ ...subject, request: { ...subject.request, seed: nextSeed } })}
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
  const isShrinking = progress?.phase === 'shrinking';
  const runs = progress?.runs ?? 0;
  return (
    <>
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
    </>
  );
}

function Found({ found, progress }: { readonly found: FoundRun; readonly progress: ExploreProgress }) {
  const t = useTranslations('lab.explore');
  const session = useLabSession();
  const open = useOpenSession();
  const { switches } = session;
  const ruleTitle = useRuleTitle();
  const rules = session.rules(useTranslations());
  function watch(): void {
    if (switches === null) return;
    const opened = switches.openFound(found.recordingJson, 'start');
    open(opened);
    opened.player.getState().play();
  }
  return (
    <>
      <p className="flex items-start gap-2 font-medium">
        <OctagonAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-danger" />
        {t('found', { rule: ruleTitle(found.rule), commands: found.commands, steps: found.steps })}
      </p>
      <RuleViolation text={rules.find(({ name }) => name === found.rule)?.text ?? null} values={found.values} />
      <div className="flex flex-wrap gap-2">
        <Button
          size="sm"
          icon={<StepForward aria-hidden="true" className="size-4" />}
          onClick={() => switches !== null && open(switches.openFound(found.recordingJson, 'end'))}
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
  const ruleTitle = useRuleTitle();
  const rows = [
    { name: t('schedules'), value: progress.runs },
    { name: t('steps'), value: progress.steps },
    ...Object.entries(progress.counts).map(([name, value]) => ({
      name: session.switches?.countText(name, words) ?? name,
      value,
    })),
    ...Object.entries(progress.violations).map(([name, value]) => ({
      name: t('broke', { rule: ruleTitle(name) }),
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
