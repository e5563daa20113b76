import { Search } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { cx } from '@/components/ui/cx';
import { fieldControl } from '@/components/ui/field-styles';

interface SearchFieldProps {
  /** The address that it asks, with the language. */
  readonly action: string;
  readonly query: string;
}

/** The field of the search page: a form that the browser sends by itself. */
export function SearchField({ action, query }: SearchFieldProps) {
  const t = useTranslations('search');
  return (
    <search>
      <form action={action} className="flex gap-2">
        <div className="relative flex-1">
          <Search
            aria-hidden="true"
            className="pointer-events-none absolute top-1/2 left-3 size-5 -translate-y-1/2 text-text-subtle"
          />
          <input
            // Another query is another page, with its own words in the field.
            key={query}
            type="search"
            name="q"
            defaultValue={query}
            maxLength={100}
            aria-label={t('label')}
            placeholder={t('placeholder')}
            autoComplete="off"
            className={cx(fieldControl, 'pl-10')}
          />
        </div>
        <Button type="submit">{t('submit')}</Button>
      </form>
    </search>
  );
}
