import { cloneJson } from '../core/json';
import type { World } from '../core/simulation';
import { chargeWork } from '../core/work';
import { putKey } from '../systems/redis/context';
import { advance, createServer, disconnect, execute, nextDueMs } from '../systems/redis/server';
import { appendEntry, newStream } from '../systems/redis/stream';
import { BLOCKED, type Reply, type ServerEnv, type ServerOptions, type ServerState } from '../systems/redis/types';
import { CONSOLE_NODE, DEFAULT_GROUP, DEFAULT_KEY, type RedisStreamsConfig, SERVER_NODE } from './config';
import { answerLine, openLine, traced } from './console';
import { watch } from './effects';
import type { RedisStreamsEvent, RequestMessage } from './event';
import { drop, sendReply } from './network';
import { connectionKey, findClient, type RedisStreamsState } from './state';
import { type RedisStreamsTrace, trace } from './trace';
import { tickOfUnixMs, unixMs } from './unix-time';

type Events = World<RedisStreamsEvent>;

/** The server that was filled last, for runs that begin with the same: they are many, and filling takes time. */
let filled: { readonly config: string; readonly server: ServerState } | null = null;

/** A server with what the configuration says it holds at the start, and the default group when there are consumers for it. */
export function startServer(config: RedisStreamsConfig): ServerState {
  const name = JSON.stringify(config);
  chargeWork(preloadWork(config));
  if (filled?.config !== name) filled = { config: name, server: fillServer(config) };
  const server = cloneJson(filled.server);
  const env: ServerEnv = { nowMs: config.unixStartMs, reply: () => {}, push: () => {}, note: () => {} };
  const create = ['XGROUP', 'CREATE', DEFAULT_KEY, DEFAULT_GROUP, '$', 'MKSTREAM'];
  if (config.consumers > 0) execute(server, 'preload', create, env);
  return server;
}

/** What filling it costs, in elements, whether it was filled before or not: its entries and, about, its macro nodes. */
function preloadWork({ preloadEntries, streamNodeMaxEntries, streamNodeMaxBytes }: RedisStreamsConfig): number {
  const entriesOfNode = Math.max(1, Math.min(streamNodeMaxEntries, Math.floor(streamNodeMaxBytes / 20)));
  return PRELOAD_WORK * preloadEntries + PRELOAD_NODE_WORK * Math.ceil(preloadEntries / entriesOfNode);
}

const PRELOAD_WORK = 4;
const PRELOAD_NODE_WORK = 40;

/** What the server's settings file says. */
export function optionsOf({
  streamNodeMaxEntries: nodeMaxEntries,
  streamNodeMaxBytes: nodeMaxBytes,
  maxmemory,
  maxmemoryPolicy,
}: RedisStreamsConfig): ServerOptions {
  return { nodeMaxEntries, nodeMaxBytes, maxmemory, maxmemoryPolicy };
}

function fillServer(config: RedisStreamsConfig): ServerState {
  const { unixStartMs, preloadEntries } = config;
  const server = createServer(optionsOf(config), config.version);
  const stream = newStream();
  for (let number = 1; number <= preloadEntries; number += 1) {
    const ms = Math.max(0, unixStartMs - preloadEntries) + number - 1;
    appendEntry(stream, { ms, seq: 1 }, ['task', String(number)], server.options, server);
  }
  if (preloadEntries > 0) {
    putKey(server, DEFAULT_KEY, stream);
  }
  return server;
}

/** A client's request has come to the server. */
export function receiveRequest(state: RedisStreamsState, message: RequestMessage, world: Events): void {
  const { id, client, connection, kind, argv, ids } = message;
  if (connection < state.firstOpenConnection) {
    drop(message, 'closed', world);
    return;
  }
  trace(world, { kind: 'receive', actor: SERVER_NODE, peer: client, message: id, data: { kind, argv, ids } });
  carryOut(state, connectionKey(client, connection), argv, world);
}

/** A person's command: carried out now, with a connection of its own. */
export function typeCommand(state: RedisStreamsState, argv: readonly string[], world: Events): void {
  const number = openLine(state.console, argv, world);
  carryOut(state, connectionKey(CONSOLE_NODE, number), argv, world);
}

/** A person has given up a command that was blocked. */
export function disconnectConsole(state: RedisStreamsState, number: number, world: Events): void {
  hangUp(state, connectionKey(CONSOLE_NODE, number), world);
}

