import * as z from 'zod/mini';
import {
  type ACK_MODES,
  type ClientOptions,
  type ClientRole,
  clientId,
  clientOptions,
  type RedisStreamsCommand,
} from '@/sim/redis-streams/command';
import { DEFAULT_GROUP, DEFAULT_KEY } from '@/sim/redis-streams/config';
import type { RedisStreamsState } from '@/sim/redis-streams/state';

/** Every field that a client's form can have, as it is typed. Empty is null where a field may be left out. */
export interface ClientDraft {
  readonly name: string;
  readonly key: string;
  readonly group: string;
  readonly consumer: string;
  readonly ratePerSecond: string;
  readonly fields: string;
  readonly trim: 'none' | 'MAXLEN' | 'MAXLEN ~' | 'MINID' | 'MINID ~';
  readonly threshold: string;
  readonly count: string;
  readonly blockMs: string;
  readonly serviceMinMs: string;
  readonly serviceMaxMs: string;
  readonly failurePerMille: string;
  readonly ack: (typeof ACK_MODES)[number];
  readonly startsWith: 'own-history' | 'new';
  readonly progressKey: string;
  readonly startsAt: '$' | '0';
  readonly resumesAt: 'last-id' | 'start';
  readonly everyMs: string;
  readonly minIdleMs: string;
  readonly deadAfter: string;
  readonly deadKey: string;
  readonly networkDelayMs: string;
  readonly ids: 'server' | 'own';
  readonly whenUnanswered: 'give-up' | 'send-again';
  readonly restartsAs: 'same' | 'new-name';
  readonly recreatesGroup: 'never' | '0' | '$';
  readonly claimEveryMs: string;
  readonly claimMinIdleMs: string;
}

export type DraftField = keyof ClientDraft;

/** The fields of each role's form, in order. The name stands before them. */
export const ROLE_FIELDS: Readonly<Record<ClientRole, readonly DraftField[]>> = {
  producer: ['key', 'ratePerSecond', 'fields', 'trim', 'threshold', 'ids', 'whenUnanswered', 'networkDelayMs'],
  consumer: [
    'key',
    'group',
    'consumer',
    'count',
    'blockMs',
    'serviceMinMs',
    'serviceMaxMs',
    'ack',
    'startsWith',
    'failurePerMille',
    'progressKey',
    'claimEveryMs',
    'claimMinIdleMs',
    'recreatesGroup',
    'restartsAs',
    'whenUnanswered',
    'networkDelayMs',
  ],
  reader: ['key', 'count', 'blockMs', 'startsAt', 'resumesAt', 'networkDelayMs'],
  claimer: [
    'key',
    'group',
    'consumer',
    'everyMs',
    'minIdleMs',
    'count',
    'serviceMinMs',
    'serviceMaxMs',
    'deadAfter',
    'deadKey',
    'failurePerMille',
    'whenUnanswered',
    'networkDelayMs',
  ],
};

const USUAL: ClientDraft = {
  name: '',
  key: DEFAULT_KEY,
  group: DEFAULT_GROUP,
  consumer: '',
  ratePerSecond: '4',
  fields: 'task {n}',
  trim: 'none',
  threshold: '100',
  count: '1',
  blockMs: '5000',
  serviceMinMs: '100',
  serviceMaxMs: '100',
  failurePerMille: '0',
  ack: 'after-work',
  startsWith: 'own-history',
  progressKey: '',
  startsAt: '$',
  resumesAt: 'last-id',
  everyMs: '1000',
  minIdleMs: '5000',
  deadAfter: '',
  deadKey: '',
  networkDelayMs: '',
  ids: 'server',
  whenUnanswered: 'give-up',
  restartsAs: 'same',
  recreatesGroup: 'never',
  claimEveryMs: '',
  claimMinIdleMs: '5000',
};

const NAMES: Readonly<Record<ClientRole, string>> = {
  producer: 'producer',
  consumer: 'worker',
  reader: 'reader',
  claimer: 'claimer',
};

/** What the form of a new client begins with: a name that nobody has. */
export function newDraft(role: ClientRole, { clients }: RedisStreamsState): ClientDraft {
  let number = 1;
  while (clients.some(({ id }) => id === `${NAMES[role]}-${number}`)) number += 1;
  const count = role === 'consumer' ? '1' : '10';
  return { ...USUAL, name: `${NAMES[role]}-${number}`, count };
}

