'use client';

import type { LabStore } from '@/components/lab-shell/run/lab-store';
import { useRun } from '@/components/lab-shell/run/use-run';
import { lazyPart } from '@/components/ui/lazy-part';
import type { RaftTypes } from '@/sim/raft/lab';
import { lastLogIndex } from '@/sim/raft/state';

const LogTable = lazyPart(() => import('./log-table').then((module) => module.LogTable), null);

/** The aligned logs, fetched once there is something in one. */
export function LogsBelow({ store }: { readonly store: LabStore<RaftTypes> }) {
  const hasEntries = useRun(store, ({ servers }) => servers.some((server) => lastLogIndex(server) > 0));
  return hasEntries ? <LogTable store={store} /> : null;
}
