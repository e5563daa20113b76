import type { LabStore } from '@/components/lab-shell/run/lab-store';
import type { RedisStreamsTypes } from '@/sim/redis-streams/lab';

export type RedisStreamsStore = LabStore<RedisStreamsTypes>;

export interface PanelProps {
  readonly store: RedisStreamsStore;
}

/** Runs a command of the console; its reply is among the console's lines. Without a terminal it has a connection of its own. */
export function runTyped(store: RedisStreamsStore, argv: readonly string[], terminal?: number): void {
  store.getState().dispatch({ type: 'console', argv: [...argv], ...(terminal === undefined ? {} : { terminal }) });
}
