'use client';

import { useLocale, useTranslations } from 'next-intl';
import { TextField } from '@/components/ui/text-field';
import { ToggleGroup } from '@/components/ui/toggle-group';
import type { Score } from '@/quiz/item-type';
import { PartVerdict } from '../part-verdict';
import { recordIn, textIn } from '../response';
import { RichText } from '../rich-text';
import type { RendererProps } from './renderer';

/** A number, and its unit where there is a choice of units. */
export function NumericRenderer({
  item,
  response,
  onResponse,
  isLocked,
  score,
  solution,
  error,
}: RendererProps<'numeric'>) {
  const t = useTranslations('quiz.renderer');
  const { units } = item.body;
  const { number = '', unit = units[0] ?? '' } = recordIn(response);
  return (
    <div className="flex flex-col gap-4">
      <TextField
        name={item.id}
        label={units.length === 1 ? t('numberIn', { unit }) : t('number')}
        inputMode="decimal"
        autoComplete="off"
        value={number}
        readOnly={isLocked}
        error={error}
        onChange={(event) => onResponse({ number: event.currentTarget.value, unit })}
      />
      {units.length > 1 ? (
        <ToggleGroup
          label={t('unit')}
          className="self-start"
          items={units.map((name) => ({ value: name, label: name }))}
          value={unit}
          disabled={isLocked}
          onValueChange={(chosen) => onResponse({ number, unit: chosen })}
        />
      ) : null}
      {score === null || solution === null ? null : (
        <TypedVerdict score={score} answer={`${solution.value}${solution.unit === '' ? '' : ` ${solution.unit}`}`} />
      )}
    </div>
  );
}

/** A word or a short phrase. */
export function ShortTextRenderer(props: RendererProps<'short-text'>) {
  const { item, response, onResponse, isLocked, score, solution, error } = props;
  const t = useTranslations('quiz.renderer');
  return (
    <div className="flex flex-col gap-4">
      <TextField
        name={item.id}
        label={t('text')}
        autoComplete="off"
        spellCheck={false}
        value={textIn(response)}
        readOnly={isLocked}
        error={error}
        onChange={(event) => onResponse(event.currentTarget.value)}
      />
      {score === null || solution === null ? null : <TypedVerdict score={score} answer={solution.answer} />}
    </div>
  );
}

/** How what was typed turned out, the right answer, and why. */
function TypedVerdict({ score, answer }: { readonly score: Score; readonly answer: string }) {
  const t = useTranslations('quiz.renderer');
  const locale = useLocale();
  const isRight = score.earned === score.total;
  const reason = score.parts[0]?.reason?.[locale];
  return (
    <PartVerdict isRight={isRight}>
      {isRight ? null : (
        <p>
          {t('rightAnswer')} <span className="font-medium font-mono">{answer}</span>
        </p>
      )}
      {reason === undefined ? null : (
        <p>
          <RichText text={reason} />
        </p>
      )}
    </PartVerdict>
  );
}
