import { useTranslations } from 'next-intl';
import type { ComponentProps } from 'react';
import { TableScroll } from '@/components/ui/table-scroll';

/** A table of a lesson; a wide one scrolls by itself. */
export function Table(props: ComponentProps<'table'>) {
  const t = useTranslations('lesson');
  return (
    <TableScroll label={t('table')}>
      <table {...props} />
    </TableScroll>
  );
}
