import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { JoinClassForm } from '@/components/class/join-class-form';
import { JoinForm } from '@/components/class/join-form';
import { PageContainer } from '@/components/site/page-container';
import { PageHeader } from '@/components/site/page-header';
import { Texts } from '@/lib/i18n/texts';
import { classByCode } from '@/server/classes';
import { database } from '@/server/database';
import { countAgainst } from '@/server/rate-limits';
import { joinClassAction } from '../../classes/actions';
import { signedIn } from '../../signed-in';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('classes');
  return { title: t('joinTitle') };
}

export default async function JoinPage({ params }: PageProps<'/[locale]/join/[code]'>) {
  const { code } = await params;
  const user = await signedIn(`/join/${code}`);
  const [t, db] = await Promise.all([getTranslations('classes'), database()]);
  // Opening such pages one after the other is a way to guess codes.
  const refusal = await countAgainst(db, 'join codes', user.id);
  const found = refusal ? null : await classByCode(db, code);
  const problem = refusal
    ? t('errors.later', { minutes: Math.ceil(refusal.afterMs / 60_000) })
    : t('errors.unknown-code');
  return (
    <PageContainer width="narrow">
      <Texts namespaces={['classes']}>
        {found ? (
          <>
            <PageHeader title={t('joinNamed', { name: found.name })} lead={t('joinLead', { name: found.ownerName })} />
            <p className="mb-8 max-w-prose">{t('whatIsSeen')}</p>
            <JoinForm code={code} joinClass={joinClassAction} />
          </>
        ) : (
          <>
            <PageHeader title={t('joinTitle')} lead={problem} />
            <JoinClassForm code={code} />
          </>
        )}
      </Texts>
    </PageContainer>
  );
}
