import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { AccountPage } from '@/components/account/account-page';
import { ResetPassword } from '@/components/account/reset-password';
import { Texts } from '@/lib/i18n/texts';
import { chooseNewPassword, requestReset } from './actions';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('account');
  return { title: t('reset.title') };
}

export default async function ResetPasswordPage() {
  const t = await getTranslations('account');
  return (
    <AccountPage title={t('reset.title')} other={{ question: t('reset.other'), label: t('signIn'), href: '/sign-in' }}>
      <Texts namespaces={['account']}>
        <ResetPassword requestReset={requestReset} chooseNewPassword={chooseNewPassword} />
      </Texts>
    </AccountPage>
  );
}
