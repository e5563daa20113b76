import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { AccountSection } from '@/components/account/account-section';
import { DeleteAccount } from '@/components/account/delete-account';
import { EmailState } from '@/components/account/email-state';
import { NameForm } from '@/components/account/name-form';
import { OpenIdLink } from '@/components/account/openid-link';
import { PasswordForm } from '@/components/account/password-form';
import { SessionList } from '@/components/account/session-list';
import { PageContainer } from '@/components/site/page-container';
import { PageHeader } from '@/components/site/page-header';
import { buttonClass } from '@/components/ui/button';
import { Texts } from '@/lib/i18n/texts';
import { deletionPlan } from '@/server/account-deletion';
import { accountDetails } from '@/server/accounts';
import { database } from '@/server/database';
import { linkedSince } from '@/server/identities';
import { mailSettings } from '@/server/mail';
import { openIdSettings } from '@/server/openid';
import { currentSessionId } from '@/server/session';
import { sessionsOf } from '@/server/sessions';
import { signedIn } from '../signed-in';
import {
  beginLink,
  changePassword,
  deleteOwnAccount,
  endAllSessions,
  endOneSession,
  removeLink,
  rename,
  sendVerification,
} from './actions';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('account');
  return { title: t('title') };
}

/** What belongs to the reader's account, and what they may do with it. */
export default async function AccountPage({ searchParams }: PageProps<'/[locale]/account'>) {
  const user = await signedIn('/account');
  const db = await database();
  const openId = openIdSettings();
  const { openid: outcome } = await searchParams;
  const [t, details, sessions, sessionId, linked, plan] = await Promise.all([
    getTranslations('account'),
    accountDetails(db, user.id),
    sessionsOf(db, user.id, Date.now()),
    currentSessionId(),
    openId && linkedSince(db, user.id, openId.issuer),
    deletionPlan(db, user.id),
  ]);
  return (
    <PageContainer width="narrow">
      <PageHeader title={t('title')} />
      <Texts namespaces={['account']}>
        <div className="flex flex-col divide-y divide-border border-border border-y">
          <AccountSection title={t('name')}>
            <NameForm name={details.name} rename={rename} />
          </AccountSection>
          <AccountSection title={t('email')}>
            <EmailState
              email={details.email}
              isVerified={details.isVerified}
              hasMail={mailSettings() !== null}
              sendVerification={sendVerification}
            />
          </AccountSection>
          <AccountSection title={t('password')} lead={t('passwordLead')}>
            <PasswordForm hasPassword={details.hasPassword} changePassword={changePassword} />
          </AccountSection>
          {openId === null ? null : (
            <AccountSection title={t('openId.title')} lead={t('openId.lead', { label: openId.label })}>
              <OpenIdLink
                label={openId.label}
                linkedSince={linked}
                hasPassword={details.hasPassword}
                outcome={outcome === 'linked' || outcome === 'identity-taken' ? outcome : null}
                beginLink={beginLink}
                removeLink={removeLink}
              />
            </AccountSection>
          )}
          <AccountSection title={t('sessions.title')} lead={t('sessions.lead')}>
            <SessionList
              sessions={sessions.map((each) => ({ ...each, isCurrent: each.id === sessionId }))}
              endOne={endOneSession}
              endAll={endAllSessions}
            />
          </AccountSection>
          <AccountSection title={t('export.title')} lead={t('export.lead')}>
            <a className={buttonClass('secondary', 'md', 'self-start')} href="/api/account/export" download>
              {t('export.button')}
            </a>
          </AccountSection>
          <AccountSection title={t('delete.title')}>
            <DeleteAccount plan={plan} hasPassword={details.hasPassword} deleteAccount={deleteOwnAccount} />
          </AccountSection>
        </div>
      </Texts>
    </PageContainer>
  );
}
