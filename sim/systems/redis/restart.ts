import { cloneJson } from '../../core/json';
import { chargeWork } from '../../core/work';
import { firstClientId } from './connections';
import { clearKeys, putKey, setExpiry } from './context';
import { parseId } from './ids';
import { findPending, setDelivery } from './pending';
import { chargeCopy } from './persistence';
import { disconnect } from './server';
import type { GroupState, KeyState, ServerOptions, ServerState } from './types';
import { isSince } from './versions';

/**
 * What a new process of the server finds: nothing; its append-only file, which has every command; the RDB file that was written when the
 * old process was told to stop; or the last RDB file that SAVE or BGSAVE wrote before the old process was killed, if any.
 */
export const KEPT = ['nothing', 'aof', 'rdb', 'snapshot'] as const;
export type Kept = (typeof KEPT)[number];

/** What it costs to give one delivery back as it was told, in elements. */
const TOLD_WORK = 5;

/** What a server says to a client that is blocked when it becomes a replica. */
export const DEMOTED = {
  err: 'UNBLOCKED force unblock from blocking operation, instance state changed (master -> replica?)',
};

/**
 * The server's process ends and a new one starts, with these options, CONFIG SET forgotten. All connections are closed: what was
 * blocked, queued or subscribed is gone. Gives the clients that had one.
 */
export function restartServer(
  server: ServerState,
  kept: Kept,
  options: ServerOptions,
  nowMs: number,
): readonly string[] {
  const clients = server.connections.map(({ client }) => client);
  for (const client of clients) disconnect(server, client);
  chargeCopy(kept === 'snapshot' ? (server.snapshot?.values ?? []) : server.values);
  const data = kept === 'snapshot' ? cloneJson(server.snapshot) : kept === 'nothing' ? null : dataOf(server);
  clearKeys(server);
  server.options = options;
  server.startedMs = nowMs;
  server.clockMs = nowMs;
  server.nextClientId = firstClientId(server.version);
  server.isErrnoEdom = false;
  if (kept === 'nothing' || kept === 'aof') server.snapshot = null;
  data?.names.forEach((name, i) => {
    const value = data.values[i];
    if (value === undefined) return;
    if (kept !== 'aof' && value.type === 'stream' && value.tail !== null) value.tail.room = 0;
    putKey(server, name, kept === 'aof' ? asPropagated(server, value, nowMs) : value);
    setExpiry(server, name, data.expires[i] ?? null);
  });
  return clients;
}

function dataOf({ names, values, expires }: ServerState): Pick<ServerState, 'names' | 'values' | 'expires'> {
  return cloneJson({ names, values, expires });
}

/**
 * A key's value as those know it who got the server's commands alone: the append-only file, and a replica since it was in step. Ids, fields,
 * groups, who holds what and since when, and deletions are the same. What a server does not tell is not: see `toldOf`. `seenMs`: when
 * the commands were carried out, for an append-only file; null: when they were on the server.
 */
export function asPropagated(server: ServerState, value: KeyState, seenMs: number | null): KeyState {
  if (value.type !== 'stream') return value;
  return { ...value, groups: value.groups.map((group) => toldOf(server, group, seenMs)) };
}

/**
 * Not told: consumers that have only read their own history, that a consumer read it (the delivery's time and count), and before 7.4 how
 * many entries the group has read, unless it reads with NOACK.
 */
function toldOf(server: ServerState, group: GroupState, seenMs: number | null): GroupState {
  const consumers = group.consumers
    .filter(({ isPropagated }) => isPropagated)
    .map((consumer) => {
      if (seenMs === null) return consumer;
      const activeMs = consumer.activeMs === -1 || !isSince(server, '7.2') ? consumer.activeMs : seenMs;
      return { ...consumer, seenMs, activeMs };
    });
  const told = { ...group, consumers, entriesRead: group.propagatedRead, untold: null };
  for (const [text, [deliveredMs, deliveries]] of Object.entries(group.untold ?? {})) {
    chargeWork(TOLD_WORK);
    const id = parseId(text, 0, { isErrnoEdom: false });
    const pending = id === null ? null : findPending(told, id);
    if (pending !== null) setDelivery(pending, deliveredMs, deliveries);
  }
  return told;
}

/**
 * A replica that is in step with the server: its data as it has been told of it. With it, a failover loses nothing but what the server does
 * not tell; one that was taken earlier stands for a replica that has fallen behind.
 */
export function replicaOf(server: ServerState): ServerState {
  chargeCopy(server.values);
  const copy = cloneJson(server);
  const connections = copy.connections.map(({ client }) => client);
  copy.isReplica = true;
  for (const client of connections) disconnect(copy, client);
  copy.values.forEach((value, i) => {
    copy.values[i] = asPropagated(copy, value, null);
  });
  copy.isErrnoEdom = false;
  return copy;
}
