import type { Translate } from '@/components/lab-shell/lab-view';
import type { TraceEntry } from '@/sim/core/simulation';
import { BROKER } from '@/sim/kafka-group/network';
import { isWorkedAgain, numberIn, offsetsIn, ownersIn, partitionsIn, textIn } from './trace-words';

type Say = (entry: TraceEntry, t: Translate) => string | null;

/** What each kind of trace entry says. */
const texts = {
  send: ({ actor, peer = '', data }, t) =>
    actor === BROKER
      ? t('kafka-group.trace.reply', { peer, api: apiOf(data?.type) })
      : t('kafka-group.trace.request', { actor, api: apiOf(data?.type) }),
  receive: (entry, t) => {
    const { actor, peer = '', data } = entry;
    const api = apiOf(data?.type);
    if (actor === BROKER) return t('kafka-group.trace.received', { peer, api });
    const error = textIn(entry, 'error');
    return error === ''
      ? t('kafka-group.trace.gotReply', { actor, api })
      : t('kafka-group.trace.gotError', { actor, api, error });
  },
  drop: ({ actor }, t) => t('kafka-group.trace.drop', { actor }),
  produced: (entry, t) =>
    t('kafka-group.trace.produced', { actor: entry.actor, key: textIn(entry, 'key'), ...place(entry) }),
  refused: ({ actor }, t) => t('kafka-group.trace.refused', { actor }),
  start: (entry, t) => t('kafka-group.trace.started', { actor: entry.actor, member: textIn(entry, 'memberId') }),
  closed: ({ actor }, t) => t('kafka-group.trace.closed', { actor }),
  fetched: (entry, t) => {
    const records = entry.data?.records;
    return t('kafka-group.trace.fetched', { actor: entry.actor, count: Array.isArray(records) ? records.length : 0 });
  },
  processed: (entry, t) => {
    const words = { actor: entry.actor, ...place(entry) };
    if (!isWorkedAgain(entry)) return t('kafka-group.trace.processed', words);
    return t('kafka-group.trace.processedAgain', { ...words, times: numberIn(entry, 'times') });
  },
  commitFailed: (entry, t) =>
    t('kafka-group.trace.commitFailed', { actor: entry.actor, error: textIn(entry, 'error') }),
  pollTimeout: (entry, t) =>
    t('kafka-group.trace.pollTimeout', { actor: entry.actor, ms: numberIn(entry, 'maxPollIntervalMs') }),
  rejoin: ({ actor, data }, t) =>
    t(data?.reason === 'revoked' ? 'kafka-group.trace.rejoinRevoked' : 'kafka-group.trace.rejoin', { actor }),
  revoked: (entry, t) =>
    t('kafka-group.trace.revoked', { actor: entry.actor, partitions: partitionsIn(entry, 'partitions') }),
  lost: (entry, t) =>
    t('kafka-group.trace.lost', { actor: entry.actor, partitions: partitionsIn(entry, 'partitions') }),
  fenced: ({ actor }, t) => t('kafka-group.trace.fenced', { actor }),
  assigning: ({ actor }, t) => t('kafka-group.trace.assigning', { actor }),
  owns: (entry, t) =>
    t('kafka-group.trace.owns', { actor: entry.actor, partitions: partitionsIn(entry, 'partitions') }),
  preparing: (entry, t) =>
    t(`kafka-group.trace.preparing.${rebalanceReason(entry)}`, { member: textIn(entry, 'memberId') }),
  removed: (entry, t) => t(`kafka-group.trace.removed.${removalReason(entry)}`, { member: textIn(entry, 'memberId') }),
  generation: (entry, t) => {
    const members = entry.data?.members;
    return t('kafka-group.trace.generation', {
      generation: numberIn(entry, 'generation'),
      leader: textIn(entry, 'leaderId'),
      members: Array.isArray(members) ? members.length : 0,
    });
  },
  empty: (_, t) => t('kafka-group.trace.empty'),
  assigned: (entry, t) => t('kafka-group.trace.assigned', { owners: ownersIn(entry, 'owners') }),
  committed: (entry, t) =>
    t('kafka-group.trace.committed', { peer: entry.peer ?? '', offsets: offsetsIn(entry, 'offsets') }),
  commitRefused: (entry, t) =>
    t('kafka-group.trace.commitRefused', { peer: entry.peer ?? '', error: textIn(entry, 'error') }),
  ignored: (entry, t) =>
    t('kafka-group.trace.ignored', { actor: entry.actor, why: t(`kafka-group.trace.why.${ignoredReason(entry)}`) }),
  slow: (entry, t) =>
    typeof entry.data?.serviceMs === 'number'
      ? t('kafka-group.trace.slow', { actor: entry.actor, ms: entry.data.serviceMs })
      : t('kafka-group.trace.usual', { actor: entry.actor }),
  crash: ({ actor }, t) => t('kafka-group.trace.crash', { actor }),
  close: ({ actor }, t) => t('kafka-group.trace.close', { actor }),
  pause: ({ actor }, t) => t('kafka-group.trace.pause', { actor }),
  resume: ({ actor }, t) => t('kafka-group.trace.resume', { actor }),
} satisfies Readonly<Record<string, Say>>;

function isTraceKind(kind: string): kind is keyof typeof texts {
  return Object.hasOwn(texts, kind);
}

/** A trace entry as one line; null for what goes without saying. */
export function entryText(entry: TraceEntry, t: Translate): string | null {
  if (!isTraceKind(entry.kind)) return null;
  const say: Say = texts[entry.kind];
  return say(entry, t);
}

function place(entry: TraceEntry) {
  return { partition: numberIn(entry, 'partition'), offset: numberIn(entry, 'offset') };
}

function apiOf(type: unknown): string {
  return typeof type === 'string' ? type : '';
}

function rebalanceReason(entry: TraceEntry) {
  const reason = textIn(entry, 'reason');
  if (reason === 'session-timeout') return 'sessionTimeout';
  return reason === 'joined' || reason === 'left' ? reason : 'rejoined';
}

function removalReason(entry: TraceEntry) {
  const reason = textIn(entry, 'reason');
  if (reason === 'session-timeout') return 'sessionTimeout';
  return reason === 'left' ? reason : 'rebalanceTimeout';
}

function ignoredReason(entry: TraceEntry) {
  const reason = textIn(entry, 'reason');
  if (reason === 'not-running') return 'notRunning';
  if (reason === 'not-paused') return 'notPaused';
  return reason === 'running' || reason === 'paused' ? reason : 'closing';
}
