import { useTranslations } from 'next-intl';
import { TextLink } from '@/components/ui/text-link';
import type { QuizSource } from './types';

interface SourceNoteProps {
  readonly source: { readonly id: string; readonly at: string };
  readonly sources: readonly QuizSource[];
}

/** Where an item's answer can be checked. */
export function SourceNote({ source, sources }: SourceNoteProps) {
  const t = useTranslations('quiz');
  const found = sources.find((each) => each.id === source.id);
  if (!found) return null;
  return (
    <p>
      {t('source')}{' '}
      {found.url ? (
        <TextLink href={found.url} tone="quiet">
          {found.title}
        </TextLink>
      ) : (
        found.title
      )}
      , {source.at}
    </p>
  );
}
