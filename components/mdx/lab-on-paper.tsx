import { useLocale, useMessages, useTranslations } from 'next-intl';
import { getPathname } from '@/lib/i18n/navigation';
import type { LabId } from '@/sim/catalog';
import { OnThisSite } from './on-this-site';

interface LabOnPaperProps {
  readonly labId: LabId;
  readonly scenarioId: string;
}

/** What stands in a lab's place in print: which lab and scenario it is, and the address to run it at. */
export function LabOnPaper({ labId, scenarioId }: LabOnPaperProps) {
  const t = useTranslations();
  const locale = useLocale();
  const scenarios: Readonly<Record<string, { readonly title: string }>> = useMessages().labs[labId].scenarios;
  return (
    <p className="not-prose my-4 hidden break-inside-avoid border border-border-strong px-4 py-2 text-sm print:block">
      {t('lesson.labOnPaper', { lab: t(`labs.${labId}.name`), scenario: scenarios[scenarioId]?.title ?? scenarioId })}
      <br />
      <OnThisSite path={getPathname({ href: `/labs/${labId}?scenario=${scenarioId}`, locale })} />
    </p>
  );
}
