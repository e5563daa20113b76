import { chargeWork } from '../../core/work';
import { serveReadyKeys, unblock } from './blocking';
import { type FoundCommand, findCommand } from './command-table';
import { closeConnection, connect, discardTransaction, firstClientId, isSubscriber } from './connections';
import type { Context } from './context';
import { type ErrorReply, errorWith, OUT_OF_MEMORY } from './errors';
import { makeRoom } from './eviction';
import { expireKeys, firstExpiryMs } from './expiring';
import type {
  ConnectionState,
  NodeLimits,
  RedisVersion,
  Reply,
  ServerEnv,
  ServerNote,
  ServerOptions,
  ServerState,
} from './types';
import { BLOCKED } from './types';
import { isSince } from './versions';

/** What redis.conf says when it is not changed. */
export const DEFAULT_OPTIONS: ServerOptions = {
  nodeMaxEntries: 100,
  nodeMaxBytes: 4096,
  maxmemory: 0,
  maxmemoryPolicy: 'noeviction',
};

/** What a command costs by itself, and for each argument: an id to look up, a field to store. */
const COMMAND_WORK = 10;
const ARGUMENT_WORK = 4;

/** A server without keys. */
export function createServer(
  options: NodeLimits & Partial<ServerOptions> = DEFAULT_OPTIONS,
  version: RedisVersion = '7.0',
): ServerState {
  return {
    version,
    options: { ...DEFAULT_OPTIONS, ...options },
    names: [],
    values: [],
    expires: [],
    usedMs: [],
    uses: [],
    startedMs: 0,
    clockMs: 0,
    connections: [],
    nextClientId: firstClientId(version),
    isReplica: false,
    snapshot: null,
    blocked: [],
    waiting: [],
    isErrnoEdom: false,
  };
}

/**
 * Carries out one command of a client. Returns its reply, or BLOCKED: then the reply comes through `env.reply`, in this or a later
 * call. Replies of other clients that this command unblocks come through `env.reply` too, before this returns. A client that is
 * blocked has its further commands queued, as a connection would: BLOCKED.
 *
 * Replies and error texts are those of Redis 7.0.15 (t_stream.c, t_string.c, db.c, expire.c, multi.c, pubsub.c, networking.c, blocked.c,
 * server.c), and the order in which it checks; another version's where they differ.
 */
export function execute(
  server: ServerState,
  client: string,
  argv: readonly string[],
  env: ServerEnv,
): Reply | typeof BLOCKED {
  startClock(server, env);
  if (isBlocked(server, client)) {
    server.waiting.push({ client, argv: [...argv] });
    return BLOCKED;
  }
  const unblocked: string[] = [];
  const reply = run(server, client, argv, env, unblocked);
  if (unblocked.length > 0) runWaiting(server, env, unblocked);
  return reply;
}

function startClock(server: ServerState, { nowMs }: ServerEnv): void {
  if (server.startedMs === 0) server.startedMs = nowMs;
  server.clockMs = nowMs;
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
  const connection = connect(server, client);
  const context = contextOf(server, env, connection, unblocked);
  expireKeys(context);
  serveReady(context);
  const reply = process(context, argv);
  serveReady(context);
  return reply;
}

/** Looks after the clients who are blocked on what the command changed. From 7.2 on each carries out its command anew. */
function serveReady(context: Context): void {
  if (context.ready.length === 0) return;
  serveReadyKeys(context, (blocked, argv) => {
    const connection = connect(context.server, blocked.client);
    const own = contextOf(context.server, context.env, connection, context.unblocked);
    const command = findCommand(argv, context.server.version);
    return 'err' in command ? command : command.run({ ...own, fullName: command.fullName, resumed: blocked }, argv);
  });
}

function contextOf(server: ServerState, env: ServerEnv, connection: ConnectionState, unblocked: string[]): Context {
  const { client } = connection;
  const context: Context = {
    server,
    env,
    client,
    connection,
    fullName: '',
    isBlockingDenied: false,
    isOutOfMemory: false,
    resumed: null,
    ready: [],
    unblocked,
    call: (argv) => callWithin(context, argv),
  };
  return context;
}

