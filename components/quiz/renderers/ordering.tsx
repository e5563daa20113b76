'use client';

import { useLocale, useTranslations } from 'next-intl';
import { PartVerdict } from '../part-verdict';
import { textsIn } from '../response';
import { plainText, RichText } from '../rich-text';
import type { RendererProps } from './renderer';
import { SortableList } from './sortable-list';

/** Steps to be put in order. */
export function OrderingRenderer({ item, response, onResponse, isLocked, solution }: RendererProps<'ordering'>) {
  const t = useTranslations('quiz.renderer');
  const locale = useLocale();
  const textOf = (id: string) => item.body.steps.find((step) => step.id === id)?.text[locale] ?? '';
  const given = textsIn(response);
  // Where no order was given, the right one is shown.
  const isGiven = solution === null || given.length > 0;
  const things = (isGiven ? given : solution.order).map((id, index) => {
    const place = solution === null || !isGiven ? null : solution.order.indexOf(id);
    return {
      id,
      name: plainText(textOf(id)),
      label: <RichText text={textOf(id)} />,
      verdict:
        place === null ? undefined : (
          <PartVerdict isRight={place === index}>
            {place === index ? null : <p>{t('belongsAt', { place: place + 1 })}</p>}
          </PartVerdict>
        ),
    };
  });
  return (
    <div className="flex flex-col gap-4">
      <SortableList label={t('order')} things={things} isLocked={isLocked} onOrder={onResponse} />
      {solution === null ? null : (
        <p>
          <RichText text={solution.explanation[locale]} />
        </p>
      )}
    </div>
  );
}
