'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { Select } from '@/components/ui/select';
import { TextField } from '@/components/ui/text-field';

interface OverviewFiltersProps {
  /** The class's page, with the language: the form works without scripts. */
  readonly action: string;
  readonly q: string;
  readonly section: string | null;
  readonly status: 'in' | 'left';
  readonly sections: readonly { readonly id: string; readonly name: string }[];
}

/** Which learners are shown. */
export function OverviewFilters({ action, q, section, status, sections }: OverviewFiltersProps) {
  const t = useTranslations('class');
  return (
    <form action={action} method="get" className="flex flex-wrap items-end gap-3">
      <TextField name="q" type="search" label={t('search')} defaultValue={q} className="min-w-0 flex-1 basis-56" />
      {sections.length === 0 ? null : (
        <Select
          name="section"
          label={t('section')}
          defaultValue={section ?? 'all'}
          items={[
            { value: 'all', label: t('allSections') },
            ...sections.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          className="min-w-36"
        />
      )}
      <Select
        name="status"
        label={t('status')}
        defaultValue={status}
        items={[
          { value: 'in', label: t('statuses.in') },
          { value: 'left', label: t('statuses.left') },
        ]}
        className="min-w-32"
      />
      <Button type="submit" variant="secondary">
        {t('show')}
      </Button>
    </form>
  );
}
