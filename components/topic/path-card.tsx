import { useTranslations } from 'next-intl';
import { CardLink } from '@/components/ui/card';
import { cx } from '@/components/ui/cx';
import { VisuallyHidden } from '@/components/ui/visually-hidden';
import { measured, type ShownTopic } from './course-topic';
import { OwnTopicMark } from './own-progress';
import { PathProgress } from './path-progress';

interface PathCardProps {
  readonly id: 'foundations' | 'fast' | 'full' | 'distributed-systems' | 'application-architecture' | 'ai-systems';
  readonly topics: readonly ShownTopic[];
}

/** A learning path: what it is for, its topics in order, and how far the reader has come. */
export function PathCard({ id, topics }: PathCardProps) {
  const t = useTranslations('paths');
  return (
    <CardLink href={`/paths/${id}`} title={t(`names.${id}.title`)}>
      <p className="text-sm text-text-muted">{t(`names.${id}.lead`)}</p>
      <ol className="mt-1 flex flex-col gap-1.5 text-sm">
        {topics.map((topic) => (
          <li
            key={topic.number}
            className={cx('flex items-baseline gap-2', topic.lesson === null && 'text-text-subtle')}
          >
            <OwnTopicMark lesson={topic.lesson && measured(topic.lesson)} />
            <span className="text-text-subtle tabular-nums">{topic.number}</span>
            <span>
              {topic.title}
              {topic.turn === null ? null : <VisuallyHidden>, {t(`topic.turns.${topic.turn}`)}</VisuallyHidden>}
            </span>
          </li>
        ))}
      </ol>
      <div className="mt-auto pt-3">
        <PathProgress topics={topics} />
      </div>
    </CardLink>
  );
}
