import { GraduationCap } from 'lucide-react';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { JoinClassForm } from '@/components/class/join-class-form';
import { OpenClassForm } from '@/components/class/open-class-form';
import { SampleButton } from '@/components/class/sample-button';
import { PageContainer } from '@/components/site/page-container';
import { PageHeader } from '@/components/site/page-header';
import { Badge } from '@/components/ui/badge';
import { Card, CardLink } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { TextLink } from '@/components/ui/text-link';
import { Texts } from '@/lib/i18n/texts';
import { classesOf } from '@/server/classes';
import { database } from '@/server/database';
import { signedIn } from '../signed-in';
import { openClassAction, openSampleAction } from './actions';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('classes');
  return { title: t('title') };
}

export default async function ClassesPage() {
  const user = await signedIn('/classes');
  const [t, tReports, classes] = await Promise.all([
    getTranslations('classes'),
    getTranslations('reports'),
    database().then((db) => classesOf(db, user.id)),
  ]);
  return (
    <Texts namespaces={['classes']}>
      <PageContainer>
        <PageHeader
          title={t('title')}
          lead={t('lead')}
          meta={<TextLink href="/reports">{tReports('link')}</TextLink>}
        />
        <div className="grid gap-x-14 gap-y-12 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
          <section aria-label={t('mine')}>
            {classes.length === 0 ? (
              <EmptyState icon={GraduationCap} title={t('emptyTitle')} description={t('empty')} />
            ) : (
              <ul className="flex flex-col gap-4">
                {classes.map((each) => (
                  <li key={each.id}>
                    <CardLink href={`/classes/${each.id}`} title={each.name} level={2}>
                      <div className="flex flex-wrap items-center gap-x-3 gap-y-2 text-sm text-text-muted">
                        <Badge>{t(`roles.${each.role}`)}</Badge>
                        {each.isSample ? <Badge>{t('sample.badge')}</Badge> : null}
                        {each.isArchived ? <Badge>{t('archived')}</Badge> : null}
                        <span>{t('members', { count: each.memberCount })}</span>
                        {each.role === 'owner' || each.ownerName === null ? null : (
                          <span>{t('by', { name: each.ownerName })}</span>
                        )}
                      </div>
                    </CardLink>
                  </li>
                ))}
              </ul>
            )}
          </section>
          <div className="flex flex-col gap-6">
            <Card className="flex flex-col gap-4">
              <h2 className="text-lg">{t('joinTitle')}</h2>
              <JoinClassForm />
            </Card>
            <Card className="flex flex-col gap-4">
              <h2 className="text-lg">{t('openTitle')}</h2>
              <p className="text-sm text-text-muted">{t('openLead')}</p>
              <OpenClassForm openClass={openClassAction} />
              {classes.some(({ isSample }) => isSample) ? null : (
                <div className="flex flex-col gap-2 border-border border-t pt-4">
                  <p className="text-sm text-text-muted">{t('sample.lead')}</p>
                  <SampleButton openSample={openSampleAction} />
                </div>
              )}
            </Card>
          </div>
        </div>
      </PageContainer>
    </Texts>
  );
}
