import { useTranslations } from 'next-intl';
import { Children, type ComponentProps, isValidElement, type ReactNode } from 'react';
import { TableScroll } from '@/components/ui/table-scroll';

/** A table of a lesson; a wide one scrolls by itself, under a name made of its column heads. */
export function Table(props: ComponentProps<'table'>) {
  const t = useTranslations('lesson');
  const [head] = Children.toArray(props.children);
  return (
    <TableScroll label={t('table', { columns: cells(head).join(', ') })}>
      <table {...props} />
    </TableScroll>
  );
}

/** The texts in a piece of content, in order. */
function cells(content: ReactNode): string[] {
  return Children.toArray(content).flatMap((child) => {
    if (typeof child === 'string') return child.trim() === '' ? [] : [child.trim()];
    return isValidElement<{ children?: ReactNode }>(child) ? cells(child.props.children) : [];
  });
}
