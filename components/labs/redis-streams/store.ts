import type { LabStore } from '@/components/lab-shell/lab-store';
import type { RedisStreamsCommand } from '@/sim/redis-streams/command';
import type { RedisStreamsConfig } from '@/sim/redis-streams/config';
import type { RedisStreamsEvent } from '@/sim/redis-streams/event';
import type { RedisStreamsState } from '@/sim/redis-streams/state';

export type RedisStreamsStore = LabStore<RedisStreamsConfig, RedisStreamsState, RedisStreamsCommand, RedisStreamsEvent>;

export interface PanelProps {
  readonly store: RedisStreamsStore;
}

/** Runs a command of the console; its reply is among the console's lines. */
export function runTyped(store: RedisStreamsStore, argv: readonly string[]): void {
  store.getState().dispatch({ type: 'console', argv: [...argv] });
}
