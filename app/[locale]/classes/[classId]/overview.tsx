import { Users } from 'lucide-react';
import { getFormatter, getLocale, getTranslations } from 'next-intl/server';
import { masteryOutlines } from '@/app/outlines';
import { Invitation } from '@/components/class/invitation';
import { OverviewFilters } from '@/components/class/overview-filters';
import { OverviewTable } from '@/components/class/overview-table';
import { ButtonLink } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { topics } from '@/content/catalog';
import { getPathname } from '@/lib/i18n/navigation';
import { INACTIVE_DAYS } from '@/server/class-help';
import { type OverviewLearner, type OverviewQuery, overview, overviewQuery, PAGE_SIZE } from '@/server/class-overview';
import type { ClassAccess } from '@/server/class-roles';
import { nowMs } from '@/server/clock';
import { database } from '@/server/database';
import { learnerName } from './learner-name';
import { NeedsHelp } from './needs-help';

const DAY_MS = 86_400_000;

interface ClassOverviewProps {
  readonly access: ClassAccess;
  readonly search: Readonly<Record<string, string | string[] | undefined>>;
}

/** A class's learners by mastery, for its staff. */
export async function ClassOverview({ access, search }: ClassOverviewProps) {
  const query = overviewQuery.parse(search);
  const [t, locale, catalogue, db] = await Promise.all([getTranslations('class'), getLocale(), topics(), database()]);
  const now = nowMs();
  const found = await overview(db, access, query, masteryOutlines(catalogue.values()), now);
  const href = `/classes/${access.id}`;
  const isFiltered = query.q !== '' || query.section !== null || query.status !== 'in';
  if (found.learners.length === 0 && !isFiltered) {
    return (
      <div className="flex flex-col gap-8">
        <Invitation access={access} locale={locale} />
        <EmptyState icon={Users} title={t('emptyTitle')} description={t('empty')} />
      </div>
    );
  }
  const titles = [...catalogue.values()].map(({ id, title }) => ({ id, title: title[locale] }));
  const attention = (learner: OverviewLearner) => {
    const days = Math.floor((now - (learner.lastActiveAt ?? learner.joinedAt).getTime()) / DAY_MS);
    return learner.leftAt === null && days >= INACTIVE_DAYS ? t('inactive', { days }) : '';
  };
  const rows = found.learners.map((learner) => ({
    id: learner.id,
    name: learnerName(learner, (values) => t('unnamed', values)),
    note: noteOf(learner, access),
    activeMs: learner.lastActiveAt?.getTime() ?? null,
    attention: attention(learner),
    levels: learner.levels.join(''),
  }));
  return (
    <div className="flex flex-col gap-5">
      {isFiltered || query.page > 1 ? null : <NeedsHelp access={access} />}
      <OverviewFilters
        action={getPathname({ href, locale })}
        q={query.q}
        section={query.section}
        status={query.status}
        sections={access.sections}
      />
      {rows.length === 0 ? (
        <EmptyState icon={Users} title={t('nothingFound')} description={t('nothingFoundLead')} />
      ) : (
        <OverviewTable
          rows={rows}
          topics={titles}
          href={href}
          filters={asQuery(query, { sort: undefined, order: undefined, page: undefined })}
          sort={query.sort}
          order={query.order}
        />
      )}
      <Pages query={query} found={found.found} pages={found.pages} href={href} />
    </div>
  );
}

function noteOf({ email, alias, studentNumber, sectionId }: OverviewLearner, { sections }: ClassAccess): string {
  const section = sections.find(({ id }) => id === sectionId)?.name;
  return [email, email === null ? null : alias, studentNumber, section].filter(Boolean).join(' · ');
}

/** The query as an address has it, ending in `&` where it is not empty. */
function asQuery(query: OverviewQuery, change: Readonly<Record<string, string | undefined>>): string {
  const { q, section, status, sort, order, page } = query;
  const all = { q, section: section ?? '', status, sort, order, page: String(page), ...change };
  const entries = Object.entries(all).filter((entry): entry is [string, string] => !!entry[1]);
  return entries.map(([key, value]) => `${key}=${encodeURIComponent(value)}&`).join('');
}

interface PagesProps {
  readonly query: OverviewQuery;
  readonly found: number;
  readonly pages: number;
  readonly href: string;
}

async function Pages({ query, found, pages, href }: PagesProps) {
  const [t, format] = await Promise.all([getTranslations('class'), getFormatter()]);
  const to = (page: number) => `${href}?${asQuery(query, { page: String(page) })}`;
  const first = (query.page - 1) * PAGE_SIZE + 1;
  return (
    <nav aria-label={t('pages')} className="flex flex-wrap items-center gap-3 text-sm text-text-muted">
      <span>
        {t('range', {
          first: format.number(Math.min(first, found)),
          last: format.number(Math.min(first + PAGE_SIZE - 1, found)),
          found: format.number(found),
        })}
      </span>
      {query.page > 1 ? (
        <ButtonLink href={to(query.page - 1)} variant="secondary" size="sm">
          {t('previous')}
        </ButtonLink>
      ) : null}
      {query.page < pages ? (
        <ButtonLink href={to(query.page + 1)} variant="secondary" size="sm">
          {t('next')}
        </ButtonLink>
      ) : null}
    </nav>
  );
}
