import { PenLine } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { TextLink } from '@/components/ui/text-link';
import { measured, type ShownTopic } from './course-topic';
import { TopicCard } from './topic-card';

interface PathTopicProps {
  readonly topic: ShownTopic;
  /** Level of its title in the page's outline. */
  readonly level: 2 | 3;
  /** Titles of the topics that it builds on. */
  readonly needs: readonly string[];
}

/** A topic on its path: a card that opens it, or a row that says when its lesson comes. */
export function PathTopic({ topic, level, needs }: PathTopicProps) {
  const t = useTranslations('paths.topic');
  const { number, title, lesson, labs, turn } = topic;
  const Heading = `h${level}` as const;
  if (lesson !== null) {
    return (
      <li>
        <TopicCard
          href={lesson.href}
          number={number}
          title={title}
          level={level}
          summary={lesson.summary}
          minutes={lesson.minutes}
          labCount={lesson.labCount}
          own={measured(lesson)}
        />
      </li>
    );
  }
  return (
    <li className="flex flex-col gap-1 rounded-lg border border-border-strong border-dashed px-5 py-4 sm:px-6">
      <p className="flex items-center gap-1.5 text-sm text-text-muted">
        <PenLine aria-hidden="true" className="size-4" />
        {t(`turns.${turn ?? 'later'}`)}
      </p>
      <Heading className="text-lg leading-snug">
        <span className="mr-2 font-normal text-text-subtle tabular-nums">{number}</span>
        {title}
      </Heading>
      {needs.length === 0 ? null : (
        <p className="text-sm text-text-muted">{t('needs', { topics: needs.join(', ') })}</p>
      )}
      {labs.length === 0 ? null : (
        <ul className="flex flex-wrap gap-x-4 text-sm">
          {labs.map(({ id, name }) => (
            <li key={id}>
              <TextLink href={`/labs/${id}`}>{t('openLab', { lab: name })}</TextLink>
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}
