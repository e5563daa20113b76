import { CircleCheckBig, CircleDashed, CircleHelp } from 'lucide-react';
import { getLocale, getMessages, getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { ButtonLink } from '@/components/ui/button';
import { TextLink } from '@/components/ui/text-link';
import type { TopicContent } from '@/content/catalog';
import { nextTopics } from '@/content/next-topic';
import { quizItemCount } from '@/quiz/draw';
import { creditsOf } from '@/server/challenges';
import { nowMs } from '@/server/clock';
import { database } from '@/server/database';
import { topicCards } from '@/server/topic-cards';
import { isLabId, type LabId, labs } from '@/sim/catalog';

interface LessonEndProps {
  readonly topic: TopicContent;
  readonly topics: ReadonlyMap<string, TopicContent>;
  /** Null while nobody is signed in. */
  readonly userId: string | null;
}

/** What follows the last section: what can now be done, and every way to go on from here. */
export async function LessonEnd({ topic, topics, userId }: LessonEndProps) {
  const [t, locale] = await Promise.all([getTranslations('lesson.end'), getLocale()]);
  const here = `/topics/${topic.id}`;
  const next = nextTopics(topic.id, topics.keys());
  return (
    <div className="prose-interleave">
      <div className="not-prose flex flex-col gap-10 border-border border-t pt-10">
        <Part id="now-you-can" title={t('youCan')}>
          <ul className="flex flex-col gap-2.5">
            {topic.objectives.map(({ id, text }) => (
              <li key={id} className="flex gap-3">
                <CircleCheckBig aria-hidden="true" className="mt-[0.3em] size-[1.05em] shrink-0 text-text-subtle" />
                <span>{text[locale]}</span>
              </li>
            ))}
          </ul>
        </Part>
        <Part id="see-whether-it-stuck" title={t('quizTitle')} isOnPaper={false}>
          <p className="text-text-muted">{t('quiz', { count: quizItemCount(topic.quiz) })}</p>
          <div className="flex flex-wrap gap-3">
            <ButtonLink href={`${here}/quiz`} size="lg">
              {t('toQuiz')}
            </ButtonLink>
            <ButtonLink href={`${here}/practice`} variant="secondary" size="lg">
              {t('toPractice')}
            </ButtonLink>
          </div>
          <Cards topicId={topic.id} userId={userId} />
        </Part>
        {topic.labs.filter(isLabId).map((labId) => (
          <Challenges key={labId} labId={labId} userId={userId} />
        ))}
        <Part id="what-next" title={t('nextTitle')} isOnPaper={false}>
          {next.map(({ pathId, topicId }) => (
            <NextOnPath key={topicId} pathId={pathId} topic={topics.get(topicId)} />
          ))}
          {next.length === 0 ? <p className="text-text-muted">{t('noNext')}</p> : null}
          <TextLink href="/topics" className="self-start">
            {t('toTopics')}
          </TextLink>
        </Part>
      </div>
    </div>
  );
}

interface PartProps {
  readonly id: string;
  readonly title: string;
  /** False for what can only be done on the page. */
  readonly isOnPaper?: boolean;
  readonly children: ReactNode;
}

function Part({ id, title, isOnPaper = true, children }: PartProps) {
  return (
    <section
      aria-labelledby={id}
      data-print={isOnPaper ? undefined : 'hide'}
      className="flex flex-col gap-4 text-base print:break-inside-avoid"
    >
      <h2 id={id} className="text-xl">
        {title}
      </h2>
      {children}
    </section>
  );
}

async function Cards({ topicId, userId }: { readonly topicId: string; readonly userId: string | null }) {
  const t = await getTranslations('lesson.end');
  if (userId === null) return <p className="text-sm text-text-muted">{t('cardsSignedOut')}</p>;
  const { count, due } = await topicCards(await database(), userId, topicId, nowMs());
  return (
    <p className="text-sm text-text-muted">
      {t('cards', { count })}{' '}
      {count === 0 ? null : <TextLink href="/review">{t(due > 0 ? 'cardsDue' : 'cardsLater', { due })}</TextLink>}
    </p>
  );
}

async function Challenges({ labId, userId }: { readonly labId: LabId; readonly userId: string | null }) {
  const [t, messages] = await Promise.all([getTranslations(), getMessages()]);
  const texts: Readonly<Record<string, { readonly title: string }>> = messages[labId].challenges;
  const credited = userId === null ? {} : await creditsOf(await database(), userId, labId);
  const challenges = labs[labId].challenges;
  const solved = challenges.filter(({ id }) => Object.hasOwn(credited, id)).length;
  if (challenges.length === 0) return null;
  return (
    <Part
      id={`challenges-${labId}`}
      title={t('lesson.end.challengesTitle', { lab: t(`${labId}.name`) })}
      isOnPaper={false}
    >
      <p className="text-text-muted">{t('lesson.end.challenges', { solved, count: challenges.length })}</p>
      <ul className="grid gap-x-8 gap-y-1.5 text-sm sm:grid-cols-2">
        {challenges.map(({ id, impossible }) => (
          <li key={id} className="flex items-center justify-between gap-3 border-border border-b py-1.5">
            <span>{texts[id]?.title ?? id}</span>
            <ChallengeState isSolved={Object.hasOwn(credited, id)} isImpossible={impossible === true} />
          </li>
        ))}
      </ul>
      <ButtonLink href={`/labs/${labId}`} variant="secondary" className="self-start">
        {t('lesson.end.toLab', { lab: t(`${labId}.name`) })}
      </ButtonLink>
    </Part>
  );
}

async function ChallengeState({
  isSolved,
  isImpossible,
}: {
  readonly isSolved: boolean;
  readonly isImpossible: boolean;
}) {
  const t = await getTranslations('lab.challenges');
  const Icon = isSolved ? CircleCheckBig : isImpossible ? CircleHelp : CircleDashed;
  const state = isSolved ? 'credited' : isImpossible ? 'impossible' : 'open';
  return (
    <span className={`inline-flex shrink-0 items-center gap-1.5 ${isSolved ? 'text-success' : 'text-text-muted'}`}>
      <Icon aria-hidden="true" className="size-4 self-center" />
      {t(state)}
    </span>
  );
}

interface NextOnPathProps {
  readonly pathId: ReturnType<typeof nextTopics>[number]['pathId'];
  readonly topic: TopicContent | undefined;
}

async function NextOnPath({ pathId, topic }: NextOnPathProps) {
  const [t, locale] = await Promise.all([getTranslations(), getLocale()]);
  if (topic === undefined) return null;
  return (
    <div className="flex flex-col gap-1">
      <p className="text-sm text-text-muted">{t('lesson.end.onPath', { path: t(`paths.names.${pathId}.title`) })}</p>
      <TextLink href={`/topics/${topic.id}/lesson`} className="self-start font-semibold text-lg">
        {topic.title[locale]}
      </TextLink>
      <p className="text-text-muted">{topic.summary[locale]}</p>
    </div>
  );
}
