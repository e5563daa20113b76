import { serveReadyKeys, unblock } from './blocking';
import { findCommand } from './command-table';
import type { Context } from './context';
import type { Reply, ServerEnv, ServerOptions, ServerState } from './types';
import { BLOCKED } from './types';

/** What redis.conf says when it is not changed. */
export const DEFAULT_OPTIONS: ServerOptions = { nodeMaxEntries: 100, nodeMaxBytes: 4096 };

/** A server without keys. */
export function createServer(options: ServerOptions = DEFAULT_OPTIONS): ServerState {
  return { options, names: [], values: [], blocked: [], waiting: [], isErrnoEdom: false };
}

/**
 * Carries out one command of a client. Returns its reply, or BLOCKED: then the reply comes through `env.reply`, in this or a later
 * call. Replies of other clients that this command unblocks come through `env.reply` too, before this returns. A client that is
 * blocked has its further commands queued, as a connection would: BLOCKED.
 *
 * Replies and error texts are those of Redis 7.0.15 (t_stream.c, blocked.c, server.c), and the order in which it checks.
 */
export function execute(
  server: ServerState,
  client: string,
  argv: readonly string[],
  env: ServerEnv,
): Reply | typeof BLOCKED {
  if (isBlocked(server, client)) {
    server.waiting.push({ client, argv: [...argv] });
    return BLOCKED;
  }
  const unblocked: string[] = [];
  const reply = run(server, client, argv, env, unblocked);
  if (unblocked.length > 0) runWaiting(server, env, unblocked);
  return reply;
}

function isBlocked({ blocked }: ServerState, client: string): boolean {
  if (blocked.length === 0) return false;
  return blocked.some((one) => one.client === client);
}

/** Carries out a command, and serves whom it unblocks: they are added to `unblocked`. */
function run(
  server: ServerState,
  client: string,
  argv: readonly string[],
  env: ServerEnv,
  unblocked: string[],
): Reply | typeof BLOCKED {
  const command = findCommand(argv);
  if (typeof command !== 'function') return command;
  const context: Context = { server, env, client, ready: [] };
  const reply = command(context, argv);
  if (context.ready.length > 0) unblocked.push(...serveReadyKeys(context));
  return reply;
}

/** `processUnblockedClients`: those who are no longer blocked go on with what they sent meanwhile, until they block again. */
function runWaiting(server: ServerState, env: ServerEnv, unblocked: string[]): void {
  for (let client = unblocked.shift(); client !== undefined; client = unblocked.shift()) {
    while (!isBlocked(server, client)) {
      const at = server.waiting.findIndex((one) => one.client === client);
      const [next] = at === -1 ? [] : server.waiting.splice(at, 1);
      if (next === undefined) break;
      const reply = run(server, client, next.argv, env, unblocked);
      if (reply !== BLOCKED) env.reply(client, reply);
    }
  }
}

/** The client's connection is closed: what it is blocked in, and what it queued, is forgotten. */
export function disconnect(server: ServerState, client: string, _env: ServerEnv): void {
  const blocked = server.blocked.find((one) => one.client === client);
  if (blocked !== undefined) unblock({ server }, blocked);
  const others = server.waiting.filter((one) => one.client !== client);
  server.waiting.splice(0, server.waiting.length, ...others);
}

/** When the first BLOCK runs out, Unix milliseconds; null: none does. */
export function nextDueMs({ blocked }: ServerState): number | null {
  let next: number | null = null;
  for (const { dueMs } of blocked) if (dueMs !== null && (next === null || dueMs < next)) next = dueMs;
  return next;
}

/** Ends every BLOCK whose time is over at `env.nowMs`, the earlier due first. */
export function advance(server: ServerState, env: ServerEnv): void {
  const due = server.blocked.filter(({ dueMs }) => dueMs !== null && dueMs <= env.nowMs);
  due.sort((a, b) => (a.dueMs ?? 0) - (b.dueMs ?? 0));
  for (const blocked of due) {
    unblock({ server }, blocked);
    env.note({ type: 'timeout', client: blocked.client });
    env.reply(blocked.client, null);
  }
  runWaiting(
    server,
    env,
    due.map(({ client }) => client),
  );
}
