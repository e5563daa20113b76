'use client';

import { useLocale, useTranslations } from 'next-intl';
import { Select } from '@/components/ui/select';
import { PartVerdict, RendererError } from '../part-verdict';
import { recordIn } from '../response';
import { plainText, RichText } from '../rich-text';
import type { RendererProps } from './renderer';

/** Things, each with a list of where it may belong: matching and classification. */
export function PairingRenderer(props: RendererProps<'matching'> | RendererProps<'classification'>) {
  const { item, response, onResponse, isLocked, solution, error } = props;
  const t = useTranslations('quiz.renderer');
  const locale = useLocale();
  const given = recordIn(response);
  const textOf = (id: string | undefined) =>
    item.body.targets.find((target) => target.id === id)?.text[locale] ?? t('nothing');
  const targets = item.body.targets.map(({ id, text }) => ({ value: id, label: plainText(text[locale]) }));
  return (
    <div className="flex flex-col gap-4">
      <ul className="flex flex-col divide-y divide-border border-border border-y">
        {item.body.things.map(({ id, text }) => {
          const told = solution?.things.find((each) => each.id === id);
          return (
            <li key={id} className="flex flex-col gap-2 py-4">
              {isLocked ? (
                <p className="flex flex-wrap gap-x-2">
                  <span className="font-medium">
                    <RichText text={text[locale]} />
                  </span>
                  <span aria-hidden="true">→</span>
                  <RichText text={textOf(given[id])} />
                </p>
              ) : (
                <Select
                  name={`${item.id}-${id}`}
                  label={plainText(text[locale])}
                  items={targets}
                  placeholder={t('choose')}
                  {...(given[id] === undefined ? {} : { value: given[id] })}
                  onValueChange={(target) => onResponse({ ...given, [id]: target })}
                />
              )}
              {told ? (
                <PartVerdict isRight={told.to === given[id]}>
                  {told.to === given[id] ? null : (
                    <p>
                      {t('rightAnswer')} <RichText text={textOf(told.to)} />
                    </p>
                  )}
                  <p>
                    <RichText text={told.explanation[locale]} />
                  </p>
                </PartVerdict>
              ) : null}
            </li>
          );
        })}
      </ul>
      <RendererError error={error} />
    </div>
  );
}
