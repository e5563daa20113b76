'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useId, useState } from 'react';
import { Button } from '@/components/ui/button';
import { FieldMessage } from '@/components/ui/field-message';
import { Select } from '@/components/ui/select';
import { TextField } from '@/components/ui/text-field';
import { type ClassAction, type ClassChange, useClassAction } from './use-class-action';

export interface FormProps {
  readonly classId: string;
  readonly changeClass: ClassAction;
}

interface ChangeFormProps extends FormProps {
  /** The change that the form's fields ask for. */
  readonly read: (fields: FormData) => ClassChange;
  readonly submit: string;
  readonly isDanger?: boolean;
  /** Where to go on once it is done. */
  readonly then?: 'class' | 'here';
  readonly children: ReactNode;
}

/** A form that asks for a change of a class, and says what came of it. */
export function ChangeForm({
  classId,
  changeClass,
  read,
  submit,
  isDanger = false,
  then = 'here',
  children,
}: ChangeFormProps) {
  const t = useTranslations('class');
  const { run, error, isDone, pending } = useClassAction(changeClass);
  const message = useId();
  return (
    <form
      noValidate
      aria-describedby={message}
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        run({ classId, change: read(new FormData(event.currentTarget)) }, then);
      }}
    >
      {children}
      <Button type="submit" variant={isDanger ? 'danger' : 'secondary'} className="self-start" loading={pending}>
        {submit}
      </Button>
      <div id={message} role="status" className="empty:hidden">
        <FieldMessage id={message} error={error} />
        {isDone ? <p className="text-sm text-success">{t('saved')}</p> : null}
      </div>
    </form>
  );
}

/** What a field holds; empty where there is no such field. */
export const text = (fields: FormData, name: string) => String(fields.get(name) ?? '');

interface AboutClassProps extends FormProps {
  readonly name: string;
  readonly language: 'ko' | 'en';
  readonly timeZone: string;
}

/** A class's name, language and time zone. */
export function AboutClassForm({ name, language, timeZone, ...form }: AboutClassProps) {
  const t = useTranslations('class');
  return (
    <ChangeForm
      {...form}
      submit={t('save')}
      read={(fields) => ({
        kind: 'rename',
        name: text(fields, 'name'),
        language: text(fields, 'language') === 'en' ? 'en' : 'ko',
        timeZone: text(fields, 'timeZone'),
      })}
    >
      <TextField name="name" label={t('name')} defaultValue={name} autoComplete="off" />
      <Select
        name="language"
        label={t('language')}
        defaultValue={language}
        items={[
          { value: 'ko', label: '한국어' },
          { value: 'en', label: 'English' },
        ]}
      />
      <TextField
        name="timeZone"
        label={t('timeZone')}
        description={t('timeZoneHint')}
        defaultValue={timeZone}
        autoComplete="off"
        mono
      />
    </ChangeForm>
  );
}

/** Adds a section, or copies the class: both take a name. */
export function NewNameForm({ kind, ...form }: FormProps & { readonly kind: 'add-section' | 'duplicate' }) {
  const t = useTranslations('class');
  // One for each thing that is made, so that trying again after a lost answer makes no second.
  const [newId, setNewId] = useState(() => crypto.randomUUID());
  return (
    <ChangeForm
      {...form}
      submit={t(`make.${kind}.submit`)}
      then={kind === 'duplicate' ? 'class' : 'here'}
      changeClass={async (input) => {
        const result = await form.changeClass(input);
        if (result.ok) setNewId(crypto.randomUUID());
        return result;
      }}
      read={(fields) => ({ kind, newId, name: text(fields, kind) })}
    >
      <TextField name={kind} label={t(`make.${kind}.name`)} autoComplete="off" />
    </ChangeForm>
  );
}

/** Deletes a class for good, once its name is typed. */
export function DeleteClassForm(form: FormProps) {
  const t = useTranslations('class');
  return (
    <ChangeForm
      {...form}
      isDanger
      submit={t('delete')}
      read={(fields) => ({ kind: 'delete', name: text(fields, 'typed') })}
    >
      <TextField name="typed" label={t('deleteType')} autoComplete="off" />
    </ChangeForm>
  );
}

interface SectionFormProps extends FormProps {
  readonly learner: string;
  readonly section: string | null;
  readonly sections: readonly { readonly id: string; readonly name: string }[];
}

/** Which section a learner is in. */
export function SectionForm({ learner, section, sections, ...form }: SectionFormProps) {
  const t = useTranslations('class');
  return (
    <ChangeForm
      {...form}
      submit={t('save')}
      read={(fields) => ({ kind: 'assign-section', learner, section: text(fields, 'section') || null })}
    >
      <Select
        name="section"
        label={t('section')}
        defaultValue={section ?? ''}
        items={[{ value: '', label: t('noSection') }, ...sections.map(({ id, name }) => ({ value: id, label: name }))]}
      />
    </ChangeForm>
  );
}
