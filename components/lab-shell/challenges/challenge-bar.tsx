'use client';

import { ArrowRight, CircleCheckBig, Flag, TriangleAlert } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { Button, buttonClass } from '@/components/ui/button';
import { cx } from '@/components/ui/cx';
import { useLab, useLabSession } from '../run/lab-context';
import { useClockText } from '../run/use-clock-text';
import { challengeQuery } from '../share/run-link';
import type { ChallengeStatus } from './challenge-progress';
import { type Credit, useLabChallenges } from './challenges-context';
import { ExplorerOffer } from './explorer-offer';
import { nextChallenge } from './next-challenge';

/** The challenge that the run is an attempt at: its goal, how far the run is, and what the server said. */
export function ChallengeBar() {
  const t = useTranslations();
  const locale = useLocale();
  const offered = useLabChallenges();
  const status = useLab((session) => session.challenge?.status() ?? null);
  const { labId, challenge: attempt } = useLabSession();
  const id = attempt?.id;
  const challenge = offered?.challenges?.find((each) => each.id === id);
  if (status === null || offered === null || challenge === undefined) return null;
  const { title, goal, shown } = challenge.text(t);
  const isMet = status.met !== null && status.obstacle === null;
  const credit = offered.met[challenge.id];
  const next = nextChallenge(offered.challenges ?? [], offered, challenge.id);
  return (
    <section
      aria-label={title}
      className={cx(
        'mb-4 rounded-lg border px-4 py-3 text-sm',
        isMet ? 'border-success bg-success-soft' : 'border-accent bg-accent-soft',
      )}
    >
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <p className="font-semibold text-base">{title}</p>
        <p className="text-text-muted text-xs tabular-nums">
          {challenge.isImpossible
            ? t('lab.challenges.usedOnly', { used: status.commandsUsed })
            : t('lab.challenges.used', { used: status.commandsUsed, par: challenge.parCommands })}
        </p>
      </div>
      <p data-lab="goal" className="mt-1 text-pretty">
        {isMet && shown !== null ? shown : goal}
      </p>
      <StatusLine status={status} credit={isMet ? credit : undefined} />
      {isMet ? (
        <div className="mt-2 flex flex-wrap gap-2 empty:hidden">
          {next === null ? null : (
            <Button
              size="sm"
              icon={<ArrowRight aria-hidden="true" className="size-4" />}
              onClick={() => offered.start(next.id)}
            >
              {t('lab.challenges.next', { title: next.text(t).title })}
            </Button>
          )}
          {credit === 'signed-out' ? (
            // A navigation within the page would be undone by the address that the lab writes a little after the last act.
            <a
              href={`/${locale}/sign-up?next=${encodeURIComponent(`/labs/${labId}?${challengeQuery(challenge.id)}`)}`}
              className={buttonClass('secondary', 'sm')}
            >
              {t('site.signUp')}
            </a>
          ) : null}
        </div>
      ) : null}
      {challenge.isImpossible ? (
        <div className="mt-2">
          <ExplorerOffer challenge={challenge} isInBar />
        </div>
      ) : null}
    </section>
  );
}

function StatusLine({ status, credit }: { readonly status: ChallengeStatus; readonly credit: Credit | undefined }) {
  const t = useTranslations('lab.challenges');
  const clockText = useClockText();
  const { met, obstacle, commandsUsed } = status;
  const Icon = obstacle !== null ? TriangleAlert : met === null ? Flag : CircleCheckBig;
  return (
    <p role="status" className="mt-2 flex min-h-[1lh] items-start gap-2 font-medium">
      <Icon
        aria-hidden="true"
        className={cx(
          'mt-[0.2em] size-4 shrink-0',
          obstacle === null && met !== null && 'animate-celebrate rounded-full text-success',
        )}
      />
      <span>
        {obstacle !== null
          ? t(`status.${obstacle}`)
          : met === null
            ? t('status.open')
            : t('status.met', { time: clockText(met.tick), used: commandsUsed })}
        {credit === undefined ? null : ` ${t(`credit.${credit}`)}`}
      </span>
    </p>
  );
}