/** The server has learned that a client's connection is closed. */
export function disconnectClient(state: RedisStreamsState, client: string, connection: number, world: Events): void {
  hangUp(state, connectionKey(client, connection), world);
}

/** The first BLOCK has run out. */
export function elapseBlocks(state: RedisStreamsState, world: Events): void {
  state.blockTimer = null;
  withServer(state, [], world, (env) => advance(state.server, env));
}

function hangUp(state: RedisStreamsState, connection: string, world: Events): void {
  withServer(state, [], world, () => disconnect(state.server, connection));
  delete state.blocked[connection];
}

function carryOut(state: RedisStreamsState, connection: string, argv: readonly string[], world: Events): void {
  withServer(state, argv, world, (env) => {
    const reply = execute(state.server, connection, argv, env);
    if (reply === BLOCKED) {
      state.blocked[connection] = [...(state.blocked[connection] ?? []), argv];
      if (isConsole(connection)) traceConsole(connection, { argv, blocked: true }, world);
      return;
    }
    answer(state, connection, argv, reply, world);
    if (isConsole(connection)) traceConsole(connection, { argv, reply: traced(reply) }, world);
  });
}

/**
 * Lets the server do something: watches what it does, answers those that it unblocks after the one that unblocked them, and
 * sees to it that the next BLOCK runs out in time.
 */
function withServer(
  state: RedisStreamsState,
  argv: readonly string[],
  world: Events,
  act: (env: ServerEnv) => void,
): void {
  const late: { readonly connection: string; readonly reply: Reply }[] = [];
  const watcher = watch(state, argv, world);
  act({
    nowMs: unixMs(state, world.tick),
    reply: (connection, reply) => late.push({ connection, reply }),
    push: () => {},
    note: watcher.note,
  });
  for (const { connection, reply } of late) {
    const [request = [], ...rest] = state.blocked[connection] ?? [];
    if (rest.length === 0) delete state.blocked[connection];
    else state.blocked[connection] = rest;
    answer(state, connection, request, reply, world);
    if (isConsole(connection)) traceReply(connection, reply, world);
  }
  watcher.finish();
  setBlockTimer(state, world);
}

/** A reply to a client that is blocked, which the server's model does not give by itself. */
export function answerBlocked(state: RedisStreamsState, connection: string, reply: Reply, world: Events): void {
  const [request = []] = state.blocked[connection] ?? [];
  delete state.blocked[connection];
  answer(state, connection, request, reply, world);
  if (isConsole(connection)) traceReply(connection, reply, world);
}

function answer(
  state: RedisStreamsState,
  connection: string,
  request: readonly string[],
  reply: Reply,
  world: Events,
): void {
  const number = numberOf(connection);
  if (isConsole(connection)) {
    answerLine(state.console, number, reply, world);
    return;
  }
  const client = findClient(state, nodeOf(connection));
  // One that has been removed has nobody who could get a reply.
  if (client !== null) sendReply(state, client, number, request, reply, world);
}

type Typed = Omit<Extract<RedisStreamsTrace, { kind: 'console' }>['data'], 'number'>;

function traceConsole(connection: string, typed: Typed, world: Events): void {
  trace(world, { kind: 'console', actor: CONSOLE_NODE, data: { number: numberOf(connection), ...typed } });
}

function traceReply(connection: string, reply: Reply, world: Events): void {
  const data = { number: numberOf(connection), reply: traced(reply) };
  trace(world, { kind: 'consoleReply', actor: CONSOLE_NODE, data });
}

export function isConsole(connection: string): boolean {
  return nodeOf(connection) === CONSOLE_NODE;
}

function nodeOf(connection: string): string {
  return connection.slice(0, connection.lastIndexOf('#'));
}

function numberOf(connection: string): number {
  return Number(connection.slice(connection.lastIndexOf('#') + 1));
}

/** Sees to it that the next BLOCK runs out in time. */
export function setBlockTimer(state: RedisStreamsState, world: Events): void {
  const dueMs = nextDueMs(state.server);
  if (dueMs === (state.blockTimer?.dueMs ?? null)) return;
  if (state.blockTimer !== null) world.cancel(state.blockTimer.eventId);
  if (dueMs === null) {
    state.blockTimer = null;
    return;
  }
  const delayTicks = Math.max(0, tickOfUnixMs(state, dueMs) - world.tick);
  state.blockTimer = { eventId: world.schedule(delayTicks, { type: 'blockTimeout' }), dueMs };
}
