'use client';

import { useTranslations } from 'next-intl';
import { useId, useState } from 'react';
import { Checkbox } from '@/components/ui/checkbox';
import { fieldControl, fieldLabel, fieldRoot } from '@/components/ui/field-styles';
import { ChangeForm, type FormProps, text } from './class-forms';

/** Writes a note about a learner, or feedback for the learner to read. */
export function NoteForm({ learner, ...form }: FormProps & { readonly learner: string }) {
  const t = useTranslations('class.notes');
  const field = useId();
  // Each text has an id of its own, kept until it is stored; a new one empties the form, too.
  const [newId, setNewId] = useState(() => crypto.randomUUID());
  return (
    <ChangeForm
      {...form}
      submit={t('add')}
      changeClass={async (input) => {
        const result = await form.changeClass(input);
        if (result.ok) setNewId(crypto.randomUUID());
        return result;
      }}
      read={(fields) => ({
        kind: 'add-note',
        learner,
        newId,
        text: text(fields, 'text'),
        isFeedback: fields.get('isFeedback') !== null,
      })}
    >
      <div key={newId} className={fieldRoot}>
        <label htmlFor={field} className={fieldLabel}>
          {t('text')}
        </label>
        <textarea id={field} name="text" rows={3} maxLength={2_000} className={fieldControl} />
        <Checkbox name="isFeedback" label={t('isFeedback')} />
      </div>
    </ChangeForm>
  );
}
