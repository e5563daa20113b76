import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { AccountPage } from '@/components/account/account-page';
import { SignUpForm } from '@/components/account/sign-up-form';
import { localPath } from '@/lib/local-path';
import { signUp } from './actions';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('account');
  return { title: t('signUp') };
}

export default async function SignUpPage({ searchParams }: PageProps<'/[locale]/sign-up'>) {
  const t = await getTranslations('account');
  const next = localPath((await searchParams).next, '/topics');
  return (
    <AccountPage
      title={t('signUpTitle')}
      lead={t('signUpLead')}
      other={{ question: t('signUpOther'), label: t('signIn'), href: `/sign-in?next=${encodeURIComponent(next)}` }}
    >
      <SignUpForm next={next} signUp={signUp} />
    </AccountPage>
  );
}
