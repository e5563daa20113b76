import type { Translate } from '@/components/lab-shell/lab-view';
import type { TraceEntry } from '@/sim/core/simulation';
import { TICKS_PER_MILLISECOND } from '@/sim/redis-streams/config';
import type { TraceKind } from '@/sim/redis-streams/trace';
import { idsText, numberIn, textIn, textsIn } from './trace-words';

type Say = (entry: TraceEntry, t: Translate) => string | null;

/** What each kind of trace entry says; null for what goes without saying. */
const texts: Readonly<Record<TraceKind, Say>> = {
  send: ({ actor, peer = '', data }, t) =>
    Array.isArray(data?.argv)
      ? t('redis-streams.trace.request', { actor, command: commandText(data.argv.map(String)) })
      : t('redis-streams.trace.reply', { peer, kind: t(`redis-streams.replies.${replyKind(data?.kind)}`) }),
  receive: (entry, t) => {
    const { actor, peer = '', data } = entry;
    if (actor === 'redis') return t('redis-streams.trace.received', { peer, kind: requestName(data?.kind, t) });
    const error = textIn(entry, 'error');
    if (error !== '') return t('redis-streams.trace.gotError', { actor, error });
    return t('redis-streams.trace.gotReply', { actor, kind: t(`redis-streams.replies.${replyKind(data?.kind)}`) });
  },
  drop: ({ actor, peer = '' }, t) => t('redis-streams.trace.drop', { actor: actor === 'redis' ? peer : actor }),
  add: (entry, t) => t('redis-streams.trace.add', { key: textIn(entry, 'key'), id: textIn(entry, 'id') }),
  delete: (entry, t) =>
    t('redis-streams.trace.delete', { key: textIn(entry, 'key'), ids: idsText(textsIn(entry, 'ids'), t) }),
  trim: (entry, t) => {
    const words = { key: textIn(entry, 'key'), count: numberIn(entry, 'count') };
    const unread = textsIn(entry, 'unread');
    if (unread.length === 0) return t('redis-streams.trace.trim', words);
    return t('redis-streams.trace.trimUnread', { ...words, groups: unread.join(', ') });
  },
  deliver: (entry, t) => {
    const words = {
      consumer: textIn(entry, 'consumer'),
      group: textIn(entry, 'group'),
      ids: idsText(textsIn(entry, 'ids'), t),
    };
    if (entry.data?.again === true) return t('redis-streams.trace.deliverAgain', words);
    return t(entry.data?.noack === true ? 'redis-streams.trace.deliverNoAck' : 'redis-streams.trace.deliver', words);
  },
  ack: (entry, t) => {
    const ids = textsIn(entry, 'ids');
    const words = { group: textIn(entry, 'group'), ids: idsText(ids, t) };
    return ids.length === 0 ? t('redis-streams.trace.ackNothing', words) : t('redis-streams.trace.ack', words);
  },
  claim: (entry, t) => {
    const from = [...new Set(textsIn(entry, 'from'))].join(', ');
    const words = { to: textIn(entry, 'to'), from, ids: idsText(textsIn(entry, 'ids'), t) };
    return t(from === '' ? 'redis-streams.trace.claimNobodys' : 'redis-streams.trace.claim', words);
  },
  forget: (entry, t) =>
    t('redis-streams.trace.forget', { group: textIn(entry, 'group'), ids: idsText(textsIn(entry, 'ids'), t) }),
  block: ({ peer = '' }, t) => t('redis-streams.trace.block', { peer }),
  unblock: ({ peer = '' }, t) => t('redis-streams.trace.unblock', { peer }),
  timeout: ({ peer = '' }, t) => t('redis-streams.trace.timeout', { peer }),
  work: (entry, t) =>
    t('redis-streams.trace.work', {
      actor: entry.actor,
      id: textIn(entry, 'id'),
      ms: Math.round(numberIn(entry, 'ticks') / TICKS_PER_MILLISECOND),
    }),
  worked: (entry, t) => t('redis-streams.trace.worked', { actor: entry.actor, id: textIn(entry, 'id') }),
  duplicate: (entry, t) =>
    t('redis-streams.trace.duplicate', {
      actor: entry.actor,
      id: textIn(entry, 'id'),
      times: numberIn(entry, 'times'),
    }),
  workFailed: (entry, t) => {
    const words = { actor: entry.actor, id: textIn(entry, 'id') };
    const isPoison = textIn(entry, 'reason') === 'poison';
    return t(isPoison ? 'redis-streams.trace.poison' : 'redis-streams.trace.workFailed', words);
  },
  got: (entry, t) => t('redis-streams.trace.got', { actor: entry.actor, ids: idsText(textsIn(entry, 'ids'), t) }),
  bury: (entry, t) =>
    t('redis-streams.trace.bury', {
      actor: entry.actor,
      id: textIn(entry, 'id'),
      key: textIn(entry, 'key'),
      deliveries: numberIn(entry, 'deliveries'),
    }),
  crash: (entry, t) => {
    const lost = textsIn(entry, 'lost');
    if (lost.length > 0) return t('redis-streams.trace.crashLost', { actor: entry.actor, ids: idsText(lost, t) });
    const count = textsIn(entry, 'unfinished').length;
    return t('redis-streams.trace.crash', { actor: entry.actor, count });
  },
  restart: ({ actor }, t) => t('redis-streams.trace.restart', { actor }),
  pause: ({ actor }, t) => t('redis-streams.trace.pause', { actor }),
  resume: (entry, t) => t('redis-streams.trace.resume', { actor: entry.actor, count: numberIn(entry, 'waiting') }),
  slow: (entry, t) => t('redis-streams.trace.slow', { actor: entry.actor, factor: numberIn(entry, 'perMille') / 1000 }),
  addClient: (entry, t) =>
    t('redis-streams.trace.addClient', {
      actor: entry.actor,
      role: t(`redis-streams.node.roles.${roleOf(textIn(entry, 'role'))}`),
    }),
  editClient: ({ actor }, t) => t('redis-streams.trace.editClient', { actor }),
  removeClient: ({ actor }, t) => t('redis-streams.trace.removeClient', { actor }),
  burst: (entry, t) => t('redis-streams.trace.burst', { actor: entry.actor, count: numberIn(entry, 'count') }),
  console: (entry, t) => {
    const command = commandText(textsIn(entry, 'argv'));
    return t(entry.data?.blocked === true ? 'redis-streams.trace.consoleBlocked' : 'redis-streams.trace.console', {
      command,
    });
  },
  consoleReply: (entry, t) => t('redis-streams.trace.consoleReply', { number: numberIn(entry, 'number') }),
  interrupt: (entry, t) => t('redis-streams.trace.interrupt', { number: numberIn(entry, 'number') }),
  ignored: (entry, t) =>
    t('redis-streams.trace.ignored', { actor: entry.actor, why: t(`redis-streams.trace.why.${reasonOf(entry)}`) }),
};

