'use client';

import { ArrowDown } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useOutbox } from '@/components/outbox/outbox-provider';
import { useAccount } from '@/components/reader/account-provider';
import { useOwnTopic } from '@/components/reader/own-context';
import { TextLink } from '@/components/ui/text-link';
import { keepLocalPosition, readLocalPosition } from './local-position';
import { useSectionInView } from './use-section-in-view';

interface ReadingPositionProps {
  readonly topicId: string;
  /** The lesson's address, without a language. */
  readonly path: string;
  readonly sections: readonly { readonly id: string; readonly title: string }[];
}

/** So long a section is in view before it counts as being read, rather than passed. */
const DWELL_MS = 2_000;

/**
 * Offers to go on where the reader was, or says that nothing is kept without an account; and keeps where the reader is. Moves
 * nothing by itself: its line is there before it is known what stands in it.
 */
export function ReadingPosition({ topicId, path, sections }: ReadingPositionProps) {
  const t = useTranslations('lesson');
  const account = useAccount();
  const own = useOwnTopic();
  const [local, setLocal] = useState<string | null>(null);
  const [isAtSection, setIsAtSection] = useState(false);
  useKeepPosition(topicId, sections, account);
  useEffect(() => {
    // Whoever came to a section by its address is where they want to be.
    setIsAtSection(window.location.hash !== '');
    setLocal(readLocalPosition(topicId));
  }, [topicId]);
  const offered = isAtSection ? null : account === null ? local : (own?.position ?? null);
  const index = sections.findIndex(({ id }) => id === offered);
  const section = index > 0 ? sections[index] : undefined;
  return (
    <div className="mb-8 flex min-h-12 items-center text-text-muted print:hidden">
      {section !== undefined ? (
        <a
          href={`#${section.id}`}
          className="flex min-h-control items-center gap-3 rounded-md border border-border bg-surface px-4 text-text no-underline hover:bg-hover"
        >
          <ArrowDown aria-hidden="true" className="size-4 shrink-0 text-accent" />
          <span>{t('continueAt', { section: section.title })}</span>
        </a>
      ) : account === null ? (
        <p className="text-sm">
          {/* In rows of their own on a phone: as one block it would be the largest text there, and the page be counted as shown only with it. */}
          <span className="max-md:block">{t('signedOut')}</span>{' '}
          <span className="max-md:block">
            {t('toKeep')} <TextLink href={`/sign-in?next=${encodeURIComponent(path)}`}>{t('signIn')}</TextLink>
          </span>
        </p>
      ) : null}
    </div>
  );
}

function useKeepPosition(
  topicId: string,
  sections: ReadingPositionProps['sections'],
  account: object | null | undefined,
): void {
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
      if (account === null) return keepLocalPosition(topicId, sectionId);
      const body = { topicId, sectionId, readAtMs: Date.now() };
      void outbox?.send({ id: `position ${topicId} ${sectionId}`, kind: 'position', body });
    },
    [topicId, first, account, outbox],
  );
  useEffect(() => {
    if (inView === null || account === undefined) return;
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
  }, [inView, account, keep]);
}
