import { useTranslations } from 'next-intl';
import { Card } from '@/components/ui/card';
import { Meter } from '@/components/ui/meter';

interface CalibrationProps {
  /** One entry per degree of confidence that was ever chosen. */
  readonly degrees: readonly { readonly confidence: number; readonly answers: number; readonly right: number }[];
}

const DEGREES = [1, 2, 3] as const;

/** How often the learner was right, by how sure they had said they were: who knows what they know rises from bar to bar. */
export function Calibration({ degrees }: CalibrationProps) {
  const t = useTranslations();
  return (
    <Card className="flex flex-col gap-5">
      <div className="flex flex-col gap-1">
        <h2 className="text-xl">{t('mastery.calibration.title')}</h2>
        <p className="text-sm text-text-muted">{t('mastery.calibration.lead')}</p>
      </div>
      <div className="grid gap-5 md:grid-cols-3">
        {DEGREES.flatMap((degree) => {
          const found = degrees.find(({ confidence }) => confidence === degree);
          if (found === undefined) return [];
          const { right, answers } = found;
          return [
            <Meter
              key={degree}
              label={t(`quiz.confidence.degrees.${degree}`)}
              value={right}
              max={answers}
              valueText={t('mastery.calibration.right', { right, answers })}
            />,
          ];
        })}
      </div>
    </Card>
  );
}
