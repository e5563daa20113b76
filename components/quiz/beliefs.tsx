'use client';

import { useLocale, useTranslations } from 'next-intl';
import { Callout } from '@/components/ui/callout';
import { TextLink } from '@/components/ui/text-link';
import { RichText } from './rich-text';
import type { ToldBelief } from './types';

/** What an answer shows to be believed, what is wrong with it, and where that can be checked. */
export function Beliefs({ beliefs }: { readonly beliefs: readonly ToldBelief[] }) {
  const t = useTranslations('quiz');
  const locale = useLocale();
  return (
    <Callout title={t('beliefs')}>
      {beliefs.map(({ id, name, text, source }) => (
        <div key={id} className="flex flex-col gap-1 not-first:mt-3">
          <p className="font-semibold">{name[locale]}</p>
          <p>
            <RichText text={text[locale]} />
          </p>
          {source === undefined ? null : (
            <p>
              {t('source')}{' '}
              <TextLink href={source.url} tone="quiet">
                {source.title}
              </TextLink>
              , {source.at}
            </p>
          )}
        </div>
      ))}
    </Callout>
  );
}
