'use client';

import { ArrowRight, CircleCheckBig, CircleDashed, CircleHelp, Lightbulb, Trophy } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useId, useState } from 'react';
import { Button } from '@/components/ui/button';
import { cx } from '@/components/ui/cx';
import { useExplore } from '../explore/explore-context';
import { useLabSession } from '../run/lab-context';
import type { ListedChallenge } from '../run/openable-lab';
import { type LabChallenges, useLabChallenges } from './challenges-context';
import { ExplorerOffer, searchTopicOf } from './explorer-offer';
import { isSolved, nextChallenge } from './next-challenge';

/** Every challenge of the lab with its state; the one that is on, or that was asked about, opened. */
export function ChallengesPanel() {
  const t = useTranslations('lab.challenges');
  const offered = useLabChallenges();
  const activeId = useLabSession().challenge?.id ?? null;
  const [openId, setOpenId] = useState<string | null>(activeId);
  const load = offered?.load;
  useEffect(() => load?.(), [load]);
  const id = useId();
  if (offered === null || offered.challenges === null) return null;
  const nextId = nextChallenge(offered.challenges, offered)?.id;
  return (
    <div className="h-full overflow-y-auto px-4 py-3">
      <p className="text-sm text-text-muted">{t('lead')}</p>
      {([1, 2, 3] as const).map((level) => {
        const challenges = offered.challenges?.filter((challenge) => challenge.level === level) ?? [];
        if (challenges.length === 0) return null;
        return (
          <section key={level} aria-labelledby={`${id}-${level}`} className="mt-4">
            <h2 id={`${id}-${level}`} className="font-medium text-sm">
              {t(`levels.${level}`)}
            </h2>
            <ul aria-labelledby={`${id}-${level}`} className="mt-2 flex flex-col gap-2">
              {challenges.map((challenge) => (
                <ChallengeItem
                  key={challenge.id}
                  challenge={challenge}
                  offered={offered}
                  isActive={challenge.id === activeId}
                  isNext={challenge.id === nextId && challenge.id !== activeId}
                  isOpen={challenge.id === openId}
                  onToggle={() => setOpenId(challenge.id === openId ? null : challenge.id)}
                />
              ))}
            </ul>
          </section>
        );
      })}
    </div>
  );
}

interface ChallengeItemProps {
  readonly challenge: ListedChallenge;
  readonly offered: LabChallenges;
  readonly isActive: boolean;
  /** Where to go on, or to start. */
  readonly isNext: boolean;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
}

function ChallengeItem({ challenge, offered, isActive, isNext, isOpen, onToggle }: ChallengeItemProps) {
  const t = useTranslations();
  const { title, goal, teaches, shown } = challenge.text(t);
  const best = offered.credited[challenge.id];
  return (
    <li className={cx('rounded-md border', isActive ? 'border-accent bg-accent-soft' : 'border-border')}>
      <button
        type="button"
        aria-expanded={isOpen}
        onClick={onToggle}
        className="flex min-h-control w-full items-center justify-between gap-3 rounded-md px-3 py-2 text-left text-sm hover:bg-hover"
      >
        <span>
          <span className="font-semibold">{title}</span>{' '}
          <span className="block text-text-muted text-xs">{teaches}</span>
        </span>
        {isNext ? <NextHere offered={offered} /> : <ChallengeState challenge={challenge} offered={offered} />}
      </button>
      {isOpen ? (
        <div className="flex flex-col gap-3 px-3 pb-3 text-sm">
          <p className="text-pretty">{goal}</p>
          {shown !== null && isSolved(offered, challenge.id) ? (
            <p className="text-pretty text-success">{shown}</p>
          ) : null}
          <p className="flex flex-wrap gap-x-3 text-text-muted text-xs tabular-nums">
            {challenge.isImpossible ? null : <span>{t('lab.challenges.par', { par: challenge.parCommands })}</span>}
            {best === undefined ? null : <span>{t('lab.challenges.best', { count: best })}</span>}
          </p>
          <div>
            <Button size="sm" variant={isActive ? 'secondary' : 'primary'} onClick={() => offered.start(challenge.id)}>
              {isActive ? t('lab.challenges.restart') : t('lab.challenges.start')}
            </Button>
          </div>
          <Hints challenge={challenge} />
          {challenge.isImpossible ? <Proof challenge={challenge} /> : null}
        </div>
      ) : null}
    </li>
  );
}

