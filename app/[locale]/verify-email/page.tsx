import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { AccountPage } from '@/components/account/account-page';
import { VerifyEmail } from '@/components/account/verify-email';
import { Texts } from '@/lib/i18n/texts';
import { confirmEmail } from './actions';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('account');
  return { title: t('verify.title') };
}

export default async function VerifyEmailPage() {
  const t = await getTranslations('account');
  return (
    <AccountPage title={t('verify.title')} lead={t('verify.lead')}>
      <Texts namespaces={['account']}>
        <VerifyEmail confirmEmail={confirmEmail} />
      </Texts>
    </AccountPage>
  );
}