/** What the form of a client begins with that is there already. */
export function draftOf(name: string, options: ClientOptions): ClientDraft {
  const texts = Object.fromEntries(
    Object.entries(options).flatMap(([field, value]) =>
      typeof value === 'string' || typeof value === 'number'
        ? [[field, String(value)]]
        : value === null
          ? [[field, '']]
          : [],
    ),
  );
  const draft = { ...USUAL, ...texts, name };
  if (options.role === 'producer') {
    const { trim } = options;
    return {
      ...draft,
      fields: options.fields.join(' '),
      trim: trim === null ? 'none' : trim.approximate ? `${trim.strategy} ~` : trim.strategy,
      threshold: trim === null ? USUAL.threshold : String(trim.threshold),
    };
  }
  if (options.role === 'consumer') {
    const { claim, recreatesGroup } = options;
    return {
      ...draft,
      recreatesGroup: recreatesGroup ?? 'never',
      claimEveryMs: claim === null ? '' : String(claim.everyMs),
      claimMinIdleMs: claim === null ? USUAL.claimMinIdleMs : String(claim.minIdleMs),
    };
  }
  if (options.role !== 'claimer' || options.deadLetter === null) return draft;
  return { ...draft, deadAfter: String(options.deadLetter.afterDeliveries), deadKey: options.deadLetter.key };
}

/** The form's fields with what is wrong with each, in the codec's words. */
export type DraftProblems = Readonly<Partial<Record<DraftField, string>>>;

export type ReadDraft = { readonly options: ClientOptions } | { readonly problems: DraftProblems };

/** Reads a form. `isNew`: its name must be one that a client can have. */
export function readDraft(role: ClientRole, draft: ClientDraft, isNew: boolean): ReadDraft {
  const problems: Partial<Record<DraftField, string>> = {};
  const named = clientId.safeParse(draft.name);
  if (isNew && !named.success) problems.name = 'name';
  const read = clientOptions.safeParse(rawOptions(role, draft));
  if (!read.success) {
    for (const { path } of read.error.issues) problems[fieldAt(path)] ??= 'invalid';
  }
  return read.success && Object.keys(problems).length === 0 ? { options: read.data } : { problems };
}

function rawOptions(role: ClientRole, draft: ClientDraft): Record<string, unknown> {
  const raw: Record<string, unknown> = { role };
  for (const field of ROLE_FIELDS[role]) {
    if (field === 'fields') raw.fields = draft.fields.trim().split(/\s+/);
    else if (field === 'trim') raw.trim = trimOf(draft);
    else if (field === 'deadAfter') raw.deadLetter = deadLetterOf(draft);
    else if (field === 'claimEveryMs') raw.claim = claimOf(draft);
    else if (field === 'recreatesGroup')
      raw.recreatesGroup = draft.recreatesGroup === 'never' ? null : draft.recreatesGroup;
    else if (field === 'threshold' || field === 'deadKey' || field === 'claimMinIdleMs') continue;
    else raw[field] = readValue(field, draft[field]);
  }
  return raw;
}

const NUMBERS: ReadonlySet<DraftField> = new Set<DraftField>([
  'ratePerSecond',
  'count',
  'blockMs',
  'serviceMinMs',
  'serviceMaxMs',
  'failurePerMille',
  'everyMs',
  'minIdleMs',
  'networkDelayMs',
]);
const OPTIONAL: ReadonlySet<DraftField> = new Set<DraftField>([
  'consumer',
  'ratePerSecond',
  'progressKey',
  'networkDelayMs',
]);

export function isNumber(field: DraftField): boolean {
  return NUMBERS.has(field) || ['threshold', 'deadAfter', 'claimEveryMs', 'claimMinIdleMs'].includes(field);
}

function readValue(field: DraftField, text: string): string | number | null {
  const trimmed = text.trim();
  if (trimmed === '' && OPTIONAL.has(field)) return null;
  return NUMBERS.has(field) && trimmed !== '' ? Number(trimmed) : trimmed;
}

function trimOf({ trim, threshold }: ClientDraft) {
  if (trim === 'none') return null;
  const [strategy, approximate] = trim.split(' ');
  return { strategy, approximate: approximate === '~', threshold: Number(threshold) };
}

function claimOf({ claimEveryMs, claimMinIdleMs }: ClientDraft) {
  if (claimEveryMs.trim() === '') return null;
  return { everyMs: Number(claimEveryMs), minIdleMs: Number(claimMinIdleMs) };
}

function deadLetterOf({ deadAfter, deadKey }: ClientDraft) {
  if (deadAfter.trim() === '' && deadKey.trim() === '') return null;
  return { afterDeliveries: Number(deadAfter), key: deadKey.trim() };
}

/** The field of the form that a part of the options stands in. */
function fieldAt(path: readonly PropertyKey[]): DraftField {
  const [first, second] = path;
  if (first === 'trim') return 'threshold';
  if (first === 'claim') return second === 'minIdleMs' ? 'claimMinIdleMs' : 'claimEveryMs';
  if (first === 'deadLetter') return second === 'key' ? 'deadKey' : 'deadAfter';
  const known = z.enum(Object.keys(USUAL) as [DraftField, ...DraftField[]]).safeParse(first);
  return known.success ? known.data : 'name';
}

/** The command that makes or changes a client. */
export function clientCommand(name: string, options: ClientOptions, isNew: boolean): RedisStreamsCommand {
  return { type: isNew ? 'addClient' : 'editClient', client: name, options };
}
