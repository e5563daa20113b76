'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Callout } from '@/components/ui/callout';
import { Dialog } from '@/components/ui/dialog';
import { Select } from '@/components/ui/select';
import { TextField } from '@/components/ui/text-field';
import type { ClientRole } from '@/sim/redis-streams/command';
import { findClient } from '@/sim/redis-streams/state';
import {
  type ClientDraft,
  clientCommand,
  type DraftField,
  type DraftProblems,
  draftOf,
  isNumber,
  newDraft,
  ROLE_FIELDS,
  readDraft,
} from './client-drafts';
import type { RedisStreamsStore } from './store';

/** Whose form is open: that of a new client of a role, or that of one that is there. */
export type FormTarget =
  | { readonly type: 'new'; readonly role: ClientRole }
  | { readonly type: 'edit'; readonly client: string };

interface ClientDialogProps {
  readonly store: RedisStreamsStore;
  readonly target: FormTarget | null;
  readonly onClose: () => void;
}

/** Asks what a client is to be. */
export function ClientDialog({ store, target, onClose }: ClientDialogProps) {
  const t = useTranslations('labs.redis-streams.form');
  const title =
    target === null ? '' : target.type === 'new' ? t(`new.${target.role}`) : t('edit', { name: target.client });
  return (
    <Dialog
      isOpen={target !== null}
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
      title={title}
    >
      {target === null ? null : <ClientForm store={store} target={target} onDone={onClose} />}
    </Dialog>
  );
}

interface ClientFormProps {
  readonly store: RedisStreamsStore;
  readonly target: FormTarget;
  readonly onDone: () => void;
}

function ClientForm({ store, target, onDone }: ClientFormProps) {
  const t = useTranslations('labs.redis-streams.form');
  const { state } = store.getState().snapshot;
  const client = target.type === 'edit' ? findClient(state, target.client) : null;
  const role = target.type === 'new' ? target.role : (client?.options.role ?? 'reader');
  const [draft, setDraft] = useState<ClientDraft>(() =>
    client === null ? newDraft(role, state) : draftOf(client.id, client.options),
  );
  const [problems, setProblems] = useState<DraftProblems>({});
  const [refusal, setRefusal] = useState<string | null>(null);
  const isNew = target.type === 'new';

  function submit(event: FormEvent): void {
    event.preventDefault();
    event.stopPropagation();
    const read = readDraft(role, draft, isNew);
    if ('problems' in read) {
      setProblems(read.problems);
      return;
    }
    store.getState().dispatch(clientCommand(draft.name, read.options, isNew));
    const { notice, dismissNotice } = store.getState();
    if (notice?.kind === 'refused') {
      dismissNotice();
      setRefusal(notice.message);
      return;
    }
    onDone();
  }

  function write(field: DraftField, value: string): void {
    setDraft((now) => ({ ...now, [field]: value }));
    setProblems(({ [field]: _, ...others }) => others);
  }

  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-5">
      <div className="grid max-h-[60svh] grid-cols-2 items-start gap-x-4 gap-y-4 overflow-y-auto px-1 py-1">
        {isNew ? <Field field="name" draft={draft} problems={problems} onValue={write} /> : null}
        {ROLE_FIELDS[role].map((field) => (
          <Field key={field} field={field} draft={draft} problems={problems} onValue={write} />
        ))}
      </div>
      {refusal === null ? null : (
        <Callout tone="danger" live>
          <p className="text-sm">
            {t('refused')} <span lang="en">{refusal}</span>
          </p>
        </Callout>
      )}
      <div className="flex justify-end">
        <Button type="submit">{t(isNew ? 'add' : 'save')}</Button>
      </div>
    </form>
  );
}

type FormText = ReturnType<typeof useTranslations<'labs.redis-streams.form'>>;

/** Fields of which one of a few values is chosen, with the values in words. */
const CHOICES = {
  trim: (t: FormText) => ({
    none: t('choices.trim.none'),
    MAXLEN: t('choices.trim.MAXLEN'),
    'MAXLEN ~': t('choices.trim.maxlenAbout'),
    MINID: t('choices.trim.MINID'),
    'MINID ~': t('choices.trim.minidAbout'),
  }),
  ack: (t: FormText) => ({
    'after-work': t('choices.ack.after-work'),
    'before-work': t('choices.ack.before-work'),
    never: t('choices.ack.never'),
    noack: t('choices.ack.noack'),
  }),
  startsWith: (t: FormText) => ({
    'own-history': t('choices.startsWith.own-history'),
    new: t('choices.startsWith.new'),
  }),
  ids: (t: FormText) => ({ server: t('choices.ids.server'), own: t('choices.ids.own') }),
  whenUnanswered: (t: FormText) => ({
    'give-up': t('choices.whenUnanswered.give-up'),
    'send-again': t('choices.whenUnanswered.send-again'),
  }),
  restartsAs: (t: FormText) => ({
    same: t('choices.restartsAs.same'),
    'new-name': t('choices.restartsAs.new-name'),
  }),
  recreatesGroup: (t: FormText) => ({
    never: t('choices.recreatesGroup.never'),
    0: t('choices.recreatesGroup.first'),
    $: t('choices.recreatesGroup.end'),
  }),
  startsAt: (t: FormText) => ({ $: t('choices.startsAt.end'), 0: t('choices.startsAt.first') }),
  resumesAt: (t: FormText) => ({
    'last-id': t('choices.resumesAt.last-id'),
    start: t('choices.resumesAt.start'),
  }),
} as const;

function isChoice(field: DraftField): field is keyof typeof CHOICES {
  return Object.hasOwn(CHOICES, field);
}

interface FieldProps {
  readonly field: DraftField;
  readonly draft: ClientDraft;
  readonly problems: DraftProblems;
  readonly onValue: (field: DraftField, value: string) => void;
}

function Field({ field, draft, problems, onValue }: FieldProps) {
  const t = useTranslations('labs.redis-streams.form');
  const label = t(`fields.${field}`);
  if (isChoice(field)) {
    const items = Object.entries(CHOICES[field](t)).map(([value, text]) => ({ value, label: text }));
    return (
      <Select<string>
        name={field}
        label={label}
        value={draft[field]}
        items={items}
        onValueChange={(value) => onValue(field, value)}
      />
    );
  }
  return (
    <TextField
      name={field}
      label={label}
      value={draft[field]}
      inputMode={isNumber(field) ? 'numeric' : 'text'}
      autoComplete="off"
      autoCapitalize="off"
      spellCheck={false}
      error={
        problems[field] === undefined ? undefined : t(`problems.${problems[field] === 'name' ? 'name' : 'invalid'}`)
      }
      onChange={(event) => onValue(field, event.currentTarget.value)}
    />
  );
}
