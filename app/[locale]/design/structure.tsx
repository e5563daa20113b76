'use client';

import { useTranslations } from 'next-intl';
import { Badge } from '@/components/ui/badge';
import { Card, CardLink } from '@/components/ui/card';
import { DataTable } from '@/components/ui/data-table';
import { Disclosure } from '@/components/ui/disclosure';
import { StateBadge } from '@/components/ui/state-badge';
import type { Status } from '@/components/ui/state-palette';
import { Tab, TabList, TabPanel, Tabs } from '@/components/ui/tabs';
import { Section, Specimen } from './section';

interface ServerRow {
  readonly id: string;
  readonly state: Status;
  readonly term: number;
  readonly commitIndex: number;
}

const servers: readonly ServerRow[] = [
  { id: 'S1', state: 'success', term: 3, commitIndex: 12 },
  { id: 'S2', state: 'ok', term: 3, commitIndex: 12 },
  { id: 'S3', state: 'failure', term: 2, commitIndex: 9 },
];

function Table() {
  const t = useTranslations('design.structure');
  return (
    <DataTable
      caption={t('tableCaption')}
      rows={servers}
      rowKey={(row) => row.id}
      columns={[
        { key: 'id', header: t('server'), cell: (row) => row.id },
        { key: 'state', header: t('state'), cell: (row) => <StateBadge state={row.state} /> },
        { key: 'term', header: 'currentTerm', cell: (row) => row.term, numeric: true },
        { key: 'commit', header: 'commitIndex', cell: (row) => row.commitIndex, numeric: true },
      ]}
    />
  );
}

function TabsDemo() {
  const t = useTranslations('design.structure');
  return (
    <Tabs defaultValue="trace" className="w-full">
      <TabList label={t('tabs')}>
        <Tab value="trace">{t('tabTrace')}</Tab>
        <Tab value="inspector">{t('tabInspector')}</Tab>
        <Tab value="faults">{t('tabFaults')}</Tab>
      </TabList>
      <TabPanel value="trace">{t('tabTraceBody')}</TabPanel>
      <TabPanel value="inspector">{t('tabInspectorBody')}</TabPanel>
      <TabPanel value="faults">{t('tabFaultsBody')}</TabPanel>
    </Tabs>
  );
}

export function Structure() {
  const t = useTranslations('design.structure');
  return (
    <Section id="structure" title={t('title')} lead={t('lead')}>
      <Specimen label={t('cards')}>
        <div className="grid w-full gap-4 lg:grid-cols-2">
          <CardLink href="/topics/12-consensus-algorithms" title={t('cardTitle')} level={4} eyebrow={t('cardEyebrow')}>
            <p className="text-text-muted">{t('cardBody')}</p>
            <div className="mt-auto pt-3">
              <Badge tone="success">{t('cardBadge')}</Badge>
            </div>
          </CardLink>
          <Card>
            <p className="text-text-muted">{t('cardPlain')}</p>
          </Card>
        </div>
      </Specimen>
      <Specimen label={t('tabs')}>
        <TabsDemo />
      </Specimen>
      <Specimen label={t('disclosure')}>
        <div className="w-full">
          <Disclosure summary={t('hint')} defaultOpen className="border-border border-y">
            <p className="text-text-muted">{t('hintBody')}</p>
          </Disclosure>
        </div>
      </Specimen>
      <Specimen label={t('accordion')}>
        <div className="w-full divide-y divide-border border-border border-y">
          <Disclosure name="design-accordion" summary={t('q1')}>
            <p className="text-text-muted">{t('a1')}</p>
          </Disclosure>
          <Disclosure name="design-accordion" summary={t('q2')}>
            <p className="text-text-muted">{t('a2')}</p>
          </Disclosure>
        </div>
      </Specimen>
      <Specimen label={t('table')}>
        <div className="w-full">
          <Table />
        </div>
      </Specimen>
    </Section>
  );
}