function callWithin(context: Context, argv: readonly string[]): readonly Reply[] {
  const { env, client, server } = context;
  const command = findCommand(argv, server.version);
  if ('err' in command) return [command];
  chargeWork(COMMAND_WORK + ARGUMENT_WORK * argv.length);
  const pushed: Reply[] = [];
  const push = (to: string, message: Reply) => {
    if (to === client) pushed.push(message);
    else env.push(to, message);
  };
  const reply = (to: string, value: Reply) => env.reply(to, value);
  const inside = { nowMs: env.nowMs, push, reply, note: (note: ServerNote) => env.note(note) };
  const answer = command.run({ ...context, env: inside, fullName: command.fullName, isBlockingDenied: true }, argv);
  // Nothing blocks within another command.
  const first = answer === BLOCKED ? null : answer;
  return SUBSCRIBING.has(command.fullName) ? [first, ...pushed] : [...pushed, first];
}

/** Their reply is the first of several messages; what comes from elsewhere stands before a reply. */
const SUBSCRIBING: ReadonlySet<string> = new Set(['subscribe', 'unsubscribe', 'psubscribe', 'punsubscribe']);

/** `processCommand`: whether the command may be carried out now, and whether it is to be queued. */
function process(context: Context, argv: readonly string[]): Reply | typeof BLOCKED {
  const { server, connection } = context;
  const command = findCommand(argv, server.version);
  if ('err' in command) return reject(context, argv, command);
  chargeWork(COMMAND_WORK + ARGUMENT_WORK * argv.length);
  connection.lastMs = server.clockMs;
  connection.lastCommand = command.fullName;
  const refusal = refusalOf(context, command);
  if (refusal !== null) return reject(context, argv, refusal);
  if (connection.queued !== null && !RUN_IN_MULTI.has(command.fullName)) {
    if (!connection.isDirty && !connection.isTransactionBroken) connection.queued.push([...argv]);
    return { ok: 'QUEUED' };
  }
  context.fullName = command.fullName;
  return command.run(context, argv);
}

const RUN_IN_MULTI: ReadonlySet<string> = new Set(['exec', 'discard', 'multi', 'watch', 'quit', 'reset']);
/** What is not refused in a transaction when memory is full. */
const ENDS_MULTI: ReadonlySet<string> = new Set(['exec', 'discard', 'quit', 'reset']);
const ALLOWED_TO_SUBSCRIBERS: ReadonlySet<string> = new Set([
  'ping',
  'subscribe',
  'ssubscribe',
  'unsubscribe',
  'sunsubscribe',
  'psubscribe',
  'punsubscribe',
  'quit',
  'reset',
]);

/** An error before the command is carried out: a transaction is broken by it, and EXEC itself ends in it. */
function reject({ connection, server }: Context, argv: readonly string[], error: ErrorReply): ErrorReply {
  if (findName(argv, server) === 'exec') {
    discardTransaction(connection);
    return { err: `EXECABORT Transaction discarded because of: ${error.err.replace(/^ERR /, '')}` };
  }
  if (connection.queued !== null) connection.isTransactionBroken = true;
  return error;
}

function findName(argv: readonly string[], server: ServerState): string {
  const found = findCommand(argv.slice(0, 1), server.version);
  return 'err' in found ? '' : found.fullName;
}

function refusalOf(context: Context, command: FoundCommand): ErrorReply | null {
  const { server, connection } = context;
  const inside = command.fullName === 'exec' ? queuedCommands(context) : [];
  context.isOutOfMemory = !makeRoom(context);
  if (context.isOutOfMemory) {
    const needsMemory = command.needsMemory || inside.some((one) => one.needsMemory);
    const fillsQueue = connection.queued !== null && !ENDS_MULTI.has(command.fullName);
    if (needsMemory || fillsQueue) return OUT_OF_MEMORY;
  }
  if (server.isReplica && (command.isWrite || inside.some((one) => one.isWrite))) {
    return { err: "READONLY You can't write against a read only replica." };
  }
  if (isSubscriber(connection) && !ALLOWED_TO_SUBSCRIBERS.has(command.fullName)) {
    const kinds = isSince(server, '7.0') ? '(P|S)SUBSCRIBE / (P|S)UNSUBSCRIBE' : '(P)SUBSCRIBE / (P)UNSUBSCRIBE';
    return errorWith`ERR Can't execute '${command.fullName}': only ${kinds} / PING / QUIT / RESET are allowed in this context`;
  }
  return null;
}

