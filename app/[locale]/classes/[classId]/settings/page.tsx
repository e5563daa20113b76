import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { ChangeButton } from '@/components/class/change-button';
import { AboutClassForm, DeleteClassForm, NewNameForm } from '@/components/class/class-forms';
import { Invitation } from '@/components/class/invitation';
import { PageContainer } from '@/components/site/page-container';
import { PageHeader } from '@/components/site/page-header';
import { buttonClass } from '@/components/ui/button';
import { DataTable } from '@/components/ui/data-table';
import { OwnDate } from '@/components/ui/own-date';
import { getPathname } from '@/lib/i18n/navigation';
import { Texts } from '@/lib/i18n/texts';
import { EXPORTS } from '@/server/class-export';
import { type ClassAccess, may } from '@/server/class-roles';
import { classLog, isClassAction, staffOf } from '@/server/class-staff';
import { database } from '@/server/database';
import { changeClassAction } from '../../actions';
import { openedClassAs } from '../opened-class';

type Props = PageProps<'/[locale]/classes/[classId]/settings'>;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('class'))('manage') };
}

export default async function ClassSettingsPage({ params }: Props) {
  const { classId } = await params;
  const { access } = await openedClassAs(classId, 'manage');
  const t = await getTranslations('class');
  return (
    <PageContainer width="narrow">
      <PageHeader
        title={t('manage')}
        breadcrumb={[
          { label: t('classes'), href: '/classes' },
          { label: access.name, href: `/classes/${classId}` },
        ]}
      />
      <Texts namespaces={['class', 'classes']}>
        <div className="flex flex-col gap-12">
          <Part title={t('parts.about')}>
            <AboutClassForm
              classId={classId}
              changeClass={changeClassAction}
              name={access.name}
              language={access.language}
              timeZone={access.timeZone}
            />
          </Part>
          <Part title={t('parts.joining')} lead={t('joiningLead')}>
            <Joining access={access} />
          </Part>
          <Part title={t('parts.sections')} lead={t('sectionsLead')}>
            <Sections access={access} />
          </Part>
          <Part title={t('parts.staff')} lead={t('staffLead')}>
            <Staff access={access} />
          </Part>
          <Part title={t('export')} lead={t('exportLead')}>
            <Exports access={access} />
          </Part>
          <Part title={t('parts.duplicate')} lead={t('duplicateLead')}>
            <NewNameForm kind="duplicate" classId={classId} changeClass={changeClassAction} />
          </Part>
          <Part title={t('parts.log')}>
            <Log access={access} />
          </Part>
          <Part title={t('parts.end')} lead={t('archiveLead')}>
            <ChangeButton
              classId={classId}
              changeClass={changeClassAction}
              change={{ kind: 'archive', isArchived: !access.isArchived }}
              label={t(access.isArchived ? 'unarchive' : 'archive')}
            />
            {may(access.role, 'own') ? (
              <div className="mt-6 flex flex-col gap-4">
                <p className="text-text-muted">{t('deleteLead', { name: access.name })}</p>
                <DeleteClassForm classId={classId} changeClass={changeClassAction} />
              </div>
            ) : null}
          </Part>
        </div>
      </Texts>
    </PageContainer>
  );
}

interface PartProps {
  readonly title: string;
  readonly lead?: string;
  readonly children: ReactNode;
}

function Part({ title, lead, children }: PartProps) {
  return (
    <section className="flex flex-col gap-5">
      <div>
        <h2 className="text-2xl">{title}</h2>
        {lead === undefined ? null : <p className="mt-1 text-text-muted">{lead}</p>}
      </div>
      {children}
    </section>
  );
}

interface AccessProps {
  readonly access: ClassAccess;
}

