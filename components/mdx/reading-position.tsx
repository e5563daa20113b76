'use client';

import { ArrowDown } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useOutbox } from '@/components/outbox/outbox-provider';
import { keepLocalPosition, readLocalPosition } from './local-position';
import { useSectionInView } from './use-section-in-view';

interface ReadingPositionProps {
  readonly topicId: string;
  readonly sections: readonly { readonly id: string; readonly title: string }[];
  /** The section that the signed-in reader read last, on whatever device. */
  readonly kept: string | null;
  readonly isSignedIn: boolean;
}

/** So long a section is in view before it counts as being read, rather than passed. */
const DWELL_MS = 2_000;

/** Offers to go on where the reader was, and keeps where the reader is. Moves nothing by itself. */
export function ReadingPosition({ topicId, sections, kept, isSignedIn }: ReadingPositionProps) {
  const t = useTranslations('lesson');
  const [offered, setOffered] = useState(kept);
  useKeepPosition(topicId, sections, isSignedIn);
  useEffect(() => {
    // Whoever came to a section by its address is where they want to be.
    if (window.location.hash !== '') setOffered(null);
    else if (!isSignedIn) setOffered(readLocalPosition(topicId));
  }, [topicId, isSignedIn]);
  const index = sections.findIndex(({ id }) => id === offered);
  const section = sections[index];
  if (section === undefined || index === 0) return null;
  return (
    <a
      href={`#${section.id}`}
      className="mb-10 flex min-h-control items-center gap-3 rounded-md border border-border bg-surface px-4 py-2.5 no-underline hover:bg-hover print:hidden"
    >
      <ArrowDown aria-hidden="true" className="size-4 shrink-0 text-accent" />
      <span>{t('continueAt', { section: section.title })}</span>
    </a>
  );
}

function useKeepPosition(topicId: string, sections: ReadingPositionProps['sections'], isSignedIn: boolean): void {
  const outbox = useOutbox();
  const inView = useSectionInView(sections.map(({ id }) => id));
  const first = sections[0]?.id ?? null;
  /** What this visit has kept: the same again is not worth a write. */
  const lastKept = useRef<string | null>(null);
  const keep = useCallback(
    (sectionId: string) => {
      // The first section is where everybody arrives; coming back to it counts only after having been elsewhere.
      if (sectionId === lastKept.current || (sectionId === first && lastKept.current === null)) return;
      lastKept.current = sectionId;
      if (!isSignedIn) return keepLocalPosition(topicId, sectionId);
      const body = { topicId, sectionId, readAtMs: Date.now() };
      void outbox?.send({ id: `position ${topicId} ${sectionId}`, kind: 'position', body });
    },
    [topicId, first, isSignedIn, outbox],
  );
  useEffect(() => {
    if (inView === null) return;
    const timer = setTimeout(() => keep(inView), DWELL_MS);
    // Whoever leaves the page now was reading this.
    const onHide = () => {
      if (document.visibilityState === 'hidden') keep(inView);
    };
    document.addEventListener('visibilitychange', onHide);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', onHide);
    };
  }, [inView, keep]);
}
