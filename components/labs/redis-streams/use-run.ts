import { useCallback, useRef, useSyncExternalStore } from 'react';
import type { LabStore } from '@/components/lab-shell/lab-store';
import type { RedisStreamsCommand } from '@/sim/redis-streams/command';
import type { RedisStreamsConfig } from '@/sim/redis-streams/config';
import type { RedisStreamsEvent } from '@/sim/redis-streams/event';
import type { RedisStreamsState } from '@/sim/redis-streams/state';

export type RedisStreamsStore = LabStore<RedisStreamsConfig, RedisStreamsState, RedisStreamsCommand, RedisStreamsEvent>;

export interface PanelProps {
  readonly store: RedisStreamsStore;
}

/** While time runs, panels are brought up to date this often: eyes need no more. */
const UPDATE_MS = 150;

/**
 * Something read from the run, as small plain data; renders again when it says something else. While time runs it is looked
 * at several times a second only.
 */
export function useRun<Part>(store: RedisStreamsStore, select: (state: RedisStreamsState, tick: number) => Part): Part {
  const last = useRef<{ readonly json: string; readonly part: Part } | null>(null);
  const subscribe = useCallback(
    (listener: () => void) => {
      let lookedAt = 0;
      return store.subscribe((now, before) => {
        const time = performance.now();
        if (now.isPlaying && before.isPlaying && time - lookedAt < UPDATE_MS) return;
        lookedAt = time;
        listener();
      });
    },
    [store],
  );
  const read = (): Part => {
    const { snapshot } = store.getState();
    const part = select(snapshot.state, snapshot.tick);
    const json = JSON.stringify(part);
    if (last.current?.json !== json) last.current = { json, part };
    return last.current.part;
  };
  return useSyncExternalStore(subscribe, read, read);
}

/** Runs a command of the console; its reply is among the console's lines. */
export function runTyped(store: RedisStreamsStore, argv: readonly string[]): void {
  store.getState().dispatch({ type: 'console', argv: [...argv] });
}
