'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useEffect, useRef } from 'react';
import { ReportMistake } from '@/components/report/report-mistake';
import { Button } from '@/components/ui/button';
import { Callout } from '@/components/ui/callout';
import { lazyPart } from '@/components/ui/lazy-part';
import { ProgressBar } from '@/components/ui/progress-bar';
import { useRouter } from '@/lib/i18n/navigation';
import { Question, Verdict } from './question';
import type { Place } from './question-place';
import { prepareRenderers } from './question-renderer';
import type { AttemptActions, QuizObjective, QuizSource, StartedAttempt } from './types';
import { useAttempt } from './use-attempt';
import { placeNow, useQuestionAddress } from './use-question-address';

interface AttemptPanelProps {
  /** Leads on to what comes after the topic. */
  readonly next: ReactNode;
  readonly topicId: string;
  readonly behaviour: 'quiz' | 'practice';
  /** Of practice, the one objective whose items it has; undefined for all of them. */
  readonly objective?: string | undefined;
  readonly objectives: readonly QuizObjective[];
  readonly sources: readonly QuizSource[];
  /** Where the address says that it stands. */
  readonly at: Place;
  /** The attempt to go on with or to look at; null before there is one. */
  readonly initial: StartedAttempt | null;
  readonly actions: AttemptActions;
  /** What to expect, before the first question. */
  readonly welcome: ReactNode;
}

// Few open a quiz while another keeps questions back.
const WithheldNote = lazyPart(
  () => import('./withheld-note').then((module) => module.WithheldNote),
  <div className="min-h-32" />,
);
const Result = lazyPart(() => import('./result').then((module) => module.Result), <div className="min-h-40" />);

/** A topic's quiz or practice, one question at a time. */
export function AttemptPanel(props: AttemptPanelProps) {
  const { topicId, behaviour, objective, objectives, sources, initial, actions, welcome } = props;
  const t = useTranslations('quiz');
  const router = useRouter();
  const attempt = useAttempt({ topicId, behaviour, objective, actions }, initial);
  const { started, status, waiting } = attempt;
  const [place, write] = useQuestionAddress(props.at);
  const heading = useRef<HTMLHeadingElement>(null);
  const position = started === null ? 0 : (positionOf(place, started) ?? firstOpen(started));

  // Where an address leads nowhere the attempt is gone on with, and its address says where that is.
  useEffect(() => {
    if (started !== null && positionOf(placeNow(), started) === null) write(placeOf(position, started), 'replace');
  }, [started, position, write]);

  const goTo = (next: number, how: 'push' | 'replace' = 'push', of = started) => {
    if (of !== null) write(placeOf(next, of), how);
    // The heading of the next question is where a screen reader's and a keyboard's reader goes on.
    requestAnimationFrame(() => heading.current?.focus());
  };
  const begin = async () => {
    const begun = await attempt.begin();
    if (begun === null) return;
    const isGoneOn = begun.attempt.answered.length > 0;
    const next = (isGoneOn && started === null ? positionOf(place, begun) : null) ?? firstOpen(begun);
    goTo(next, started === null ? 'replace' : 'push', begun);
    // The page as the router keeps it for Back has the attempt in it, too.
    router.refresh();
  };

  const failed =
    status === 'failed' ? (
      <Callout live tone="danger" title={t('failedTitle')} />
    ) : status === 'discarded' ? (
      <Callout live title={t('discarded')} />
    ) : null;
  if (started === null) {
    return (
      <div className="flex flex-col items-start gap-6">
        {welcome}
        <Button size="lg" loading={status === 'fetching'} onClick={begin}>
          {t('begin')}
        </Button>
        {failed}
      </div>
    );
  }

  const { items, answered, finished, hints, id, withheld } = started.attempt;
  const withheldNotes = withheld.map((quiz) => (
    <WithheldNote key={quiz.quizId} quiz={quiz} actions={actions} onEnded={() => void attempt.refresh()} />
  ));
  const answeredBy = new Map(answered.map((each) => [each.itemId, each]));
  const item = items[position];
  // All of it is in the open quiz.
  if (items.length === 0 && withheld.length > 0) return <div className="flex flex-col gap-6">{withheldNotes}</div>;
  if (!item) {
    return (
      <div className="flex flex-col gap-8">
        {withheldNotes}
        <Result
          ref={heading}
          next={props.next}
          topicId={topicId}
          behaviour={behaviour}
          objectives={objectives}
          items={items}
          answered={answeredBy}
          waiting={waiting}
          finished={finished}
          isBusy={status === 'fetching'}
          onReview={goTo}
          onAgain={begin}
          onHandIn={attempt.handIn}
        />
        {failed}
      </div>
    );
  }
  const given = new Set([...answered.filter(({ tries }) => tries > 0).map(({ itemId }) => itemId), ...waiting.keys()]);
  const isDone = given.has(item.id) || finished !== null;
  // Once somebody is at it, the network may go away until the end.
  const prepare = () => {
    prepareRenderers(items);
    Verdict.load();
    Result.load();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: nothing happens here that a reader would notice.
    <div onFocus={prepare} className="flex flex-col gap-8">
      {withheldNotes}
      <ProgressBar
        label={t('progress')}
        labelHidden
        value={given.size}
        max={items.length}
        valueText={t('answeredOf', { answered: given.size, count: items.length })}
      />
      <Question
        key={`${id} ${item.id}`}
        ref={heading}
        attemptId={id}
        behaviour={behaviour}
        item={item}
        code={started.code[item.id]}
        place={{ number: position + 1, count: items.length }}
        sources={sources}
        answered={answeredBy.get(item.id) ?? null}
        waiting={waiting.has(item.id) ? { response: waiting.get(item.id) } : null}
        hints={hints[item.id] ?? []}
        onHint={() => attempt.askHint(item.id)}
        onAnswered={attempt.noteAnswered}
        onWaiting={(response) => attempt.noteWaiting(item.id, response)}
      />
      <ReportMistake key={`report ${item.id}`} place={{ topicId, kind: 'item', ref: item.id }} />
      <div className="flex flex-wrap justify-between gap-3">
        {position > 0 ? (
          <Button variant="ghost" onClick={() => goTo(position - 1)}>
            {t('previous')}
          </Button>
        ) : null}
        <Button className="ml-auto" variant={isDone ? 'primary' : 'ghost'} onClick={() => goTo(position + 1)}>
          {t(position + 1 === items.length ? 'toResult' : isDone ? 'next' : 'skip')}
        </Button>
      </div>
      {failed}
    </div>
  );
}

/** Where to go on: the first item without an answer, or the result when there is none. */
function firstOpen({ attempt: { items, answered } }: StartedAttempt): number {
  const first = items.findIndex(({ id }) => answered.every((each) => each.itemId !== id));
  return first === -1 ? items.length : first;
}

/** The position that the address names; null where it names none that the attempt has. */
function positionOf(place: Place, { attempt: { items } }: StartedAttempt): number | null {
  if (place === 'result') return items.length;
  return place !== null && place < items.length ? place : null;
}

function placeOf(position: number, { attempt: { items } }: StartedAttempt): number | 'result' {
  return position < items.length ? position : 'result';
}
