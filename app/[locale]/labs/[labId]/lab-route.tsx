import { ArrowLeft } from 'lucide-react';
import { getTranslations } from 'next-intl/server';
import { experimentOf } from '@/components/labs/experiments';
import { LabPage } from '@/components/labs/lab-page';
import { SearchButton } from '@/components/search/search-button';
import { HeaderAccount } from '@/components/site/header-account';
import { LanguageSwitch } from '@/components/site/language-switch';
import { PhoneMenuButton } from '@/components/site/phone-menu-button';
import { SkipLink } from '@/components/site/skip-link';
import { ThemeButton } from '@/components/site/theme-button';
import { TextLink } from '@/components/ui/text-link';
import { Link } from '@/lib/i18n/navigation';
import type { LabId } from '@/sim/catalog';

/** One lab, which is the whole page: its bar takes the place of the site's head. */
export async function LabRoute({ id }: { readonly id: LabId }) {
  const [t, experiment] = await Promise.all([getTranslations(), experimentOf(id)]);
  return (
    <LabPage
      labId={id}
      summary={t(`labs.${id}.summary`)}
      barStart={
        <>
          <SkipLink target="lab" text={t('lab.skip')} />
          <Link
            href="/labs"
            aria-label={t('lab.index.title')}
            className="grid size-control-sm shrink-0 place-items-center rounded-md text-text-muted hover:text-text"
          >
            <ArrowLeft aria-hidden="true" className="size-5" />
          </Link>
          <h1 className="sr-only whitespace-nowrap text-lg md:not-sr-only">{t(`labs.${id}.name`)}</h1>
          {experiment === null ? null : (
            <TextLink href={`/labs/${id}/experiment`} className="hidden whitespace-nowrap text-sm lg:inline">
              {t(`labs.${experiment}.experiment.link`)}
            </TextLink>
          )}
        </>
      }
      barEnd={
        <>
          <div className="hidden md:block">
            <SearchButton />
          </div>
          <div className="hidden items-center xl:flex">
            <LanguageSwitch />
            <ThemeButton />
            <HeaderAccount />
          </div>
          <div className="xl:hidden">
            <PhoneMenuButton />
          </div>
        </>
      }
    />
  );
}
