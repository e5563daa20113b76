'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { useAccount } from '@/components/reader/account-provider';
import { useOwnTopic } from '@/components/reader/own-context';
import { buttonClass } from '@/components/ui/button';
import { useLesson } from './lesson-context';
import { MarkRead, ReportMistake } from './own-parts';

/** A section of a lesson; its heading is the one in `topic.yaml`, its id its address. It ends with what was reached, and the way on. */
export function Section({ id, children }: { readonly id: string; readonly children: ReactNode }) {
  const { topicId, sections } = useLesson();
  const account = useAccount();
  const own = useOwnTopic();
  const at = sections.findIndex((section) => section.id === id);
  return (
    <section id={id} aria-labelledby={`${id}-title`} className="prose-interleave">
      <h2 id={`${id}-title`}>{sections[at]?.title}</h2>
      {children}
      {account === null ? null : (
        // The room of the buttons is kept until it is known whether there are any.
        <div className="flex min-h-control flex-wrap items-start gap-x-6 print:hidden">
          {own ? <MarkRead topicId={topicId} sectionId={id} initiallyRead={own.read.includes(id)} /> : null}
          {own ? <ReportMistake place={{ topicId, kind: 'section', ref: id }} /> : null}
        </div>
      )}
      <SectionEnd reached={sections[at]?.reached ?? null} next={sections[at + 1]} />
    </section>
  );
}

interface SectionEndProps {
  readonly reached: string | null;
  /** Undefined for the last section: what follows it is the end of the lesson. */
  readonly next: { readonly id: string; readonly title: string } | undefined;
}

function SectionEnd({ reached, next }: SectionEndProps) {
  const t = useTranslations('lesson');
  return (
    <div className="not-prose flex flex-col items-start gap-3 text-sm print:hidden">
      {reached === null ? null : <p className="text-text-muted">{t('reached', { objective: reached })}</p>}
      {next === undefined ? null : (
        <a href={`#${next.id}`} className={buttonClass('secondary', 'sm')}>
          {t('nextSection', { section: next.title })}
        </a>
      )}
    </div>
  );
}
