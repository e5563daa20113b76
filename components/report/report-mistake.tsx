'use client';

import { Flag } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useAccount } from '@/components/reader/account-provider';
import { lazyPart } from '@/components/ui/lazy-part';
import { PartBoundary } from '@/components/ui/part-boundary';
import { PlainButton } from '@/components/ui/plain-button';

const ReportForm = lazyPart(() => import('./report-form').then((module) => module.ReportForm), null);

/** What is reported about: a section of a lesson, or a question. */
export interface ReportedPlace {
  readonly topicId: string;
  readonly kind: 'section' | 'item';
  readonly ref: string;
}

/** A way to say that something is wrong here, for readers who are signed in; its form is loaded by the press that opens it. */
export function ReportMistake({ place }: { readonly place: ReportedPlace }) {
  const t = useTranslations('report');
  const account = useAccount();
  const [isOpen, setIsOpen] = useState(false);
  if (account === undefined || account === null) return null;
  return (
    <div className="not-prose flex min-w-0 flex-col items-start gap-2 print:hidden">
      <PlainButton
        aria-expanded={isOpen}
        onPointerEnter={ReportForm.load}
        onClick={() => setIsOpen(!isOpen)}
        className="inline-flex min-h-control items-center gap-2 rounded-sm text-sm text-text-muted hover:text-accent"
      >
        <Flag aria-hidden="true" className="size-4 shrink-0" />
        {t('open')}
      </PlainButton>
      {isOpen ? (
        <PartBoundary>
          <ReportForm place={place} />
        </PartBoundary>
      ) : null}
    </div>
  );
}