function isTraceKind(kind: string): kind is TraceKind {
  return Object.hasOwn(texts, kind);
}

/** A trace entry as one line; null for what goes without saying. */
export function entryText(entry: TraceEntry, t: Translate): string | null {
  return isTraceKind(entry.kind) ? texts[entry.kind](entry, t) : null;
}

const COMMAND_LENGTH_MAX = 72;

/** A command as it is typed, cut where it is long. */
export function commandText(argv: readonly string[]): string {
  const text = argv.join(' ');
  return text.length > COMMAND_LENGTH_MAX ? `${text.slice(0, COMMAND_LENGTH_MAX - 1)}…` : text;
}

function requestName(kind: unknown, t: Translate): string {
  const kinds = ['add', 'read', 'ack', 'claim', 'pending'] as const;
  return t(`redis-streams.messages.${kinds.find((each) => each === kind) ?? 'request'}`);
}

function replyKind(kind: unknown) {
  const kinds = ['id', 'entries', 'empty', 'count', 'error'] as const;
  return kinds.find((each) => each === kind) ?? 'other';
}

function roleOf(role: string) {
  const roles = ['producer', 'consumer', 'claimer', 'reader'] as const;
  return roles.find((each) => each === role) ?? 'reader';
}

function reasonOf(entry: TraceEntry) {
  const reason = textIn(entry, 'reason');
  if (reason === 'not-paused') return 'notPaused';
  if (reason === 'not-blocked') return 'notBlocked';
  return reason === 'crashed' || reason === 'paused' ? reason : 'running';
}
