import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { AccountPage } from '@/components/account/account-page';
import { OpenIdSignIn } from '@/components/account/openid-sign-in';
import { SignInForm } from '@/components/account/sign-in-form';
import { Texts } from '@/lib/i18n/texts';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('account');
  return { title: t('signIn') };
}

export default async function SignInPage() {
  const t = await getTranslations('account');
  return (
    <AccountPage
      title={t('signInTitle')}
      lead={t('signInLead')}
      other={{ question: t('signInOther'), label: t('signUp'), href: '/sign-up' }}
    >
      <Texts namespaces={['account']}>
        <SignInForm />
        <OpenIdSignIn />
      </Texts>
    </AccountPage>
  );
}
