'use client';

import { useLocale, useTranslations } from 'next-intl';
import { cx } from '@/components/ui/cx';
import { FieldMessage } from '@/components/ui/field-message';
import { fieldControl, fieldLabel, fieldRoot } from '@/components/ui/field-styles';
import { useField } from '@/components/ui/use-field';
import { Code } from '../code';
import { PartVerdict, RendererError } from '../part-verdict';
import { recordIn, textIn } from '../response';
import { plainText, RichText } from '../rich-text';
import type { RendererProps } from './renderer';

const gapLook =
  'mx-0.5 inline-flex min-h-control-sm items-center rounded-sm border border-border-strong bg-surface px-2 font-mono text-text md:min-h-0 md:py-0.5';

/** Code with gaps to type into or to choose for. */
export function FillInTheCodeRenderer(props: RendererProps<'fill-in-the-code'>) {
  const { item, response, onResponse, isLocked, solution, error, code } = props;
  const t = useTranslations('quiz.renderer');
  const locale = useLocale();
  const given = recordIn(response);
  const { gaps } = item.body;

  const gapFor = (id: string) => {
    const index = gaps.findIndex((gap) => gap.id === id);
    const gap = gaps[index];
    if (gap === undefined) return null;
    const label = t('gap', { number: index + 1, count: gaps.length });
    const value = given[id] ?? '';
    const onChange = (event: { currentTarget: { value: string } }) =>
      onResponse({ ...given, [id]: event.currentTarget.value });
    if (isLocked) return <span className={cx(gapLook, 'font-semibold')}>{value}</span>;
    if (gap.forms === null) {
      return (
        <input
          aria-label={label}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          className={cx(gapLook, 'w-[24ch] max-w-full')}
          value={value}
          onChange={onChange}
        />
      );
    }
    return (
      <select aria-label={label} className={gapLook} value={value} onChange={onChange}>
        <option value="">{t('choose')}</option>
        {gap.forms.map((form) => (
          <option key={form} value={form}>
            {form}
          </option>
        ))}
      </select>
    );
  };

  return (
    <div className="flex flex-col gap-4">
      <Code
        label={t(isLocked ? 'codeAnswered' : 'code', { stem: plainText(item.stem[locale]) })}
        code={item.body.code}
        lines={code}
        renderGap={gapFor}
      />
      <RendererError error={error} />
      {solution === null ? null : (
        <ol className="flex flex-col divide-y divide-border border-border border-y">
          {solution.gaps.map(({ id, answer, explanation }, index) => {
            const part = props.score?.parts.find((each) => each.part === id);
            const isRight = part?.earned === part?.total;
            return (
              <li key={id} className="flex flex-col gap-1 py-3 text-sm">
                <p className="font-medium">{t('gap', { number: index + 1, count: solution.gaps.length })}</p>
                <PartVerdict isRight={isRight}>
                  {isRight ? null : (
                    <p>
                      {t('rightAnswer')} <code className="font-mono">{answer}</code>
                    </p>
                  )}
                  <p>
                    <RichText text={(part?.reason ?? explanation)[locale]} />
                  </p>
                </PartVerdict>
              </li>
            );
          })}
        </ol>
      )}
    </div>
  );
}

/** A program, and a field for what it prints. */
export function PredictTheOutputRenderer(props: RendererProps<'predict-the-output'>) {
  const { item, response, onResponse, isLocked, score, solution, error, code } = props;
  const t = useTranslations('quiz.renderer');
  const locale = useLocale();
  const reason = score?.parts[0]?.reason ?? solution?.explanation;
  const field = useField({ description: t('outputHint'), error });
  return (
    <div className="flex flex-col gap-4">
      <Code
        label={t(isLocked ? 'codeAnswered' : 'code', { stem: plainText(item.stem[locale]) })}
        code={item.body.code}
        lines={code}
      />
      <div className={fieldRoot}>
        <label htmlFor={field.id} className={fieldLabel}>
          {t('output')}
        </label>
        <textarea
          {...field.control}
          rows={5}
          spellCheck={false}
          autoCapitalize="none"
          autoComplete="off"
          className={cx(fieldControl, 'resize-y font-mono text-sm')}
          value={textIn(response)}
          readOnly={isLocked}
          onChange={(event) => onResponse(event.currentTarget.value)}
        />
        <FieldMessage {...field.messages} />
      </div>
      {score === null || solution === null ? null : (
        <PartVerdict isRight={score.earned === score.total}>
          {score.earned === score.total ? null : (
            <>
              <p>{t('rightOutput')}</p>
              <Code label={t('rightOutput')} code={solution.output} lines={undefined} />
            </>
          )}
          {reason ? (
            <p>
              <RichText text={reason[locale]} />
            </p>
          ) : null}
        </PartVerdict>
      )}
    </div>
  );
}
