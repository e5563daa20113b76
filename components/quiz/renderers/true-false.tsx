'use client';

import { useLocale, useTranslations } from 'next-intl';
import { RadioGroup } from '@/components/ui/choice-group';
import { outcomeOfOne } from '../part-verdict';
import { verdictIn } from '../response';
import { RichText } from '../rich-text';
import type { RendererProps } from './renderer';

/** Whether the statement holds, and why. */
export function TrueFalseRenderer({
  item,
  response,
  onResponse,
  isLocked,
  solution,
  error,
}: RendererProps<'true-false'>) {
  const t = useTranslations('quiz.renderer');
  const locale = useLocale();
  const given = verdictIn(response);
  const given01 = given.answer === null ? null : given.answer ? 'true' : 'false';
  return (
    <div className="flex flex-col gap-6">
      <RadioGroup
        name={`${item.id}-answer`}
        legend={t('statement')}
        readOnly={isLocked}
        error={given.answer === null ? error : undefined}
        value={given01}
        onValueChange={(value) => onResponse({ ...given, answer: value === 'true' })}
        choices={(['true', 'false'] as const).map((value) => ({
          value,
          label: t(value),
          outcome: solution ? outcomeOfOne(String(solution.answer) === value, given01 === value) : undefined,
          explanation:
            solution && String(solution.answer) === value ? <RichText text={solution.explanation[locale]} /> : null,
        }))}
      />
      <RadioGroup
        name={`${item.id}-reason`}
        legend={t('reason')}
        readOnly={isLocked}
        error={given.answer === null ? undefined : error}
        value={given.reason}
        onValueChange={(reason) => onResponse({ ...given, reason })}
        choices={item.body.reasons.map(({ id, text }) => {
          const told = solution?.reasons.find((each) => each.id === id);
          return {
            value: id,
            label: <RichText text={text[locale]} />,
            outcome: told && outcomeOfOne(told.correct, given.reason === id),
            explanation: told && <RichText text={told.explanation[locale]} />,
          };
        })}
      />
    </div>
  );
}
