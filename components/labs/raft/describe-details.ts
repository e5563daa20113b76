import type { Words } from '@/components/lab-shell/view/words';
import type { RaftTrace } from '@/sim/raft/trace';

/** What changed and what was sent, one line each; what happened alike to several is said once. */
export function detailsOf(trace: readonly RaftTrace[], say: Words): readonly string[] {
  const isCrash = trace.some(({ kind }) => kind === 'crash');
  const dropped = isCrash ? trace.filter(({ kind }) => kind === 'drop').length : 0;
  return [
    ...trace.flatMap((entry) => changeText(entry, say) ?? []),
    ...appliedText(trace, say),
    ...(dropped === 0 ? [] : [say('trace.detailDrop', { count: dropped })]),
    ...sentTexts(trace, 'send').map((words) => say('trace.sent', words)),
    ...sentTexts(trace, 'duplicate').map((words) => say('trace.duplicated', words)),
  ];
}

function changeText(entry: RaftTrace, say: Words): string | null {
  const { kind, actor: server, peer = '', data } = entry;
  switch (kind) {
    case 'term':
      return say('trace.term', { server, ...data });
    case 'role':
      return say('trace.role', { server, from: say(`roles.${data.from}`), to: say(`roles.${data.to}`) });
    case 'vote':
      return peer === server ? say('trace.votedForItself', { server }) : null;
    case 'commit':
      return say('trace.detailCommit', { server, ...data });
    case 'truncate':
      return say('trace.detailTruncate', { server, from: data.from, count: data.values.length });
    case 'installSnapshot':
      return say('trace.detailSnapshot', { server, index: data.lastIncludedIndex });
    case 'reconfigure':
      return say(`trace.phases.${data.phase}`, { server, servers: data.servers.join(' ') });
    case 'transferGivenUp':
      return say('trace.transferGivenUp', { server, to: peer });
    default:
      return null;
  }
}

/** Entries applied within one step are one line. An entry without effect has no value. */
function appliedText(trace: readonly RaftTrace[], say: Words): readonly string[] {
  const applied = trace.filter((entry) => entry.kind === 'apply');
  const server = applied[0]?.actor;
  if (server === undefined) return [];
  const entries = applied.map(({ data }) => `${data.index} (${data.value === '' ? say('trace.noOp') : data.value})`);
  return [say('trace.detailApply', { server, entries: entries.join(', ') })];
}

function sentTexts(trace: readonly RaftTrace[], kind: 'send' | 'duplicate') {
  const receiversByType = new Map<string, string[]>();
  for (const entry of trace) {
    if (entry.kind !== kind || entry.peer === undefined) continue;
    const { type } = entry.data;
    receiversByType.set(type, [...(receiversByType.get(type) ?? []), entry.peer]);
  }
  return [...receiversByType].map(([type, receivers]) => ({ type, receivers: receivers.join(', ') }));
}