/** The one place to begin at, or to go on at. */
function NextHere({ offered }: { readonly offered: LabChallenges }) {
  const t = useTranslations('lab.challenges');
  const hasSolved = offered.challenges?.some(({ id }) => isSolved(offered, id)) === true;
  return (
    <span className="flex shrink-0 items-center gap-1 rounded-full bg-accent px-2 py-0.5 font-medium text-on-accent text-xs">
      <ArrowRight aria-hidden="true" className="size-3.5" />
      {t(hasSolved ? 'goOnHere' : 'startHere')}
    </span>
  );
}

/** Said with an icon and a word. */
function ChallengeState({
  challenge,
  offered,
}: {
  readonly challenge: ListedChallenge;
  readonly offered: LabChallenges;
}) {
  const t = useTranslations('lab.challenges');
  const isCredited = offered.credited[challenge.id] !== undefined;
  const isMet = offered.met[challenge.id] !== undefined;
  const Icon = isCredited ? Trophy : isMet ? CircleCheckBig : challenge.isImpossible ? CircleHelp : CircleDashed;
  const label = isCredited ? t('credited') : isMet ? t('met') : challenge.isImpossible ? t('impossible') : t('open');
  return (
    <span
      className={cx(
        'flex shrink-0 items-center gap-1 font-medium text-xs',
        isCredited || isMet ? 'text-success' : 'text-text-muted',
      )}
    >
      <Icon aria-hidden="true" className="size-3.5" />
      {label}
    </span>
  );
}

/** One more with every press. */
function Hints({ challenge }: { readonly challenge: ListedChallenge }) {
  const t = useTranslations();
  const [shown, setShown] = useState(0);
  const { hints } = challenge.text(t);
  const count = hints.length;
  return (
    <div className="flex flex-col items-start gap-2">
      <ol aria-label={t('lab.challenges.hints')} aria-live="polite" className="list-decimal pl-5 empty:hidden">
        {hints.slice(0, shown).map((hint) => (
          <li key={hint} className="mt-1 text-pretty">
            {hint}
          </li>
        ))}
      </ol>
      {shown < count ? (
        <Button
          size="sm"
          variant="ghost"
          icon={<Lightbulb aria-hidden="true" className="size-4" />}
          onClick={() => setShown(shown + 1)}
        >
          {t('lab.challenges.hint', { shown, count })}
        </Button>
      ) : (
        <p className="text-text-muted text-xs">{t('lab.challenges.noMoreHints')}</p>
      )}
    </div>
  );
}

/** Of a challenge that cannot be met: thousands of schedules to convince the reader, and at last why. */
function Proof({ challenge }: { readonly challenge: ListedChallenge }) {
  const t = useTranslations();
  const topic = searchTopicOf(challenge);
  const hasSearched = useExplore(({ search }) => search.status === 'done' && search.subject.topic === topic);
  const [isAsked, setIsAsked] = useState(false);
  const { why } = challenge.text(t);
  return (
    <div className="flex flex-col items-start gap-2">
      <ExplorerOffer challenge={challenge} />
      {why === null ? null : hasSearched || isAsked ? (
        <div className="rounded-md bg-sunken p-3">
          <p className="font-semibold">{t('lab.challenges.whyTitle')}</p>
          <p className="mt-1 text-pretty">{why}</p>
        </div>
      ) : (
        <Button size="sm" variant="ghost" onClick={() => setIsAsked(true)}>
          {t('lab.challenges.why')}
        </Button>
      )}
    </div>
  );
}
