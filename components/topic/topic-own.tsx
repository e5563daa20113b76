'use client';

import { Check } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useOwnTopic } from '@/components/reader/own-context';
import { ButtonLink } from '@/components/ui/button';
import { VisuallyHidden } from '@/components/ui/visually-hidden';

interface TopicStartProps {
  /** Of all lessons, in order, with their addresses. */
  readonly sections: readonly { readonly id: string; readonly href: string }[];
}

/** Leads into the lessons: to the first one's start, or to the first section that the reader has not read. */
export function TopicStart({ sections }: TopicStartProps) {
  const t = useTranslations('topic');
  const read = useOwnTopic()?.read ?? [];
  const isBegun = read.length > 0;
  const next = (isBegun ? sections.find(({ id }) => !read.includes(id)) : undefined) ?? sections[0];
  const lesson = next?.href.replace(/#.*/u, '') ?? '';
  return (
    <ButtonLink href={isBegun && next ? next.href : lesson} size="lg">
      {t(isBegun ? 'continue' : 'start')}
    </ButtonLink>
  );
}

/** Says of a section whether the reader has read it; nothing while that is not known. */
export function SectionMark({ sectionId }: { readonly sectionId: string }) {
  const t = useTranslations('topic');
  const own = useOwnTopic();
  if (!own) return null;
  if (!own.read.includes(sectionId)) return <VisuallyHidden>{t('unread')}</VisuallyHidden>;
  return (
    <span className="flex items-center gap-1 text-sm text-success">
      <Check aria-hidden="true" className="size-4" />
      {t('read')}
    </span>
  );
}
