import { DEMOTED, type Kept, replicaOf, restartServer } from '../systems/redis/restart';
import type { ServerState } from '../systems/redis/types';
import type { RedisStreamsCommand } from './command';
import { SERVER_NODE } from './config';
import { lookAtAll } from './effects';
import { sendHangUp } from './network';
import { answerBlocked, isConsole, optionsOf, setBlockTimer } from './server-link';
import { isRunning, type RedisStreamsState } from './state';
import { type RedisStreamsWorld, type ReplicaIgnored, trace } from './trace';
import { unixMs } from './unix-time';

type Events = RedisStreamsWorld;
type Command<Type extends RedisStreamsCommand['type']> = Extract<RedisStreamsCommand, { type: Type }>;

/** What redis-cli says to a command that was blocked when the server's process ended. */
const CONNECTION_CLOSED = { err: 'Error: Server closed the connection' };

/** The server's process ends, and a new one starts with what was kept. */
export function restartTheServer(state: RedisStreamsState, { how }: Command<'restartServer'>, world: Events): void {
  const kept = keptOf(state, how);
  const before = countsOf(state.server);
  for (const connection of Object.keys(state.blocked)) {
    if (isConsole(connection)) answerBlocked(state, connection, CONNECTION_CLOSED, world);
  }
  restartServer(state.server, kept, optionsOf(state.config), unixMs(state, world.tick));
  trace(world, { kind: 'restartServer', actor: SERVER_NODE, data: { how, kept, ...goneSince(state, before) } });
  hangUpAll(state, world);
}

/** An RDB file is written by an orderly stop; one that is killed leaves the last. */
function keptOf({ config: { persistence } }: RedisStreamsState, how: Command<'restartServer'>['how']): Kept {
  return persistence === 'rdb' && how === 'kill' ? 'snapshot' : persistence;
}

/** Why a command about the replica would do nothing now; null when it does something. */
export function whyReplicaIgnored(
  { replica }: RedisStreamsState,
  does: Command<'replica'>['does'],
): ReplicaIgnored | null {
  if (does === 'start') return replica === null ? null : 'replica';
  if (replica === null) return 'no-replica';
  if (does === 'pause') return replica.behind === null ? null : 'behind';
  return does === 'resume' && replica.behind === null ? 'not-behind' : null;
}

/** Starts, pauses, resumes or stops the replica. */
export function changeReplica(state: RedisStreamsState, does: Command<'replica'>['does'], world: Events): void {
  state.replica = does === 'stop' ? null : { behind: does === 'pause' ? replicaOf(state.server) : null };
  trace(world, { kind: 'replica', actor: SERVER_NODE, data: { does } });
}

/** The replica is made the master. Those who are blocked are told so by the old one; what the new one has not got is gone. */
export function failOver(state: RedisStreamsState, world: Events): void {
  const before = countsOf(state.server);
  for (const { client } of [...state.server.blocked]) answerBlocked(state, client, DEMOTED, world);
  state.server = state.replica?.behind ?? replicaOf(state.server);
  state.server.isReplica = false;
  state.replica = { behind: null };
  trace(world, { kind: 'failover', actor: SERVER_NODE, data: goneSince(state, before) });
  hangUpAll(state, world);
}

/** All connections are closed; what is on its way on them reaches nobody. */
function hangUpAll(state: RedisStreamsState, world: Events): void {
  for (const connection of Object.keys(state.blocked)) delete state.blocked[connection];
  state.firstOpenConnection = state.nextConnection;
  for (const client of state.clients) if (isRunning(client)) sendHangUp(state, client, world);
  lookAtAll(state, world);
  setBlockTimer(state, world);
}

type Counts = ReadonlyMap<string, { readonly entries: number; readonly pending: number }>;

function countsOf({ names, values }: ServerState): Counts {
  return new Map(
    values.flatMap((value, i) => {
      if (value.type !== 'stream') return [];
      const pending = value.groups.reduce((sum, { pendingCount }) => sum + pendingCount, 0);
      return [[names[i] ?? '', { entries: value.length, pending }]];
    }),
  );
}

function goneSince(
  { server }: RedisStreamsState,
  before: Counts,
): { readonly entries: number; readonly pending: number } {
  const now = countsOf(server);
  let entries = 0;
  let pending = 0;
  for (const [key, had] of before) {
    entries += Math.max(0, had.entries - (now.get(key)?.entries ?? 0));
    pending += Math.max(0, had.pending - (now.get(key)?.pending ?? 0));
  }
  return { entries, pending };
}
