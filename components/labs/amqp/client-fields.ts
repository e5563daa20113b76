import type { ZodMiniType, z } from 'zod/mini';
import {
  type ConsumerOptions,
  clientComplaint,
  clientId,
  consumerOptions,
  type PublisherOptions,
  publisherOptions,
} from '@/sim/amqp/options';
import type { FieldProblem } from './form-parts';
import { headerLines, readHeaderLines } from './header-lines';

/** What stands in a client's form, by field. */
export type ClientDraft = Readonly<Record<string, string | boolean>>;

export type ClientProblems = Readonly<Record<string, FieldProblem>>;

/** Names in the fields' order; a text of each stands in `labs.amqp.form.client`. */
export const publisherNumbers = ['intervalMs', 'burst'] as const;
export const publisherOptionalNumbers = ['limit', 'priority', 'expirationMs'] as const;
export const publisherSwitches = ['confirms', 'mandatory', 'persistent', 'awaitsReply'] as const;
export const consumerNumbers = ['prefetchCount', 'concurrency', 'serviceMinMs', 'serviceMaxMs'] as const;
export const consumerFailureNumbers = ['failures', 'failureOutOf'] as const;
export const consumerSwitches = ['exclusive', 'replies'] as const;
export const linkNumbers = ['latencyMinMs', 'latencyMaxMs', 'restartMs'] as const;
export const ackModes = ['late', 'early', 'auto', 'never'] as const;
export const failureActs = ['requeue', 'reject', 'ack', 'never', 'crash'] as const;

export function publisherDraft(id: string, options: PublisherOptions): ClientDraft {
  return {
    ...textsOf(options, [...publisherNumbers, ...publisherOptionalNumbers, ...linkNumbers, 'bodyBytes']),
    id,
    exchange: options.exchange,
    routingKeys: options.routingKeys.join('\n'),
    confirms: options.confirms,
    mandatory: options.mandatory,
    awaitsReply: options.awaitsReply,
    persistent: options.deliveryMode === 2,
    headers: headerLines(options.headers),
  };
}

export function consumerDraft(id: string, options: ConsumerOptions): ClientDraft {
  return {
    ...textsOf(options, [
      ...consumerNumbers,
      ...consumerFailureNumbers,
      ...linkNumbers,
      'failsOn',
      'priority',
      'streamOffset',
    ]),
    id,
    queue: options.queue,
    ack: options.ack,
    onFailure: options.onFailure,
    exclusive: options.exclusive,
    replies: options.replies,
    publishes: options.publishesTo !== null,
    publishesToExchange: options.publishesTo?.exchange ?? '',
    publishesToKey: options.publishesTo?.routingKey ?? '',
    ownQueueExchange: options.ownQueue?.exchange ?? '',
    ownQueueKey: options.ownQueue?.routingKey ?? '',
  };
}

function textsOf(options: object, names: readonly string[]): Record<string, string> {
  const values = new Map<string, unknown>(Object.entries(options));
  return Object.fromEntries(
    names.map((name) => {
      const value = values.get(name);
      return [name, value === null || value === undefined ? '' : String(value)];
    }),
  );
}

export type ReadClient<Options> =
  | { readonly ok: true; readonly id: string; readonly options: Options }
  | { readonly ok: false; readonly problems: ClientProblems };

export function readPublisher(draft: ClientDraft): ReadClient<PublisherOptions> {
  const headers = readHeaderLines(text(draft, 'headers'));
  if (headers === null) return { ok: false, problems: { headers: { kind: 'notHeader' } } };
  const keys = text(draft, 'routingKeys')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return readClient(publisherOptions, draft, {
    ...numbers(draft, [...publisherNumbers, 'bodyBytes']),
    ...optionalNumbers(draft, [...publisherOptionalNumbers, ...linkNumbers]),
    exchange: text(draft, 'exchange'),
    routingKeys: keys.length === 0 ? [''] : keys,
    confirms: draft.confirms === true,
    mandatory: draft.mandatory === true,
    awaitsReply: draft.awaitsReply === true,
    deliveryMode: draft.persistent === true ? 2 : 1,
    headers,
  });
}

export function readConsumer(draft: ClientDraft): ReadClient<ConsumerOptions> {
  const ownQueueExchange = text(draft, 'ownQueueExchange');
  return readClient(consumerOptions, draft, {
    ...numbers(draft, [...consumerNumbers, ...consumerFailureNumbers]),
    ...optionalNumbers(draft, [...linkNumbers, 'priority']),
    queue: text(draft, 'queue'),
    streamOffset: streamOffset(text(draft, 'streamOffset').trim()),
    ack: draft.ack,
    onFailure: draft.onFailure,
    exclusive: draft.exclusive === true,
    replies: draft.replies === true,
    failsOn: text(draft, 'failsOn') === '' ? null : text(draft, 'failsOn'),
    publishesTo:
      draft.publishes === true
        ? { exchange: text(draft, 'publishesToExchange'), routingKey: text(draft, 'publishesToKey') }
        : null,
    ownQueue: ownQueueExchange === '' ? null : { exchange: ownQueueExchange, routingKey: text(draft, 'ownQueueKey') },
  });
}

function streamOffset(entered: string): string | number | null {
  if (entered === '') return null;
  return /^\d+$/.test(entered) ? Number(entered) : entered;
}

function readClient<Options extends PublisherOptions | ConsumerOptions>(
  codec: ZodMiniType<Options>,
  draft: ClientDraft,
  raw: object,
): ReadClient<Options> {
  const problems: Record<string, FieldProblem> = {};
  const id = text(draft, 'id').trim();
  if (!clientId.safeParse(id).success) problems.id = { kind: 'badName' };
  const parsed = codec.safeParse(raw);
  if (!parsed.success) for (const issue of parsed.error.issues) problems[String(issue.path[0])] ??= problemOf(issue);
  if (!parsed.success || Object.keys(problems).length > 0) return { ok: false, problems };
  const complaint = clientComplaint(parsed.data);
  if (complaint === null) return { ok: true, id, options: parsed.data };
  return { ok: false, problems: { [complaint.split(' ')[0] ?? '']: { kind: 'belowMin' } } };
}

function problemOf(issue: z.core.$ZodIssue): FieldProblem {
  switch (issue.code) {
    case 'too_small':
      return issue.origin === 'string' ? { kind: 'required' } : { kind: 'tooSmall', bound: Number(issue.minimum) };
    case 'too_big':
      return { kind: 'tooBig', bound: Number(issue.maximum) };
    case 'invalid_type':
      return { kind: 'notWhole' };
    default:
      return { kind: 'invalid' };
  }
}

function text(draft: ClientDraft, name: string): string {
  const value = draft[name];
  return typeof value === 'string' ? value : '';
}

/** Text that is no number becomes NaN, which the codec refuses. */
function numbers(draft: ClientDraft, names: readonly string[]): Record<string, number> {
  return Object.fromEntries(names.map((name) => [name, asNumber(text(draft, name))]));
}

function optionalNumbers(draft: ClientDraft, names: readonly string[]): Record<string, number | null> {
  return Object.fromEntries(
    names.map((name) => [name, text(draft, name).trim() === '' ? null : asNumber(text(draft, name))]),
  );
}

function asNumber(entered: string): number {
  return entered.trim() === '' ? Number.NaN : Number(entered);
}
