'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { DialogForm } from '@/components/lab-shell/panels/dialog-form';
import { SettingInputs } from '@/components/lab-shell/panels/setting-input';
import { fieldsOf, type SettingProblems } from '@/components/lab-shell/run/settings-form';
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

  function submit(): void {
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
    <DialogForm
      refusal={refusal === null ? null : { lead: t('refused'), text: refusal }}
      submitLabel={t(isNew ? 'add' : 'save')}
      onSubmit={submit}
    >
      <SettingInputs
        fields={fieldsOf(formOf(role, isNew))}
        draft={draft}
        problems={problems}
        onValue={(name, value) => {
          setDraft((now) => ({ ...now, [name]: value }));
          setProblems(({ [name]: _, ...others }) => others);
        }}
      />
    </DialogForm>
  );
}
