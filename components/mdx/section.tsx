'use client';

import type { ReactNode } from 'react';
import { useAccount } from '@/components/reader/account-provider';
import { useOwnTopic } from '@/components/reader/own-context';
import { ReportMistake } from '@/components/report/report-mistake';
import { useLesson } from './lesson-context';
import { MarkRead } from './mark-read';

/** A section of a lesson; its heading is the one in `topic.yaml`, its id its address. */
export function Section({ id, children }: { readonly id: string; readonly children: ReactNode }) {
  const { topicId, sections } = useLesson();
  const account = useAccount();
  const own = useOwnTopic();
  return (
    <section id={id} aria-labelledby={`${id}-title`} className="prose-interleave">
      <h2 id={`${id}-title`}>{sections.find((section) => section.id === id)?.title}</h2>
      {children}
      {account === null ? null : (
        // The room of the buttons is kept until it is known whether there are any.
        <div className="flex min-h-control flex-wrap items-start gap-x-6 print:hidden">
          {own ? <MarkRead topicId={topicId} sectionId={id} initiallyRead={own.read.includes(id)} /> : null}
          {own ? <ReportMistake place={{ topicId, kind: 'section', ref: id }} /> : null}
        </div>
      )}
    </section>
  );
}
