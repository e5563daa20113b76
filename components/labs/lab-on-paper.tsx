'use client';

import { useMessages, useTranslations } from 'next-intl';
import { Link } from '@/lib/i18n/navigation';
import type { LabId } from '@/sim/catalog';

interface LabOnPaperProps {
  readonly labId: LabId;
  readonly scenarioId: string;
}

/** What stands in a lab's place in print: which lab and scenario it is, and where to run it. */
export function LabOnPaper({ labId, scenarioId }: LabOnPaperProps) {
  const t = useTranslations();
  const scenarios: Readonly<Record<string, { readonly title: string }>> = useMessages()[labId].scenarios;
  return (
    <p className="not-prose hidden border border-border-strong px-4 py-2 text-sm print:block">
      {t('lesson.labOnPaper', { lab: t(`${labId}.name`), scenario: scenarios[scenarioId]?.title ?? scenarioId })}{' '}
      <Link href={`/labs/${labId}?scenario=${scenarioId}`} data-print-address>
        /labs/{labId}?scenario={scenarioId}
      </Link>
    </p>
  );
}
