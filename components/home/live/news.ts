import type { RaftTrace } from '@/sim/raft/trace';

/** What the sentence below the picture tells: a key of `home.live.says`, with what fills its gaps. */
export interface News {
  readonly key: 'leads' | 'crash' | 'candidate' | 'leader' | 'restart' | 'commit';
  readonly values: { readonly server: string; readonly term?: number; readonly value?: string };
}

/** What of a step is worth a sentence; null for all that goes on by itself. */
export function newsOf(trace: readonly RaftTrace[], leader: string | null): News | null {
  let found: News | null = null;
  for (const { kind, actor, data } of trace) {
    if (kind === 'role' && data.to !== 'follower') {
      found = { key: data.to, values: { server: actor, term: data.term } };
    } else if (kind === 'crash' || kind === 'restart') {
      found = { key: kind, values: { server: actor } };
    } else if (kind === 'apply' && actor === leader && found === null && data.value !== '') {
      found = { key: 'commit', values: { server: actor, value: data.value } };
    }
  }
  return found;
}
