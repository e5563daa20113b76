'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { CheckboxBox } from '@/components/ui/checkbox';
import { DataTable } from '@/components/ui/data-table';
import { Select } from '@/components/ui/select';
import { TextField } from '@/components/ui/text-field';
import { TextLink } from '@/components/ui/text-link';
import { AssignmentBadge, type AssignmentState } from './assignment-badge';
import { ChangeForm, type FormProps, text } from './class-forms';

/** A learner's standing, in words. */
export interface ResultRow {
  readonly id: string;
  readonly name: string;
  readonly href: string;
  readonly state: AssignmentState;
  readonly due: string;
  readonly isExtended: boolean;
  readonly done: string;
  readonly result: string;
}

interface ResultsProps {
  readonly rows: readonly ResultRow[];
  /** The learners can be ticked: the table is within a form. */
  readonly canChoose: boolean;
}

function Results({ rows, canChoose }: ResultsProps) {
  const t = useTranslations('class.assign');
  const tState = useTranslations('assignments');
  if (rows.length === 0) return <p className="text-text-muted">{t('nobody')}</p>;
  const named = ({ id, name, href }: ResultRow): ReactNode => (
    <span className="flex items-start gap-2">
      {canChoose ? <CheckboxBox name="learner" value={id} aria-label={t('choose', { name })} /> : null}
      <TextLink href={href}>{name}</TextLink>
    </span>
  );
  return (
    <DataTable
      caption={t('results')}
      rows={rows}
      rowKey={({ id }) => id}
      columns={[
        { key: 'learner', header: t('columns.learner'), cell: named },
        { key: 'state', header: t('columns.state'), cell: ({ state }) => <AssignmentBadge state={state} /> },
        { key: 'result', header: t('columns.result'), cell: ({ result }) => result },
        { key: 'done', header: t('columns.done'), cell: ({ done }) => done },
        {
          key: 'due',
          header: t('columns.due'),
          cell: ({ due, isExtended }) => (isExtended ? `${due} (${tState('extended')})` : due),
        },
      ]}
    />
  );
}

interface AssignmentResultsProps extends FormProps {
  readonly assignment: string;
  readonly rows: readonly ResultRow[];
  readonly sections: readonly { readonly id: string; readonly name: string }[];
  /** Whether the reader may extend due dates. */
  readonly canExtend: boolean;
}

/** Each learner's result, and a new due date for those that are ticked, for a section or for all. */
export function AssignmentResults({ assignment, rows, sections, canExtend, ...form }: AssignmentResultsProps) {
  const t = useTranslations('class.assign');
  if (!canExtend) return <Results rows={rows} canChoose={false} />;
  return (
    <ChangeForm
      {...form}
      submit={t('extendSubmit')}
      read={(fields) => {
        const scope = text(fields, 'scope');
        const learners = scope === 'chosen' ? fields.getAll('learner').map(String) : 'all';
        const section = scope === 'chosen' || scope === 'all' ? null : scope;
        return { kind: 'extend', assignment, learners, section, dueAt: text(fields, 'newDue') || null };
      }}
    >
      <Results rows={rows} canChoose />
      <h3 className="mt-4 text-lg">{t('extend')}</h3>
      <p className="text-sm text-text-muted">{t('extendLead')}</p>
      <div className="grid gap-4 sm:grid-cols-2">
        <Select
          name="scope"
          label={t('scope')}
          defaultValue="chosen"
          items={[
            { value: 'chosen', label: t('scopeItems.chosen') },
            { value: 'all', label: t('scopeItems.all') },
            ...sections.map(({ id, name }) => ({ value: id, label: t('scopeSection', { name }) })),
          ]}
        />
        <TextField name="newDue" type="datetime-local" label={t('newDue')} description={t('newDueHint')} />
      </div>
    </ChangeForm>
  );
}
