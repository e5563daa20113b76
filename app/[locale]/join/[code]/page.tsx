import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { JoinByLink } from '@/components/class/join-by-link';
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
  if (!found) notFound();
  return (
    <PageContainer width="narrow">
      <PageHeader title={t('joinNamed', { name: found.name })} lead={t('joinLead', { name: found.instructorName })} />
      <Texts namespaces={['classes']}>
        <JoinByLink code={code} joinClass={joinClassAction} />
      </Texts>
    </PageContainer>
  );
}
