import { useTranslations } from 'next-intl';
import { cx } from '@/components/ui/cx';
import { Link } from '@/lib/i18n/navigation';
import { measured, type ShownTopic } from './course-topic';
import { GRAPH, graphHeight, graphLayout, graphLine } from './graph-layout';
import { OwnTopicMark } from './own-progress';
import { TopicMark } from './topic-mark';

/** The topics and what each builds on: a drawing where there is room for it, a list with words elsewhere and for screen readers. */
export function TopicGraph({ topics }: { readonly topics: readonly ShownTopic[] }) {
  const titles = new Map(topics.map(({ number, title }) => [number, title]));
  const lines = topics.flatMap(({ number, prerequisites }) => prerequisites.map((needed) => [needed, number] as const));
  return (
    <div className="flex flex-col gap-5">
      <Legend />
      <div className="relative">
        <svg
          aria-hidden="true"
          viewBox={`0 0 ${GRAPH.width} ${graphHeight}`}
          preserveAspectRatio="none"
          className="absolute inset-0 hidden size-full fill-none stroke-border-strong lg:block"
        >
          {lines.map(([from, to]) => (
            <path key={`${from} ${to}`} d={graphLine(from, to)} strokeWidth={1.5} vectorEffect="non-scaling-stroke" />
          ))}
        </svg>
        <ol className="grid gap-2 md:grid-cols-2 lg:grid-cols-5 lg:grid-rows-[repeat(8,72px)] lg:gap-x-[4.5%] lg:gap-y-[14px]">
          {topics.map((topic) => (
            <Node
              key={topic.number}
              topic={topic}
              needs={topic.prerequisites.map((number) => titles.get(number) ?? number)}
            />
          ))}
        </ol>
      </div>
    </div>
  );
}

/** What the marks mean. The boxes say it in words as well, to whoever cannot see them. */
function Legend() {
  const t = useTranslations('paths.topic');
  const states = [
    { key: 'ready', isWritten: true, isRead: false },
    { key: 'read', isWritten: true, isRead: true },
    { key: 'unwritten', isWritten: false, isRead: false },
  ] as const;
  return (
    <ul className="flex flex-wrap gap-x-5 gap-y-1 text-sm text-text-muted">
      {states.map(({ key, ...mark }) => (
        <li key={key} className="flex items-center gap-1.5">
          <TopicMark {...mark} />
          {t(key)}
        </li>
      ))}
    </ul>
  );
}

const columns = ['lg:col-start-1', 'lg:col-start-2', 'lg:col-start-3', 'lg:col-start-4', 'lg:col-start-5'];
const rows = [
  'lg:row-start-1',
  'lg:row-start-2',
  'lg:row-start-3',
  'lg:row-start-4',
  'lg:row-start-5',
  'lg:row-start-6',
  'lg:row-start-7',
  'lg:row-start-8',
];

function Node({ topic, needs }: { readonly topic: ShownTopic; readonly needs: readonly string[] }) {
  const t = useTranslations('paths.topic');
  const { number, title, lesson, turn } = topic;
  const place = graphLayout[number];
  const name = (
    <>
      <span className="font-normal text-text-subtle tabular-nums">{number}</span> {title}
    </>
  );
  return (
    <li
      className={cx(
        'group relative flex items-center gap-2.5 rounded-md border bg-surface px-3 py-2 text-sm leading-snug',
        lesson === null ? 'border-border-strong border-dashed' : 'border-border-strong hover:border-accent',
        place && columns[place.column - 1],
        place && rows[place.row - 1],
      )}
    >
      <OwnTopicMark lesson={lesson && measured(lesson)} />
      <div className="min-w-0">
        {lesson === null ? (
          <p className="text-text-muted">{name}</p>
        ) : (
          <Link
            href={lesson.href}
            className="font-medium text-text no-underline transition-colors after:absolute after:inset-0 after:rounded-md group-hover:text-accent focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:outline-focus focus-visible:after:outline-offset-2"
          >
            {name}
          </Link>
        )}
        <p className="text-text-subtle text-xs lg:sr-only">
          {turn === null ? null : t(`turns.${turn}`)}
          {needs.length === 0 ? null : <span className="block">{t('needs', { topics: needs.join(', ') })}</span>}
        </p>
      </div>
    </li>
  );
}
