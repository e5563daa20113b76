'use client';

import { useTranslations } from 'next-intl';
import { useLesson } from './lesson-context';

interface CiteProps {
  /** The id of a source of the topic. */
  readonly source: string;
  /** The place in it: section, figure, page. */
  readonly at: string;
}

/** Where a claim can be checked: the source's number in the list below the lesson, and the place in it. */
export function Cite({ source, at }: CiteProps) {
  const t = useTranslations('lesson');
  const { sources } = useLesson();
  const index = sources.findIndex((each) => each.id === source);
  const found = sources[index];
  if (!found) throw new Error(`<Cite source="${source}">: the topic has no such source`);
  return (
    <a
      href={`#source-${source}`}
      title={`${found.title}, ${at}`}
      aria-label={t('cite', { title: found.title, at })}
      className="not-prose rounded-xs align-[0.1em] text-text-subtle text-xs no-underline hover:text-accent hover:underline"
    >
      [{index + 1}:{'\u00a0'}
      {at}]
    </a>
  );
}
