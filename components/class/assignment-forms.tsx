'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Select } from '@/components/ui/select';
import { TextField } from '@/components/ui/text-field';
import { ChangeForm, type FormProps, text } from './class-forms';

export type AssignmentKind = 'topic' | 'lesson' | 'quiz' | 'challenge' | 'case';

/** What of an assignment can be changed later. Times are the class's, as `<input type="datetime-local">` has them. */
export interface AssignmentTerms {
  readonly note: string;
  readonly opensAt: string | null;
  readonly dueAt: string | null;
  readonly attemptsMax: number | null;
  readonly counts: 'best' | 'last' | 'first';
}
const NO_TERMS: AssignmentTerms = { note: '', opensAt: null, dueAt: null, attemptsMax: null, counts: 'best' };

interface TermsProps {
  readonly terms: AssignmentTerms;
  readonly isQuiz: boolean;
  readonly timeZone: string;
}

function TermsFields({ terms, isQuiz, timeZone }: TermsProps) {
  const t = useTranslations('class.assign');
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField
          name="opensAt"
          type="datetime-local"
          label={t('opens')}
          description={t('opensHint')}
          defaultValue={terms.opensAt ?? ''}
        />
        <TextField
          name="dueAt"
          type="datetime-local"
          label={t('due')}
          description={t('dueHint', { timeZone })}
          defaultValue={terms.dueAt ?? ''}
        />
      </div>
      {isQuiz ? (
        <div className="grid gap-4 sm:grid-cols-2">
          <TextField
            name="attemptsMax"
            type="number"
            min={1}
            max={20}
            label={t('attemptsMax')}
            description={t('attemptsHint')}
            defaultValue={terms.attemptsMax === null ? '' : String(terms.attemptsMax)}
          />
          <Select
            name="counts"
            label={t('counts')}
            defaultValue={terms.counts}
            items={(['best', 'last', 'first'] as const).map((value) => ({ value, label: t(`countsItems.${value}`) }))}
          />
        </div>
      ) : null}
      <TextField
        name="note"
        label={t('note')}
        description={t('noteHint')}
        defaultValue={terms.note}
        autoComplete="off"
      />
    </>
  );
}

function readTerms(fields: FormData): AssignmentTerms {
  const attempts = text(fields, 'attemptsMax');
  return {
    note: text(fields, 'note'),
    opensAt: text(fields, 'opensAt') || null,
    dueAt: text(fields, 'dueAt') || null,
    attemptsMax: attempts === '' ? null : Number(attempts),
    counts: fields.get('counts') === null ? 'best' : (text(fields, 'counts') as AssignmentTerms['counts']),
  };
}

interface AssignFormProps extends FormProps {
  readonly timeZone: string;
  /** What can be assigned, by kind. */
  readonly choices: Readonly<Record<AssignmentKind, readonly { readonly ref: string; readonly title: string }[]>>;
}

/** Assigns something to a class. */
export function AssignForm({ timeZone, choices, ...form }: AssignFormProps) {
  const t = useTranslations('class.assign');
  const tKinds = useTranslations('assignments.kinds');
  const [kind, setKind] = useState<AssignmentKind>('quiz');
  // Kept until it is assigned, so that trying again after a lost answer assigns nothing twice.
  const [newId, setNewId] = useState(() => crypto.randomUUID());
  const kinds: readonly AssignmentKind[] = ['topic', 'lesson', 'quiz', 'challenge', 'case'];
  return (
    <ChangeForm
      {...form}
      submit={t('add')}
      changeClass={async (input) => {
        const result = await form.changeClass(input);
        if (result.ok) setNewId(crypto.randomUUID());
        return result;
      }}
      read={(fields) => ({ kind: 'assign', newId, of: kind, ref: text(fields, 'ref'), ...readTerms(fields) })}
    >
      <div className="grid gap-4 sm:grid-cols-[minmax(0,1fr)_minmax(0,2fr)]">
        <Select
          name="kind"
          label={t('kind')}
          value={kind}
          onValueChange={setKind}
          items={kinds.map((value) => ({ value, label: tKinds(value) }))}
        />
        <Select
          key={kind}
          name="ref"
          label={t('target')}
          defaultValue={choices[kind][0]?.ref ?? ''}
          items={choices[kind].map(({ ref, title }) => ({ value: ref, label: title }))}
        />
      </div>
      <TermsFields terms={NO_TERMS} isQuiz={kind === 'quiz'} timeZone={timeZone} />
    </ChangeForm>
  );
}

/** Changes when something is due, and what counts. */
export function AssignmentForm({ assignment, ...props }: FormProps & TermsProps & { readonly assignment: string }) {
  const { terms, isQuiz, timeZone, ...form } = props;
  const t = useTranslations('class');
  return (
    <ChangeForm
      {...form}
      submit={t('save')}
      read={(fields) => ({ kind: 'change-assignment', assignment, ...readTerms(fields) })}
    >
      <TermsFields terms={terms} isQuiz={isQuiz} timeZone={timeZone} />
    </ChangeForm>
  );
}