async function Joining({ access }: AccessProps) {
  const [t, locale] = await Promise.all([getTranslations('class'), getLocale()]);
  const common = { classId: access.id, changeClass: changeClassAction };
  return (
    <>
      <Invitation access={access} locale={locale} />
      <div className="flex flex-wrap gap-2">
        <ChangeButton
          {...common}
          change={{ kind: 'new-code' }}
          label={t('newCode')}
          confirm={{ title: t('newCodeTitle'), lead: t('newCodeLead') }}
        />
        <ChangeButton
          {...common}
          change={{ kind: 'joining', isClosed: !access.isClosed }}
          label={t(access.isClosed ? 'openJoining' : 'closeJoining')}
        />
      </div>
    </>
  );
}

async function Sections({ access }: AccessProps) {
  const t = await getTranslations('class');
  const common = { classId: access.id, changeClass: changeClassAction };
  return (
    <>
      <ul className="flex flex-col gap-2 empty:hidden">
        {access.sections.map(({ id, name }) => (
          <li key={id} className="flex flex-wrap items-center justify-between gap-3 border-border border-b pb-2">
            <span className="min-w-0 wrap-anywhere">{name}</span>
            <ChangeButton
              {...common}
              change={{ kind: 'remove-section', section: id }}
              label={t('removeSection')}
              variant="ghost"
              confirm={{ title: t('removeSectionTitle', { name }), lead: t('removeSectionLead') }}
            />
          </li>
        ))}
      </ul>
      <NewNameForm kind="add-section" {...common} />
    </>
  );
}

async function Staff({ access }: AccessProps) {
  const t = await getTranslations('class');
  const staff = await staffOf(await database(), access.id);
  return (
    <ul className="flex flex-col gap-2">
      {staff.map(({ userId, role, name, email }) => (
        <li key={userId} className="flex flex-wrap items-center justify-between gap-3 border-border border-b pb-2">
          <span className="min-w-0 wrap-anywhere">
            {name} <span className="text-text-muted">{email}</span>
            <span className="block text-sm text-text-muted">{t(`roles.${role}`)}</span>
          </span>
          {role !== 'owner' && may(access.role, 'own') ? (
            <ChangeButton
              classId={access.id}
              changeClass={changeClassAction}
              change={{ kind: 'remove-staff', user: userId }}
              label={t('removeStaff')}
              variant="ghost"
              confirm={{ title: t('removeStaffTitle', { name }), lead: t('removeStaffLead') }}
            />
          ) : null}
        </li>
      ))}
    </ul>
  );
}

async function Exports({ access }: AccessProps) {
  const [t, locale] = await Promise.all([getTranslations('class'), getLocale()]);
  const href = getPathname({ href: `/classes/${access.id}/export`, locale });
  return (
    <ul className="flex flex-wrap gap-2">
      {EXPORTS.map((kind) => (
        <li key={kind} className="flex gap-1">
          <a href={`${href}?kind=${kind}`} download className={buttonClass('secondary', 'sm')}>
            {t(`exports.${kind}`)}
          </a>
          {kind === 'canvas' || kind === 'moodle' ? null : (
            <a
              href={`${href}?kind=${kind}&format=json`}
              download
              aria-label={`${t(`exports.${kind}`)}, JSON`}
              className={buttonClass('ghost', 'sm')}
            >
              JSON
            </a>
          )}
        </li>
      ))}
    </ul>
  );
}

async function Log({ access }: AccessProps) {
  const t = await getTranslations('class');
  const events = await classLog(await database(), access.id);
  if (events.length === 0) return <p className="text-text-muted">{t('logEmpty')}</p>;
  return (
    <DataTable
      caption={t('parts.log')}
      rows={events}
      rowKey={({ id }) => id}
      columns={[
        {
          key: 'at',
          header: t('log.at'),
          cell: ({ at }) => <OwnDate at={at} dateStyle="medium" timeStyle="short" />,
        },
        { key: 'who', header: t('log.who'), cell: ({ actorName }) => actorName ?? t('log.gone') },
        {
          key: 'what',
          header: t('log.what'),
          cell: ({ action, about }) => {
            const name = (about as { readonly name?: unknown } | null)?.name;
            const what = isClassAction(action) ? t(`actions.${action}`) : action;
            return typeof name === 'string' ? `${what}: ${name}` : what;
          },
        },
      ]}
    />
  );
}
