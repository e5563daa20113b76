'use client';

import { useTranslations } from 'next-intl';
import { useLesson } from './lesson-context';
import { TextCard } from './text-card';

interface CiteProps {
  /** The id of a source of the topic. */
  readonly source: string;
  /** The place in it: section, figure, page. */
  readonly at: string;
}

/**
 * Where a claim can be checked: a small number with a card. Without script it leads to the source in the list below the lesson, and says the
 * place beside the number, as on paper.
 */
export function Cite({ source, at }: CiteProps) {
  const t = useTranslations('lesson');
  const { sources } = useLesson();
  const index = sources.findIndex((each) => each.id === source);
  const found = sources[index];
  if (!found) throw new Error(`<Cite source="${source}">: the topic has no such source`);
  const inList = `#source-${source}`;
  const links = [
    ...(found.url === undefined ? [] : [{ href: found.url, text: t('openSource') }]),
    { href: inList, text: t('toSources') },
  ];
  return (
    <sup className="cite not-prose">
      <TextCard
        card={{ title: found.title, text: at, links }}
        word={{
          className: 'cite-number',
          href: inList,
          'aria-label': t('cite', { number: index + 1, title: found.title, at }),
        }}
      >
        {index + 1}
        <span className="cite-place">{`:\u00a0${at}`}</span>
      </TextCard>
    </sup>
  );
}
