import { presentLeader } from '@/sim/raft/commands';
import { lastLogIndex, logEntry, type RaftState, type Server, snapshotIndex } from '@/sim/raft/state';
import { kindOfEntry, type LogCell } from './server-data';

/** The last so many indexes are shown. */
const COLUMNS_MAX = 10;

/** What a log has at an index: nothing, an entry, or what a snapshot stands for. */
export type TableCell =
  | { readonly kind: LogCell['kind']; readonly term: number; readonly value: string; readonly isCommitted: boolean }
  | { readonly kind: 'snapshot' };

export interface LogTableRow {
  readonly id: string;
  readonly isLeader: boolean;
  /** From `first` to `last`; null where the log has no entry. */
  readonly cells: readonly (TableCell | null)[];
  /** What the present leader keeps of this server; null of itself, and while nobody leads. */
  readonly nextIndex: number | null;
  readonly matchIndex: number | null;
}

export interface LogTableData {
  /** The first and the last index that is shown; `last` is 0 while every log is empty. */
  readonly first: number;
  readonly last: number;
  readonly hasLeader: boolean;
  readonly rows: readonly LogTableRow[];
}

/** All logs by index, and how far the present leader believes each of them to be. */
export function logTableOf(state: RaftState): LogTableData {
  const { servers } = state;
  const leader = presentLeader(state);
  const last = Math.max(0, ...servers.map(lastLogIndex));
  const first = Math.max(1, last - COLUMNS_MAX + 1);
  return {
    first,
    last,
    hasLeader: leader !== null,
    rows: servers.map((server) => {
      const isLeader = server.id === leader?.id;
      const kept = isLeader ? undefined : leader?.volatile.leader;
      return {
        id: server.id,
        isLeader,
        cells: Array.from({ length: last - first + 1 }, (_, offset) => cellAt(server, first + offset)),
        nextIndex: kept?.nextIndex[server.id] ?? null,
        matchIndex: kept?.matchIndex[server.id] ?? null,
      };
    }),
  };
}

function cellAt(server: Server, index: number): TableCell | null {
  if (index <= snapshotIndex(server)) return { kind: 'snapshot' };
  const entry = logEntry(server, index);
  if (entry === null) return null;
  const { term, value } = entry;
  return { kind: kindOfEntry(entry), term, value, isCommitted: index <= (server.volatile?.commitIndex ?? 0) };
}
