import { useTranslations } from 'next-intl';
import { DataTable } from '@/components/ui/data-table';
import { OwnDate } from '@/components/ui/own-date';

interface Learner {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly joinedAt: Date;
  readonly progress: readonly {
    readonly topicId: string;
    readonly sectionsRead: number;
    readonly sectionCount: number;
    readonly bestQuiz: { readonly earned: number; readonly total: number } | null;
    readonly openAnswers: number | null;
    readonly labRuns: number;
    readonly challenges: number;
    readonly predictions: { readonly right: number; readonly answered: number };
  }[];
}

interface RosterTableProps {
  readonly learners: readonly Learner[];
  /** By topic id, in the page's language. */
  readonly topicTitles: Readonly<Record<string, string>>;
}

/** A class's learners: a row for each learner and topic. */
export function RosterTable({ learners, topicTitles }: RosterTableProps) {
  const t = useTranslations('classes');
  const rows = learners.flatMap((learner) => learner.progress.map((progress) => ({ learner, progress })));
  return (
    <DataTable
      caption={t('roster')}
      rows={rows}
      rowKey={({ learner, progress }) => `${learner.id} ${progress.topicId}`}
      columns={[
        {
          key: 'learner',
          header: t('column.learner'),
          cell: ({ learner }) => (
            <>
              {learner.name}
              <span className="block font-normal text-text-muted">{learner.email}</span>
            </>
          ),
        },
        { key: 'topic', header: t('column.topic'), cell: ({ progress }) => topicTitles[progress.topicId] },
        {
          key: 'lesson',
          header: t('column.lesson'),
          numeric: true,
          cell: ({ progress }) => t('sections', { read: progress.sectionsRead, count: progress.sectionCount }),
        },
        {
          key: 'quiz',
          header: t('column.quiz'),
          numeric: true,
          cell: ({ progress: { bestQuiz, openAnswers } }) => {
            if (bestQuiz) return t('points', bestQuiz);
            return openAnswers === null ? t('notBegun') : t('answers', { count: openAnswers });
          },
        },
        { key: 'labRuns', header: t('column.labRuns'), numeric: true, cell: ({ progress }) => progress.labRuns },
        {
          key: 'challenges',
          header: t('column.challenges'),
          numeric: true,
          cell: ({ progress }) => progress.challenges,
        },
        {
          key: 'predictions',
          header: t('column.predictions'),
          numeric: true,
          cell: ({ progress: { predictions } }) =>
            predictions.answered === 0 ? t('noPredictions') : t('predictionsRight', predictions),
        },
        {
          key: 'joined',
          header: t('column.joined'),
          numeric: true,
          cell: ({ learner }) => <OwnDate at={learner.joinedAt} dateStyle="medium" />,
        },
      ]}
    />
  );
}
