import { useTranslations } from 'next-intl';
import { TextLink } from '@/components/ui/text-link';

interface LessonSource {
  readonly id: string;
  readonly title: string;
  readonly authors: string;
  readonly where: string;
  readonly url?: string | undefined;
  /** What the lesson cites of it. */
  readonly places: readonly string[];
}

/** The numbered list that a lesson's citations point into. */
export function LessonSources({ sources }: { readonly sources: readonly LessonSource[] }) {
  const t = useTranslations('lesson');
  return (
    <section aria-labelledby="sources" className="prose-interleave">
      <div className="not-prose flex flex-col gap-4 text-sm text-text-muted">
        <h2 id="sources" className="font-semibold text-base text-text">
          {t('sources')}
        </h2>
        <ol className="flex list-decimal flex-col gap-3 pl-5">
          {sources.map((source) => (
            <li key={source.id} id={`source-${source.id}`} className="scroll-mt-24 pl-1 target:text-text">
              {source.url ? <TextLink href={source.url}>{source.title}</TextLink> : source.title}
              <br />
              {source.authors}. {source.where}
              <br />
              <span className="text-text-subtle">{t('places', { places: source.places.join(' · ') })}</span>
            </li>
          ))}
        </ol>
      </div>
    </section>
  );
}
