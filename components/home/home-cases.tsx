import { useTranslations } from 'next-intl';
import type { ShownCase } from '@/components/mdx/field-case';
import { RichText } from '@/components/quiz/rich-text';
import { CardLink } from '@/components/ui/card';
import { TextLink } from '@/components/ui/text-link';

/** What was seen, of some cases; what was done stands in the list of all. */
export function HomeCases({ cases }: { readonly cases: readonly ShownCase[] }) {
  const t = useTranslations('home.cases');
  return (
    <>
      <ul className="grid gap-5 md:grid-cols-2">
        {cases.map(({ id, title, date, symptom }) => (
          <li key={id} className="*:h-full">
            <CardLink
              href={`/cases#${id}`}
              title={title}
              eyebrow={
                <time dateTime={date} className="font-mono">
                  {date}
                </time>
              }
            >
              <p className="line-clamp-3 text-text-muted">
                <RichText text={symptom} />
              </p>
            </CardLink>
          </li>
        ))}
      </ul>
      <TextLink href="/cases" className="self-start">
        {t('all')}
      </TextLink>
    </>
  );
}
