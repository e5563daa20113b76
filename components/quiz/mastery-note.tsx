import { useFormatter, useTranslations } from 'next-intl';
import { Badge } from '@/components/ui/badge';
import { Disclosure } from '@/components/ui/disclosure';
import { TableScroll } from '@/components/ui/table-scroll';
import { type Evidence, MASTERY_LEVELS, MASTERY_RULE, type MasteryLevel, type MasteryMeasure } from '@/quiz/mastery';

const MEASURES = ['quizShare', 'challengeShare', 'retention'] as const satisfies readonly MasteryMeasure[];
const RULED = ['familiar', 'proficient', 'mastered'] as const;

interface MasteryNoteProps {
  readonly level: MasteryLevel;
  /** What keeps it from the next level. */
  readonly missing: readonly MasteryMeasure[];
  readonly evidence: Evidence;
}

/** How well a topic is known, what the next level asks for, and the whole rule. */
export function MasteryNote({ level, missing, evidence }: MasteryNoteProps) {
  const t = useTranslations('mastery');
  const format = useFormatter();
  const percent = (share: number) => format.number(share, { style: 'percent' });
  const shown = (measure: MasteryMeasure) => {
    const share = evidence[measure];
    return share === null ? t('none') : percent(share);
  };
  const next = RULED.find((each) => MASTERY_LEVELS.indexOf(each) > MASTERY_LEVELS.indexOf(level));
  /** A measure with what it is now and what the next level asks for. */
  const wanted = (measure: MasteryMeasure) =>
    t('wanted', {
      measure: t(`measures.${measure}`),
      now: shown(measure),
      least: next === undefined ? '' : percent(MASTERY_RULE[next][measure]),
    });
  return (
    <div className="flex flex-col gap-2 border-border border-t pt-4">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
        <span className="font-medium">{t('label')}</span>
        <Badge>{t(`levels.${level}`)}</Badge>
        <span className="text-text-muted">
          {t('step', { step: MASTERY_LEVELS.indexOf(level) + 1, count: MASTERY_LEVELS.length })}
        </span>
        {missing.length > 0 ? (
          <span className="text-text-muted">{t('missing', { measures: format.list(missing.map(wanted)) })}</span>
        ) : null}
      </p>
      <Disclosure summary={<span className="text-sm">{t('rule')}</span>}>
        <div className="flex flex-col gap-3 text-sm">
          <TableScroll label={t('rule')}>
            <table className="w-full border-collapse">
              <thead>
                <tr className="border-border-strong border-b text-left text-text-muted">
                  <th scope="col" className="py-2 pr-4 font-medium">
                    {t('measure')}
                  </th>
                  <th scope="col" className="py-2 pr-4 text-right font-medium">
                    {t('you')}
                  </th>
                  {RULED.map((each) => (
                    <th key={each} scope="col" className="whitespace-nowrap py-2 pl-4 text-right font-medium">
                      {t(`levels.${each}`)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {MEASURES.map((measure) => (
                  <tr key={measure} className="border-border border-b">
                    <th scope="row" className="py-2 pr-4 text-left font-normal">
                      {t(`measures.${measure}`)}
                    </th>
                    <td className="py-2 pr-4 text-right tabular-nums">{shown(measure)}</td>
                    {RULED.map((each) => (
                      <td key={each} className="py-2 pl-4 text-right tabular-nums">
                        {percent(MASTERY_RULE[each][measure])}
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </TableScroll>
          <p className="text-text-muted">{t('ruleNote')}</p>
        </div>
      </Disclosure>
    </div>
  );
}
