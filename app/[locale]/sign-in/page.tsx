import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { AccountPage } from '@/components/account/account-page';
import { SignInForm } from '@/components/account/sign-in-form';
import { localPath } from '@/lib/local-path';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('account');
  return { title: t('signIn') };
}

export default async function SignInPage({ searchParams }: PageProps<'/[locale]/sign-in'>) {
  const t = await getTranslations('account');
  const next = localPath((await searchParams).next, '/topics');
  return (
    <AccountPage
      title={t('signInTitle')}
      lead={t('signInLead')}
      other={{ question: t('signInOther'), label: t('signUp'), href: `/sign-up?next=${encodeURIComponent(next)}` }}
    >
      <SignInForm next={next} />
    </AccountPage>
  );
}
