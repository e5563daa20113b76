import type { LabStore } from '@/components/lab-shell/run/lab-store';
import type { RedisStreamsTypes } from '@/sim/redis-streams/lab';

export type RedisStreamsStore = LabStore<RedisStreamsTypes>;

export interface PanelProps {
  readonly store: RedisStreamsStore;
}

/** Runs a command of the console; its reply is among the console's lines. */
export function runTyped(store: RedisStreamsStore, argv: readonly string[]): void {
  store.getState().dispatch({ type: 'console', argv: [...argv] });
}
