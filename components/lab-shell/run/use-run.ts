import { useCallback, useRef, useSyncExternalStore } from 'react';
import type { LabTypes } from '@/sim/core/lab';
import type { LabStore } from './lab-store';

/** While time runs, panels are brought up to date this often: eyes need no more. */
const UPDATE_MS = 150;

/**
 * Something that a lab's own panel reads from the run, as small plain data; renders again when it says something else. While
 * time runs it is looked at several times a second only.
 */
export function useRun<T extends LabTypes, Part>(
  store: LabStore<T>,
  select: (state: T['State'], tick: number) => Part,
): Part {
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
