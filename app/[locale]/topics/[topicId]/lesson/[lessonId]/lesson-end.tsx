import { CircleCheckBig } from 'lucide-react';
import { getLocale, getMessages, getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { ChallengeState, OwnCards, SolvedCount } from '@/components/topic/later-lesson-end';
import { ButtonLink } from '@/components/ui/button';
import { TextLink } from '@/components/ui/text-link';
import type { TopicContent } from '@/content/catalog';
import { lessonPath } from '@/content/lesson-path';
import { nextTopics } from '@/content/next-topic';
import type { Lesson } from '@/content/topic';
import { quizItemCount } from '@/quiz/draw';
import { isLabId, type LabId, labs } from '@/sim/catalog';

interface LessonEndProps {
  readonly topic: TopicContent;
  readonly lesson: Lesson;
  readonly topics: ReadonlyMap<string, TopicContent>;
}

/** What follows the last section: what can now be done, and the way on; after a topic's last lesson every way from there. */
export async function LessonEnd({ topic, lesson, topics }: LessonEndProps) {
  const [t, locale] = await Promise.all([getTranslations('lessonEnd'), getLocale()]);
  const nextLesson = topic.lessons[topic.lessons.indexOf(lesson) + 1];
  return (
    <div className="prose-interleave">
      <div className="not-prose flex flex-col gap-10 border-border border-t pt-10">
        <Part id="now-you-can" title={t('youCan')}>
          <ul className="flex flex-col gap-2.5">
            {lesson.objectives.map(({ id, text }) => (
              <li key={id} className="flex gap-3">
                <CircleCheckBig aria-hidden="true" className="mt-[0.3em] size-[1.05em] shrink-0 text-text-subtle" />
                <span>{text[locale]}</span>
              </li>
            ))}
          </ul>
        </Part>
        {nextLesson === undefined ? (
          <TopicEnd topic={topic} topics={topics} />
        ) : (
          <Part id="what-next" title={t('nextTitle')} isOnPaper={false}>
            <p className="text-text-muted">{t('nextLesson', { minutes: nextLesson.minutes })}</p>
            <ButtonLink href={lessonPath(topic, nextLesson)} size="lg" className="self-start">
              {nextLesson.title[locale]}
            </ButtonLink>
            <TextLink href={`/topics/${topic.id}`} className="self-start">
              {t('toTopic', { topic: topic.title[locale] })}
            </TextLink>
          </Part>
        )}
      </div>
    </div>
  );
}

async function TopicEnd({ topic, topics }: Omit<LessonEndProps, 'lesson'>) {
  const t = await getTranslations('lessonEnd');
  const here = `/topics/${topic.id}`;
  const next = nextTopics(topic.id, topics.keys());
  return (
    <>
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
        <OwnCards />
      </Part>
      {topic.labs.filter(isLabId).map((labId) => (
        <Challenges key={labId} labId={labId} />
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
    </>
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

async function Challenges({ labId }: { readonly labId: LabId }) {
  const [t, messages] = await Promise.all([getTranslations(), getMessages()]);
  const texts: Readonly<Record<string, { readonly title: string }>> = messages.labs[labId].challenges;
  const challenges = labs[labId].challenges;
  if (challenges.length === 0) return null;
  const solved = t('lab.challenges.credited');
  return (
    <Part
      id={`challenges-${labId}`}
      title={t('lessonEnd.challengesTitle', { lab: t(`labs.${labId}.name`) })}
      isOnPaper={false}
    >
      <SolvedCount labId={labId} ids={challenges.map(({ id }) => id)} />
      <ul className="grid gap-x-8 gap-y-1.5 text-sm sm:grid-cols-2">
        {challenges.map(({ id, impossible }) => (
          <li key={id} className="flex items-center justify-between gap-3 border-border border-b py-1.5">
            <span>{texts[id]?.title ?? id}</span>
            <ChallengeState
              labId={labId}
              id={id}
              isImpossible={impossible === true}
              solved={solved}
              unsolved={t(impossible === true ? 'lab.challenges.impossible' : 'lab.challenges.open')}
            />
          </li>
        ))}
      </ul>
      <ButtonLink href={`/labs/${labId}`} variant="secondary" className="self-start">
        {t('lessonEnd.toLab', { lab: t(`labs.${labId}.name`) })}
      </ButtonLink>
    </Part>
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
      <p className="text-sm text-text-muted">{t('lessonEnd.onPath', { path: t(`paths.names.${pathId}.title`) })}</p>
      <TextLink href={`/topics/${topic.id}`} className="self-start font-semibold text-lg">
        {topic.title[locale]}
      </TextLink>
      <p className="text-text-muted">{topic.summary[locale]}</p>
    </div>
  );
}
