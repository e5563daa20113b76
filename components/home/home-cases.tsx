import { useTranslations } from 'next-intl';
import { CaseCards } from '@/components/mdx/case-cards';
import type { ShownCase } from '@/components/mdx/field-case';
import { TextLink } from '@/components/ui/text-link';

/** Some of the cases, and the way to all of them. */
export function HomeCases({ cases }: { readonly cases: readonly ShownCase[] }) {
  const t = useTranslations('home.cases');
  return (
    <>
      <CaseCards cases={cases} level={3} />
      <TextLink href="/cases" className="self-start">
        {t('all')}
      </TextLink>
    </>
  );
}
