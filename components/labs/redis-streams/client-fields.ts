import { draftOf, readDraft, type SettingProblems, type SettingsDraft } from '@/components/lab-shell/run/settings-form';
import { fieldsFrom } from '@/components/lab-shell/view/derive-fields';
import type { SettingField, SettingsView } from '@/components/lab-shell/view/settings-view';
import { wordsOf } from '@/components/lab-shell/view/words';
import {
  type ClientOptions,
  type ClientRole,
  claimerOptions,
  clientId,
  clientOptions,
  consumerOptions,
  producerOptions,
  type RedisStreamsCommand,
  readerOptions,
} from '@/sim/redis-streams/command';
import { DEFAULT_GROUP, DEFAULT_KEY } from '@/sim/redis-streams/config';
import type { RedisStreamsState } from '@/sim/redis-streams/state';

const codecs = { producer: producerOptions, consumer: consumerOptions, reader: readerOptions, claimer: claimerOptions };

const texts = { labels: 'form.fields', help: 'form.help', conflicts: 'form.problems', options: 'form.choices' };

const NAMES: Readonly<Record<ClientRole, string>> = {
  producer: 'producer',
  consumer: 'worker',
  reader: 'reader',
  claimer: 'claimer',
};

const nameField: SettingField = {
  name: 'name',
  kind: 'text',
  label: (t) => t('labs.redis-streams.form.fields.name'),
  conflict: (t) => t('labs.redis-streams.form.problems.name'),
};

/** The fields of a role's form: those of its options, and for a new client its name before them. */
export function formOf(role: ClientRole, isNew: boolean): SettingsView {
  const fields = [...fieldsFrom(codecs[role], texts, (t) => wordsOf('redis-streams', t)).values()];
  const own = fields.filter(({ name }) => name !== 'role');
  return [{ id: role, title: () => '', fields: isNew ? [nameField, ...own] : own }];
}

/** What a new client of a role is like before anything is said of it. */
export function usualOptions(role: ClientRole): ClientOptions {
  const group = role === 'consumer' || role === 'claimer' ? { group: DEFAULT_GROUP } : {};
  return clientOptions.parse({ role, key: DEFAULT_KEY, ...group });
}

/** A name that nobody has. */
export function freeName(role: ClientRole, { clients }: RedisStreamsState): string {
  let number = 1;
  while (clients.some(({ id }) => id === `${NAMES[role]}-${number}`)) number += 1;
  return `${NAMES[role]}-${number}`;
}

export function clientDraft(name: string, options: ClientOptions): SettingsDraft {
  return { name, ...draftOf(formOf(options.role, false), options) };
}

type ReadClient =
  | { readonly ok: true; readonly command: RedisStreamsCommand }
  | { readonly ok: false; readonly problems: SettingProblems };

/** The command that makes the client or changes it, or what is wrong with what was entered. */
export function readClient(options: ClientOptions, draft: SettingsDraft, isNew: boolean): ReadClient {
  const read = readDraft(formOf(options.role, false), clientOptions, options, draft);
  const named = clientId.safeParse(draft.name);
  const isNamed = named.success || !isNew;
  if (read.ok && isNamed) {
    const client = String(draft.name);
    return { ok: true, command: { type: isNew ? 'addClient' : 'editClient', client, options: read.config } };
  }
  return {
    ok: false,
    problems: { ...(isNamed ? {} : { name: { kind: 'invalid' } }), ...(read.ok ? {} : read.problems) },
  };
}
