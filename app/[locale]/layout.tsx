import 'pretendard/dist/web/variable/pretendardvariable-dynamic-subset.css';
import '@fontsource-variable/jetbrains-mono/wght.css';
import '../globals.css';
import type { Metadata, Viewport } from 'next';
import { notFound } from 'next/navigation';
import { hasLocale, NextIntlClientProvider } from 'next-intl';
import { getTranslations, setRequestLocale } from 'next-intl/server';
import { OutboxProvider } from '@/components/outbox/outbox-provider';
import { SearchDialog } from '@/components/search/search-dialog';
import { SiteChrome } from '@/components/site/site-chrome';
import { SiteFooter } from '@/components/site/site-footer';
import { SiteHeader } from '@/components/site/site-header';
import { mainId, SkipLink } from '@/components/site/skip-link';
import { ThemeKeeper } from '@/components/site/theme-keeper';
import { ThemeScript } from '@/components/site/theme-script';
import { ToastProvider } from '@/components/ui/toast';
import { routing } from '@/lib/i18n/routing';
import { currentUser } from '@/server/session';
import { keepRun, submitChallenge, submitPrediction } from './labs/actions';
import { submitChallengeReview, submitReview } from './review/actions';
import { markPosition, markRead } from './topics/[topicId]/lesson/actions';
import { submitAnswer } from './topics/[topicId]/quiz/actions';

/** How each kind of write that the outbox keeps reaches the server. */
const senders = {
  answer: submitAnswer,
  section: markRead,
  position: markPosition,
  'lab-run': keepRun,
  challenge: submitChallenge,
  prediction: submitPrediction,
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
  return { title: { default: t('name'), template: `%s · ${t('name')}` }, description: t('description') };
}

export default async function LocaleLayout({ children, params }: LayoutProps<'/[locale]'>) {
  const { locale } = await params;
  if (!hasLocale(routing.locales, locale)) notFound();
  setRequestLocale(locale);
  const user = await currentUser();

  return (
    // The theme's script and the reader's extensions change <html> before React sees it.
    <html lang={locale} suppressHydrationWarning>
      <body className="flex flex-col">
        <ThemeScript />
        <NextIntlClientProvider>
          <ThemeKeeper />
          <ToastProvider>
            <OutboxProvider userId={user?.id ?? null} senders={senders}>
              <SiteChrome>
                <SkipLink />
                <SiteHeader user={user && { name: user.name }} search={<SearchDialog />} />
              </SiteChrome>
              <main id={mainId} tabIndex={-1} className="flex-1">
                {children}
              </main>
              <SiteChrome>
                <SiteFooter />
              </SiteChrome>
            </OutboxProvider>
          </ToastProvider>
        </NextIntlClientProvider>
      </body>
    </html>
  );
}
