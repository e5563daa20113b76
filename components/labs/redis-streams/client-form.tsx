'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { SettingInput } from '@/components/lab-shell/panels/setting-input';
import { fieldsOf, type SettingProblems } from '@/components/lab-shell/run/settings-form';
import { Button } from '@/components/ui/button';
import { Callout } from '@/components/ui/callout';
import { Dialog } from '@/components/ui/dialog';
import type { ClientRole } from '@/sim/redis-streams/command';
import { findClient } from '@/sim/redis-streams/state';
import { clientDraft, formOf, freeName, readClient, usualOptions } from './client-fields';
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
  const isNew = client === null;
  const role = target.type === 'new' ? target.role : (client?.options.role ?? 'reader');
  const [options] = useState(() => client?.options ?? usualOptions(role));
  const [draft, setDraft] = useState(() => clientDraft(client?.id ?? freeName(role, state), options));
  const [problems, setProblems] = useState<SettingProblems>({});
  const [refusal, setRefusal] = useState<string | null>(null);

  function submit(event: FormEvent): void {
    event.preventDefault();
    event.stopPropagation();
    const read = readClient(options, draft, isNew);
    setProblems(read.ok ? {} : read.problems);
    if (!read.ok) return;
    store.getState().dispatch(read.command);
    const { notice, dismissNotice } = store.getState();
    if (notice?.kind !== 'refused') {
      onDone();
      return;
    }
    dismissNotice();
    setRefusal(notice.message);
  }

  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-5">
      <div className="grid max-h-[60svh] grid-cols-2 items-start gap-x-4 gap-y-4 overflow-y-auto px-1 py-1">
        {fieldsOf(formOf(role, isNew)).map((field) => (
          <SettingInput
            key={field.name}
            field={field}
            value={draft[field.name] ?? ''}
            problem={problems[field.name]}
            onValue={(value) => {
              setDraft((now) => ({ ...now, [field.name]: value }));
              setProblems(({ [field.name]: _, ...others }) => others);
            }}
          />
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
