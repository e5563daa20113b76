import type { Translate } from '@/components/lab-shell/lab-view';
import type { AmqpTraceKind } from '@/sim/amqp/trace-kinds';
import type { Json, TraceEntry } from '@/sim/core/simulation';
import { nodeName } from './words';

/** What an entry of the trace can fill a sentence with. */
interface Words extends Record<string, string | number> {
  readonly actor: string;
  readonly peer: string;
  readonly number: number;
  readonly key: string;
  readonly queues: string;
  readonly count: number;
  readonly reason: string;
  readonly frame: string;
  readonly text: string;
}

type Sentence = (words: Words, t: Translate) => string;

/** One entry of the trace as a sentence. */
export function entryText(entry: TraceEntry, t: Translate): string {
  const words = wordsOf(entry, t);
  return isKnown(entry.kind) ? sentences[entry.kind](words, t) : `${words.actor} · ${entry.kind}`;
}

function isKnown(kind: string): kind is AmqpTraceKind {
  return Object.hasOwn(sentences, kind);
}

function wordsOf({ actor, peer, data }: TraceEntry, t: Translate): Words {
  const queues = Array.isArray(data?.queues) ? data.queues.map(String) : [];
  return {
    actor: actor === 'admin' ? t('amqp.trace.admin') : nodeName(actor, t),
    peer: peer === undefined ? '' : nodeName(peer, t),
    number: typeof data?.number === 'number' ? data.number : 0,
    key: textOf(data?.routingKey ?? data?.key),
    queues: queues.join(', '),
    count: typeof data?.count === 'number' ? data.count : queues.length,
    // Names in a choice of texts have no hyphens.
    reason: textOf(data?.reason ?? data?.cause).replaceAll('-', '_'),
    frame: textOf(data?.frame),
    text: [data?.code, data?.text]
      .map(textOf)
      .filter((part) => part !== '')
      .join(' '),
    queue: textOf(data?.queue),
    term: typeof data?.term === 'number' ? data.term : 0,
    index: typeof data?.index === 'number' ? data.index : 0,
    to: textOf(data?.to ?? data?.for),
    tag: typeof data?.deliveryTag === 'number' ? data.deliveryTag : 0,
    redelivered: String(data?.redelivered === true),
    returned: String(data?.returned === true),
  };
}

function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
}

const sentences: Readonly<Record<AmqpTraceKind, Sentence>> = {
  send: (words, t) => t('amqp.trace.send', words),
  receive: (words, t) => t('amqp.trace.receive', words),
  drop: (words, t) => t('amqp.trace.drop', words),
  routed: (words, t) => (words.count === 0 ? t('amqp.trace.unroutable', words) : t('amqp.trace.routed', words)),
  enqueued: (words, t) => t('amqp.trace.enqueued', words),
  refused: (words, t) => t('amqp.trace.refused', words),
  acked: (words, t) => t('amqp.trace.acked', words),
  requeued: (words, t) => t('amqp.trace.requeued', words),
  delivered: (words, t) => t('amqp.trace.delivered', words),
  dropped: (words, t) => t('amqp.trace.dropped', words),
  'dead-lettered': (words, t) => t('amqp.trace.deadLettered', words),
  'queue-gone': (words, t) => t('amqp.trace.queueGone', words),
  'exchange-gone': (words, t) => t('amqp.trace.exchangeGone', words),
  declared: (words, t) => t('amqp.trace.declared', words),
  edited: (words, t) => t('amqp.trace.edited', words),
  deleted: (words, t) => t('amqp.trace.deleted', words),
  purged: (words, t) => t('amqp.trace.purged', words),
  moved: (words, t) => t('amqp.trace.moved', words),
  bound: (words, t) => t('amqp.trace.bound', words),
  unbound: (words, t) => t('amqp.trace.unbound', words),
  'channel-closed': (words, t) => t('amqp.trace.channelClosed', words),
  'connection-closed': (words, t) => t('amqp.trace.connectionClosed', words),
  connected: (words, t) => t('amqp.trace.connected', words),
  crashed: (words, t) => t('amqp.trace.crashed', words),
  paused: (words, t) => t('amqp.trace.paused', words),
  resumed: (words, t) => t('amqp.trace.resumed', words),
  'connection-lost': (words, t) => t('amqp.trace.connectionLost', words),
  removed: (words, t) => t('amqp.trace.removed', words),
  blocked: (words, t) => t('amqp.trace.blocked', words),
  unblocked: (words, t) => t('amqp.trace.unblocked', words),
  confirmed: (words, t) => t('amqp.trace.confirmed', words),
  nacked: (words, t) => t('amqp.trace.nacked', words),
  returned: (words, t) => t('amqp.trace.returned', words),
  replied: (words, t) => t('amqp.trace.replied', words),
  'work-started': (words, t) => t('amqp.trace.workStarted', words),
  'work-done': (words, t) => t('amqp.trace.workDone', words),
  'work-failed': (words, t) => t('amqp.trace.workFailed', words),
  lost: (words, t) => t('amqp.trace.lost', words),
  cancelled: (words, t) => t('amqp.trace.cancelled', words),
  got: (words, t) => t('amqp.trace.got', words),
  'got-empty': (words, t) => t('amqp.trace.gotEmpty', words),
  published: (words, t) => t('amqp.trace.published', words),
  unavailable: (words, t) => t('amqp.trace.unavailable', words),
  'node-stopped': (words, t) => t('amqp.trace.nodeStopped', words),
  'node-started': (words, t) => t('amqp.trace.nodeStarted', words),
  'queue-down': (words, t) => t('amqp.trace.queueDown', words),
  'queue-up': (words, t) => t('amqp.trace.queueUp', words),
  append: (words, t) => t('amqp.trace.append', words),
  commit: (words, t) => t('amqp.trace.commit', words),
  role: (words, t) => t('amqp.trace.role', words),
  vote: (words, t) => t('amqp.trace.vote', words),
  'election-timeout': (words, t) => t('amqp.trace.electionTimeout', words),
  ignored: (words, t) => t('amqp.trace.ignored', words),
};
