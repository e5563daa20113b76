import type { Translate } from '@/components/lab-shell/view/texts';
import type { TraceEntry } from '@/sim/core/simulation';
import { phaseText, serversIn } from './describe-command';
import { numberIn, roleName, textIn, valueText } from './trace-words';

/** What changed and what was sent, one line each; what happened alike to several is said once. */
export function describeDetails(trace: readonly TraceEntry[], t: Translate): readonly string[] {
  const lines = trace.flatMap((entry) => {
    const line = describeChange(entry, t);
    return line === null ? [] : [line];
  });
  const isCrash = trace.some(({ kind }) => kind === 'crash');
  const dropped = isCrash ? trace.filter(({ kind }) => kind === 'drop').length : 0;
  return [
    ...lines,
    ...describeApplied(trace, t),
    ...(dropped === 0 ? [] : [t('labs.raft.trace.detailDrop', { count: dropped })]),
    ...describeSent(trace, 'send', (words) => t('labs.raft.trace.sent', words)),
    ...describeSent(trace, 'duplicate', (words) => t('labs.raft.trace.duplicated', words)),
  ];
}

function describeChange(entry: TraceEntry, t: Translate): string | null {
  const { kind, actor: server, peer, data } = entry;
  switch (kind) {
    case 'term':
      return t('labs.raft.trace.term', { server, from: numberIn(entry, 'from'), to: numberIn(entry, 'to') });
    case 'role':
      return t('labs.raft.trace.role', { server, from: roleName(data?.from, t), to: roleName(data?.to, t) });
    case 'vote':
      return peer === server ? t('labs.raft.trace.votedForItself', { server }) : null;
    case 'commit':
      return t('labs.raft.trace.detailCommit', { server, from: numberIn(entry, 'from'), to: numberIn(entry, 'to') });
    case 'truncate': {
      const count = Array.isArray(data?.values) ? data.values.length : 0;
      return t('labs.raft.trace.detailTruncate', { server, from: numberIn(entry, 'from'), count });
    }
    case 'installSnapshot':
      return t('labs.raft.trace.detailSnapshot', { server, index: numberIn(entry, 'lastIncludedIndex') });
    case 'reconfigure':
      return phaseText(textIn(entry, 'phase'), { server, servers: serversIn(entry) }, t);
    case 'transferGivenUp':
      return t('labs.raft.trace.transferGivenUp', { server, to: peer ?? '' });
    default:
      return null;
  }
}

/** Entries applied within one step are one line. */
function describeApplied(trace: readonly TraceEntry[], t: Translate): readonly string[] {
  const applied = trace.filter(({ kind }) => kind === 'apply');
  const server = applied[0]?.actor;
  if (server === undefined) return [];
  const entries = applied.map((entry) => `${numberIn(entry, 'index')} (${valueText(textIn(entry, 'value'), t)})`);
  return [t('labs.raft.trace.detailApply', { server, entries: entries.join(', ') })];
}

function describeSent(
  trace: readonly TraceEntry[],
  kind: 'send' | 'duplicate',
  say: (words: { type: string; receivers: string }) => string,
): readonly string[] {
  const receiversByType = new Map<string, string[]>();
  for (const entry of trace) {
    if (entry.kind !== kind || entry.peer === undefined) continue;
    const type = textIn(entry, 'type');
    receiversByType.set(type, [...(receiversByType.get(type) ?? []), entry.peer]);
  }
  return [...receiversByType].map(([type, receivers]) => say({ type, receivers: receivers.join(', ') }));
}
