'use client';

import { CircleCheckBig, CircleDashed, CircleHelp } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useOwnTopic } from '@/components/reader/own-context';
import { TextLink } from '@/components/ui/text-link';

/** The reader's review cards of the topic. Its line is kept free until that is known. */
export function OwnCards() {
  const t = useTranslations('lessonEnd.own');
  const own = useOwnTopic();
  if (own === undefined) return <p className="min-h-6" />;
  if (own === null) return <p className="min-h-6 text-sm text-text-muted">{t('cardsSignedOut')}</p>;
  const { count, due } = own.cards;
  return (
    <p className="min-h-6 text-sm text-text-muted">
      {t('cards', { count })}{' '}
      {count === 0 ? null : <TextLink href="/review">{t(due > 0 ? 'cardsDue' : 'cardsLater', { due })}</TextLink>}
    </p>
  );
}

interface SolvedCountProps {
  readonly labId: string;
  readonly ids: readonly string[];
}

/** How many of a lab's challenges the reader has solved. */
export function SolvedCount({ labId, ids }: SolvedCountProps) {
  const t = useTranslations('lessonEnd.own');
  const credits = useOwnTopic()?.credits[labId] ?? {};
  const solved = ids.filter((id) => Object.hasOwn(credits, id)).length;
  return <p className="text-text-muted">{t('challenges', { solved, count: ids.length })}</p>;
}

interface ChallengeStateProps {
  readonly labId: string;
  readonly id: string;
  readonly isImpossible: boolean;
  /** What it is called when the reader has solved it, and before. */
  readonly solved: string;
  readonly unsolved: string;
}

/** Whether the reader has solved a challenge. */
export function ChallengeState({ labId, id, isImpossible, solved, unsolved }: ChallengeStateProps) {
  const isSolved = Object.hasOwn(useOwnTopic()?.credits[labId] ?? {}, id);
  const Icon = isSolved ? CircleCheckBig : isImpossible ? CircleHelp : CircleDashed;
  return (
    <span className={`inline-flex shrink-0 items-center gap-1.5 ${isSolved ? 'text-success' : 'text-text-muted'}`}>
      <Icon aria-hidden="true" className="size-4 self-center" />
      {isSolved ? solved : unsolved}
    </span>
  );
}
