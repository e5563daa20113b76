import { useTranslations } from 'next-intl';

/** The lesson's sections; stays in view beside the text where there is room. */
export function LessonContents({ sections }: { readonly sections: readonly { id: string; title: string }[] }) {
  const t = useTranslations('lesson');
  return (
    <nav aria-label={t('contents')} className="mb-12 text-sm lg:sticky lg:top-8 lg:mb-0 lg:self-start print:hidden">
      <p className="mb-2 font-semibold">{t('contents')}</p>
      <ol className="flex flex-col">
        {sections.map((section) => (
          <li key={section.id}>
            <a
              href={`#${section.id}`}
              className="flex min-h-control items-center py-1 text-text-muted no-underline hover:text-accent lg:min-h-0 lg:py-1.5"
            >
              {section.title}
            </a>
          </li>
        ))}
      </ol>
    </nav>
  );
}
