import type { Translate } from '@/components/lab-shell/view/texts';
import type { Json, TraceEntry } from '@/sim/core/simulation';
import type { RaftLook } from './looks';

/** The one line of a step, and what its icon is. */
export interface Summary {
  readonly summary: string;
  readonly state: RaftLook | null;
}

/** The first entry of a kind. */
export function find(trace: readonly TraceEntry[], kind: string): TraceEntry | undefined {
  return trace.find((entry) => entry.kind === kind);
}

/** A number of an entry's data; 0 where there is none. */
export function numberIn(entry: TraceEntry | undefined, key: string): number {
  const value = entry?.data?.[key];
  return typeof value === 'number' ? value : 0;
}

/** A text of an entry's data; empty where there is none. */
export function textIn(entry: TraceEntry | undefined, key: string): string {
  const value = entry?.data?.[key];
  return typeof value === 'string' ? value : '';
}

/** The name of a role as the trace has it. */
export function roleName(role: Json | undefined, t: Translate): string {
  return role === 'leader' || role === 'candidate' ? t(`labs.raft.roles.${role}`) : t('labs.raft.roles.follower');
}

/** An entry's value to be read: an entry without effect has none. */
export function valueText(value: string, t: Translate): string {
  return value === '' ? t('labs.raft.trace.noOp') : value;
}
