import { useTranslations } from 'next-intl';
import { TextLink } from '@/components/ui/text-link';
import { PASS_PERCENT, PRACTICE_TRIES_MAX } from '@/quiz/behaviour';

interface AttemptWelcomeProps {
  readonly behaviour: 'quiz' | 'practice';
  readonly topicId: string;
  readonly count: number;
}

/** How an attempt goes, before it begins. */
export function AttemptWelcome({ behaviour, topicId, count }: AttemptWelcomeProps) {
  const t = useTranslations('quizWelcome');
  const other = behaviour === 'quiz' ? 'practice' : 'quiz';
  return (
    <div className="flex flex-col gap-4">
      <h2 className="text-xl">{t(`${behaviour}.title`, { count })}</h2>
      <ul className="flex list-disc flex-col gap-2 pl-5 text-text-muted marker:text-text-subtle">
        <li>{t(`${behaviour}.told`)}</li>
        <li>
          {behaviour === 'quiz'
            ? t('quiz.pass', { percent: PASS_PERCENT })
            : t('practice.tries', { count: PRACTICE_TRIES_MAX })}
        </li>
        <li>{t(`${behaviour}.again`)}</li>
        <li>{t('kept')}</li>
      </ul>
      <p>
        <TextLink href={`/topics/${topicId}/${other}`}>{t(`${behaviour}.other`)}</TextLink>
      </p>
    </div>
  );
}
