'use client';

import type { ReactNode } from 'react';
import { useLesson } from './lesson-context';
import { MarkRead } from './mark-read';

/** A section of a lesson; its heading is the one in `topic.yaml`, its id its address. */
export function Section({ id, children }: { readonly id: string; readonly children: ReactNode }) {
  const { topicId, sections, read } = useLesson();
  return (
    <section id={id} aria-labelledby={`${id}-title`} className="prose-interleave">
      <h2 id={`${id}-title`}>{sections.find((section) => section.id === id)?.title}</h2>
      {children}
      {read ? <MarkRead topicId={topicId} sectionId={id} initiallyRead={read.includes(id)} /> : null}
    </section>
  );
}