function queuedCommands({ server, connection }: Context): readonly FoundCommand[] {
  const found = (connection.queued ?? []).map((argv) => findCommand(argv, server.version));
  return found.flatMap((one) => ('err' in one ? [] : [one]));
}

/** Keeps back what SUBSCRIBE and its like say to the client after their first message, which is their reply. */
function pushingLater(
  env: ServerEnv,
  client: string,
  argv: readonly string[],
  server: ServerState,
  pushed: Reply[],
): ServerEnv {
  const command = findCommand(argv, server.version);
  if ('err' in command || !SUBSCRIBING.has(command.fullName)) return env;
  return {
    nowMs: env.nowMs,
    reply: (to, value) => env.reply(to, value),
    note: (note) => env.note(note),
    push: (to, message) => {
      if (to === client) pushed.push(message);
      else env.push(to, message);
    },
  };
}

/** `processUnblockedClients`: those who are no longer blocked go on with what they sent meanwhile, until they block again. */
function runWaiting(server: ServerState, env: ServerEnv, unblocked: string[]): void {
  for (let client = unblocked.shift(); client !== undefined; client = unblocked.shift()) {
    while (!isBlocked(server, client)) {
      const at = server.waiting.findIndex((one) => one.client === client);
      const [next] = at === -1 ? [] : server.waiting.splice(at, 1);
      if (next === undefined) break;
      const pushed: Reply[] = [];
      const reply = run(server, client, next.argv, pushingLater(env, client, next.argv, server, pushed), unblocked);
      if (reply !== BLOCKED) env.reply(client, reply);
      for (const message of pushed) env.push(client, message);
    }
  }
}

/**
 * The client's connection is closed: what it is blocked in, what it queued, its transaction and its subscriptions are forgotten. A
 * transaction that was not EXECuted has done nothing.
 */
export function disconnect(server: ServerState, client: string): void {
  const blocked = server.blocked.find((one) => one.client === client);
  if (blocked !== undefined) unblock({ server }, blocked);
  const others = server.waiting.filter((one) => one.client !== client);
  server.waiting.splice(0, server.waiting.length, ...others);
  closeConnection(server, client);
}

/** When something happens by itself next, Unix milliseconds: a BLOCK runs out or a key expires; null: nothing does. */
export function nextDueMs(server: ServerState): number | null {
  let next = firstExpiryMs(server);
  for (const { dueMs } of server.blocked) if (dueMs !== null && (next === null || dueMs < next)) next = dueMs;
  return next;
}

/** Ends every BLOCK whose time is over at `env.nowMs`, the earlier due first, and deletes the keys that have expired. */
export function advance(server: ServerState, env: ServerEnv): void {
  startClock(server, env);
  const due = server.blocked.filter(({ dueMs }) => dueMs !== null && dueMs <= env.nowMs);
  due.sort((a, b) => (a.dueMs ?? 0) - (b.dueMs ?? 0));
  for (const blocked of due) {
    unblock({ server }, blocked);
    env.note({ type: 'timeout', client: blocked.client });
    env.reply(blocked.client, null);
  }
  const unblocked = due.map(({ client }) => client);
  const nobody = { ...connectionOfNobody };
  const context = contextOf(server, env, nobody, unblocked);
  expireKeys(context);
  serveReady(context);
  runWaiting(server, env, unblocked);
}

/** For what the server does by itself. */
const connectionOfNobody: ConnectionState = {
  client: '',
  id: 0,
  name: '',
  createdMs: 0,
  lastMs: 0,
  lastCommand: '',
  queued: null,
  isTransactionBroken: false,
  watched: [],
  isDirty: false,
  channels: [],
  patterns: [],
};
