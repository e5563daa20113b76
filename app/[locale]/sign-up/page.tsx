import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { AccountPage } from '@/components/account/account-page';
import { SignUpForm } from '@/components/account/sign-up-form';
import { Texts } from '@/lib/i18n/texts';
import { signUp } from './actions';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('account');
  return { title: t('signUp') };
}

export default async function SignUpPage() {
  const t = await getTranslations('account');
  return (
    <AccountPage
      title={t('signUpTitle')}
      lead={t('signUpLead')}
      other={{ question: t('signUpOther'), label: t('signIn'), href: '/sign-in' }}
    >
      <Texts namespaces={['account']}>
        <SignUpForm signUp={signUp} />
      </Texts>
    </AccountPage>
  );
}
