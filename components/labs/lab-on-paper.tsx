'use client';

import { useLocale, useMessages, useTranslations } from 'next-intl';
import { useSyncExternalStore } from 'react';
import { getPathname } from '@/lib/i18n/navigation';
import type { LabId } from '@/sim/catalog';

interface LabOnPaperProps {
  readonly labId: LabId;
  readonly scenarioId: string;
}

const never = () => () => {};

/** What stands in a lab's place in print: which lab and scenario it is, and the address to run it at. */
export function LabOnPaper({ labId, scenarioId }: LabOnPaperProps) {
  const t = useTranslations();
  const locale = useLocale();
  const origin = useSyncExternalStore(
    never,
    () => window.location.origin,
    () => '',
  );
  const scenarios: Readonly<Record<string, { readonly title: string }>> = useMessages()[labId].scenarios;
  const path = getPathname({ href: `/labs/${labId}?scenario=${scenarioId}`, locale });
  return (
    <p className="not-prose my-4 hidden break-inside-avoid border border-border-strong px-4 py-2 text-sm print:block">
      {t('lesson.labOnPaper', { lab: t(`${labId}.name`), scenario: scenarios[scenarioId]?.title ?? scenarioId })}
      <br />
      {origin}
      {path}
    </p>
  );
}
