'use client';

import { useTranslations } from 'next-intl';
import { cx } from '@/components/ui/cx';
import { useSectionInView } from './use-section-in-view';

/** The lesson's sections; stays in view beside the text where there is room, and says which one is being read. */
export function LessonContents({ sections }: { readonly sections: readonly { id: string; title: string }[] }) {
  const t = useTranslations('lesson');
  const inView = useSectionInView(sections.map(({ id }) => id));
  return (
    <nav aria-label={t('contents')} className="mb-12 text-sm lg:sticky lg:top-8 lg:mb-0 lg:self-start print:hidden">
      <p className="mb-2 font-semibold lg:pl-3">{t('contents')}</p>
      <ol className="flex flex-col">
        {sections.map((section) => (
          <li key={section.id}>
            <a
              href={`#${section.id}`}
              aria-current={section.id === inView ? 'location' : undefined}
              className={cx(
                'flex min-h-control items-center py-1 no-underline hover:text-accent lg:min-h-0 lg:border-l-2 lg:py-1.5 lg:pl-3',
                section.id === inView ? 'text-text lg:border-accent' : 'text-text-muted lg:border-transparent',
              )}
            >
              {section.title}
            </a>
          </li>
        ))}
      </ol>
    </nav>
  );
}
