import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { JoinByLink } from '@/components/class/join-by-link';
import { PageContainer } from '@/components/site/page-container';
import { PageHeader } from '@/components/site/page-header';
import { classByCode } from '@/server/classes';
import { database } from '@/server/database';
import { joinClassAction } from '../../classes/actions';
import { signedIn } from '../../signed-in';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('classes');
  return { title: t('joinTitle') };
}

export default async function JoinPage({ params }: PageProps<'/[locale]/join/[code]'>) {
  const { code } = await params;
  await signedIn(`/join/${code}`);
  const [t, found] = await Promise.all([getTranslations('classes'), database().then((db) => classByCode(db, code))]);
  if (!found) notFound();
  return (
    <PageContainer width="narrow">
      <PageHeader title={t('joinNamed', { name: found.name })} lead={t('joinLead', { name: found.instructorName })} />
      <JoinByLink code={code} joinClass={joinClassAction} />
    </PageContainer>
  );
}
