import '../globals.css';
import type { Metadata, Viewport } from 'next';
import { notFound } from 'next/navigation';
import { hasLocale, NextIntlClientProvider } from 'next-intl';
import { getTranslations } from 'next-intl/server';
import { linkPreview, previewPath } from '@/app/link-preview';
import { ServiceWorker } from '@/components/offline/service-worker';
import { OutboxProvider } from '@/components/outbox/outbox-provider';
import { AccountProvider } from '@/components/reader/account-provider';
import { SearchButton } from '@/components/search/search-button';
import { Hydrated } from '@/components/site/hydrated';
import { PageHead, SiteChrome } from '@/components/site/site-chrome';
import { SiteFooter } from '@/components/site/site-footer';
import { SiteHeader } from '@/components/site/site-header';
import { mainId, SkipLink } from '@/components/site/skip-link';
import { ThemeKeeper } from '@/components/site/theme-keeper';
import { ThemeScript } from '@/components/site/theme-script';
import { routing } from '@/lib/i18n/routing';
import { textsIn } from '@/lib/i18n/texts';
import { keepRun, submitChallenge, submitPrediction } from './labs/actions';
import { reportMistake } from './reports/actions';
import { submitChallengeReview, submitReview } from './review/actions';
import { markPosition, markRead, submitLessonPrediction } from './topics/[topicId]/lesson/actions';
import { submitAnswer } from './topics/[topicId]/quiz/actions';

/** How each kind of write that the outbox keeps reaches the server. */
const senders = {
  answer: submitAnswer,
  section: markRead,
  position: markPosition,
  'lab-run': keepRun,
  challenge: submitChallenge,
  prediction: submitPrediction,
  'lesson-prediction': submitLessonPrediction,
  report: reportMistake,
  review: submitReview,
  'challenge-review': submitChallengeReview,
};

export function generateStaticParams() {
  return routing.locales.map((locale) => ({ locale }));
}

export const viewport: Viewport = {
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#fbfaf7' },
    { media: '(prefers-color-scheme: dark)', color: '#151411' },
  ],
};

export async function generateMetadata({ params }: LayoutProps<'/[locale]'>): Promise<Metadata> {
  const { locale } = await params;
  if (!hasLocale(routing.locales, locale)) return {};
  const t = await getTranslations({ locale, namespace: 'site' });
  return {
    title: { default: t('name'), template: `%s · ${t('name')}` },
    description: t('description'),
    // Where people open it, if that is known when the page is rendered.
    metadataBase: new URL(process.env.NEXTAUTH_URL || 'http://localhost:3000'),
    ...linkPreview(locale, previewPath.site(locale), t('name')),
    manifest: `/${locale}/manifest.webmanifest`,
    icons: { icon: '/icon.svg', apple: '/icons/apple-touch-icon.png' },
  };
}

export default async function LocaleLayout({ children, params }: LayoutProps<'/[locale]'>) {
  const { locale } = await params;
  if (!hasLocale(routing.locales, locale)) notFound();
  const t = await getTranslations('site');

  return (
    // The theme's script and the reader's extensions change <html> before React sees it.
    <html lang={locale} suppressHydrationWarning>
      <body className="flex flex-col">
        <ThemeScript />
        <NextIntlClientProvider messages={await textsIn(['site', 'ui', 'outbox', 'search'])}>
          <ThemeKeeper />
          <ServiceWorker />
          <AccountProvider>
            <OutboxProvider senders={senders}>
              <SiteChrome>
                <PageHead>
                  <SkipLink target={mainId} text={t('skip')} />
                  <SiteHeader search={<SearchButton />} />
                </PageHead>
              </SiteChrome>
              <main id={mainId} tabIndex={-1} className="flex-1">
                {children}
              </main>
              <SiteChrome>
                <SiteFooter />
              </SiteChrome>
            </OutboxProvider>
          </AccountProvider>
        </NextIntlClientProvider>
        <Hydrated />
      </body>
    </html>
  );
}
