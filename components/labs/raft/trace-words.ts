import type { Values } from '@/components/lab-shell/view/words';
import type { RaftTrace } from '@/sim/raft/trace';
import type { RaftLook } from './looks';

/** A sentence about a step: its text is `trace.<key>`, and its icon that of the look. */
export interface Told {
  readonly key: string;
  readonly values: Values;
  readonly look: RaftLook | null;
}

export function told(key: string, values: Values, look: RaftLook | null = null): Told {
  return { key, values, look };
}

/** The first entry of a kind. */
export function find<Kind extends RaftTrace['kind']>(
  trace: readonly RaftTrace[],
  kind: Kind,
): Extract<RaftTrace, { readonly kind: Kind }> | undefined {
  return trace.find((entry): entry is Extract<RaftTrace, { readonly kind: Kind }> => entry.kind === kind);
}
