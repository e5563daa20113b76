import { useTranslations } from 'next-intl';

/** The id of the main region of every page. */
export const mainId = 'main';

/** First stop of the keyboard: past the header, to the content. */
export function SkipLink() {
  const t = useTranslations('site');
  return (
    <a
      href={`#${mainId}`}
      className="fixed top-3 left-3 z-skip -translate-y-20 rounded-md bg-ink px-4 py-2.5 font-medium text-on-ink text-sm no-underline focus:translate-y-0"
    >
      {t('skip')}
    </a>
  );
}
