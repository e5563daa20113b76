import {
  draftOf,
  type ReadSettings,
  readDraft,
  type SettingProblems,
  type SettingsDraft,
} from '@/components/lab-shell/run/settings-form';
import { fieldsFrom } from '@/components/lab-shell/view/derive-fields';
import type { SettingField } from '@/components/lab-shell/view/settings-view';
import { wordsOf } from '@/components/lab-shell/view/words';
import {
  type ConsumerOptions,
  clientComplaint,
  clientId,
  consumerOptions,
  type PublisherOptions,
  publisherOptions,
} from '@/sim/amqp/options';
import { headerLines, readHeaderLines } from './header-lines';

export type ClientKind = 'publisher' | 'consumer';
export type OptionsOf<Kind extends ClientKind> = Kind extends 'publisher' ? PublisherOptions : ConsumerOptions;

/** What is in the form at once, and what is seldom needed; what the form asks in a way of its own stands in neither. */
const shown: Readonly<Record<ClientKind, { readonly usual: readonly string[]; readonly more: readonly string[] }>> = {
  publisher: {
    usual: ['exchange', 'intervalMs', 'burst', 'deliveryMode', 'confirms', 'mandatory', 'awaitsReply'],
    more: ['limit', 'priority', 'expirationMs', 'bodyBytes', 'latencyMinMs', 'latencyMaxMs', 'restartMs'],
  },
  consumer: {
    usual: [
      'queue',
      'prefetchCount',
      'concurrency',
      'serviceMinMs',
      'serviceMaxMs',
      'failures',
      'failureOutOf',
      'ack',
      'onFailure',
    ],
    more: [
      'failsOn',
      'priority',
      'restartMs',
      'latencyMinMs',
      'latencyMaxMs',
      'exclusive',
      'replies',
      'publishesTo.exchange',
      'publishesTo.routingKey',
    ],
  },
};

const texts = {
  labels: 'form.client.fields',
  help: 'form.client.help',
  conflicts: 'form.client.conflicts',
  options: 'form.client.choices',
};

const fieldsOfKind = {
  publisher: fieldsFrom(publisherOptions, texts, (t) => wordsOf('amqp', t)),
  consumer: fieldsFrom(consumerOptions, texts, (t) => wordsOf('amqp', t)),
};

/** The fields of a client's form; `names` are those that a field of one of them chooses from. */
export function clientFields(
  kind: ClientKind,
  part: 'usual' | 'more',
  names: { readonly exchanges: readonly string[]; readonly queues: readonly string[] } = { exchanges: [], queues: [] },
): readonly SettingField[] {
  return shown[kind][part].map((name) => {
    const field = fieldsOfKind[kind].get(name);
    if (field === undefined) throw new Error(`a ${kind} has no option "${name}"`);
    if (name === 'queue') return { ...field, kind: 'choice', options: names.queues };
    if (name !== 'exchange' && name !== 'publishesTo.exchange') return field;
    const optionLabel: SettingField['optionLabel'] = (option, t) =>
      option === '' ? t('labs.amqp.form.defaultExchange') : option;
    return { ...field, kind: 'choice', options: names.exchanges, optionLabel };
  });
}

function viewOf(kind: ClientKind) {
  return [{ id: kind, title: () => '', fields: [...clientFields(kind, 'usual'), ...clientFields(kind, 'more')] }];
}

/** A client as it stands in the form. */
export function clientDraft(kind: ClientKind, id: string, options: PublisherOptions | ConsumerOptions): SettingsDraft {
  const draft = { id, ...draftOf(viewOf(kind), options) };
  if ('queue' in options) return { ...draft, streamOffset: String(options.streamOffset ?? '') };
  return { ...draft, routingKeys: options.routingKeys.join('\n'), headers: headerLines(options.headers) };
}

export type ReadClient<Kind extends ClientKind> =
  | { readonly ok: true; readonly id: string; readonly options: OptionsOf<Kind> }
  | { readonly ok: false; readonly problems: SettingProblems };

export function readPublisher(options: PublisherOptions, draft: SettingsDraft): ReadClient<'publisher'> {
  const headers = readHeaderLines(String(draft.headers));
  if (headers === null) return { ok: false, problems: { headers: { kind: 'invalid' } } };
  const keys = String(draft.routingKeys)
    .split('\n')
    .flatMap((line) => line.trim() || []);
  const routingKeys = keys.length === 0 ? [''] : keys;
  // The codec says whether headers are of types that a message takes.
  const asked = { ...options, headers, routingKeys } as PublisherOptions;
  return named<PublisherOptions>(draft, readDraft(viewOf('publisher'), publisherOptions, asked, draft));
}

export function readConsumer(options: ConsumerOptions, draft: SettingsDraft): ReadClient<'consumer'> {
  const entered = String(draft.streamOffset).trim();
  const streamOffset = entered === '' ? null : /^\d+$/.test(entered) ? Number(entered) : entered;
  // The codec says whether it is an offset.
  const asked = { ...options, streamOffset } as ConsumerOptions;
  return named<ConsumerOptions>(draft, readDraft(viewOf('consumer'), consumerOptions, asked, draft));
}

/** With the client's name, and what only two fields together are wrong about. */
function named<Options extends PublisherOptions | ConsumerOptions>(
  draft: SettingsDraft,
  read: ReadSettings<Options>,
):
  | { readonly ok: true; readonly id: string; readonly options: Options }
  | { readonly ok: false; readonly problems: SettingProblems } {
  const id = String(draft.id).trim();
  const isNamed = clientId.safeParse(id).success;
  const complaint = read.ok ? clientComplaint(read.config) : null;
  if (read.ok && isNamed && complaint === null) return { ok: true, id, options: read.config };
  return {
    ok: false,
    problems: {
      ...(isNamed ? {} : { id: { kind: 'invalid' } }),
      ...(read.ok ? {} : read.problems),
      ...(complaint === null ? {} : { [complaint.split(' ')[0] ?? '']: { kind: 'conflict' } }),
    },
  };
}
