import { cloneJson } from '../core/json';
import type { World } from '../core/simulation';
import { chargeWork } from '../core/work';
import { findConnection } from '../systems/redis/connections';
import { putKey } from '../systems/redis/context';
import { advance, createServer, disconnect, execute, nextDueMs } from '../systems/redis/server';
import { appendEntry, newStream } from '../systems/redis/stream';
import { BLOCKED, type Reply, type ServerEnv, type ServerOptions, type ServerState } from '../systems/redis/types';
import { CONSOLE_NODE, DEFAULT_GROUP, DEFAULT_KEY, type RedisStreamsConfig, SERVER_NODE, TERMINALS } from './config';
import { addMessage, answerLine, awaitedIn, openLine, traced } from './console';
import { watch } from './effects';
import type { RedisStreamsEvent, RequestMessage } from './event';
import { drop, sendReply } from './network';
import { type ConsoleLine, connectionKey, findClient, type RedisStreamsState, terminalKey } from './state';
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
  const entriesMax = streamNodeMaxEntries || Number.POSITIVE_INFINITY;
  const bytesMax = streamNodeMaxBytes || Number.POSITIVE_INFINITY;
  const entriesOfNode = Math.max(1, Math.min(entriesMax, Math.floor(bytesMax / 20)));
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

/** A person's command: carried out now, on its terminal's connection or, without one, on one of its own. */
export function typeCommand(
  state: RedisStreamsState,
  argv: readonly string[],
  terminal: number | null,
  world: Events,
): void {
  const number = openLine(state.console, argv, terminal, world);
  carryOut(state, consoleKey({ number, terminal }), argv, world);
}

/** A person has given up a command that was blocked. */
export function disconnectConsole(state: RedisStreamsState, line: ConsoleLine, world: Events): void {
  hangUp(state, consoleKey(line), world);
}

function consoleKey({ number, terminal }: Pick<ConsoleLine, 'number' | 'terminal'>): string {
  return terminal === null ? connectionKey(CONSOLE_NODE, number) : terminalKey(terminal);
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
  const line = isConsole(connection) ? lineOf(state, connection) : null;
  withServer(state, commandsOf(state, connection, argv), world, (env) => {
    const reply = execute(state.server, connection, argv, env);
    if (reply === BLOCKED) {
      state.blocked[connection] = [...(state.blocked[connection] ?? []), argv];
      if (line !== null) traceConsole(line, { argv, blocked: true }, world);
      return;
    }
    answer(state, connection, argv, reply, world);
    if (line !== null) traceConsole(line, { argv, reply: traced(reply) }, world);
  });
}

/** The commands that a request has carried out: in a transaction none until EXEC has all of them. */
function commandsOf(
  { server }: RedisStreamsState,
  connection: string,
  argv: readonly string[],
): readonly (readonly string[])[] {
  const queued = findConnection(server, connection)?.queued ?? null;
  if (queued === null) return [argv];
  return argv[0]?.toUpperCase() === 'EXEC' ? queued : [];
}

/**
 * Lets the server do something: watches what it does, answers those that it unblocks after the one that unblocked them, and
 * sees to it that the next BLOCK runs out in time.
 */
function withServer(
  state: RedisStreamsState,
  commands: readonly (readonly string[])[],
  world: Events,
  act: (env: ServerEnv) => void,
): void {
  const late: { readonly connection: string; readonly reply: Reply }[] = [];
  const watcher = watch(state, commands, world);
  act({
    nowMs: unixMs(state, world.tick),
    reply: (connection, reply) => late.push({ connection, reply }),
    push(connection, message) {
      const terminal = terminalOf(connection);
      if (terminal !== null) addMessage(state.console, terminal, message, world);
    },
    note: watcher.note,
  });
  for (const { connection, reply } of late) {
    const [request = [], ...rest] = state.blocked[connection] ?? [];
    if (rest.length === 0) delete state.blocked[connection];
    else state.blocked[connection] = rest;
    answerLater(state, connection, request, reply, world);
  }
  watcher.finish();
  setBlockTimer(state, world);
}

/** A reply to a client that is blocked, which the server's model does not give by itself. */
export function answerBlocked(state: RedisStreamsState, connection: string, reply: Reply, world: Events): void {
  const [request = []] = state.blocked[connection] ?? [];
  delete state.blocked[connection];
  answerLater(state, connection, request, reply, world);
}

function answerLater(
  state: RedisStreamsState,
  connection: string,
  request: readonly string[],
  reply: Reply,
  world: Events,
): void {
  const line = isConsole(connection) ? lineOf(state, connection) : null;
  answer(state, connection, request, reply, world);
  if (line === null) return;
  trace(world, { kind: 'consoleReply', actor: CONSOLE_NODE, data: { number: line, reply: traced(reply) } });
}

function answer(
  state: RedisStreamsState,
  connection: string,
  request: readonly string[],
  reply: Reply,
  world: Events,
): void {
  if (isConsole(connection)) {
    answerLine(state.console, lineOf(state, connection), reply, world);
    return;
  }
  const client = findClient(state, nodeOf(connection));
  // One that has been removed has nobody who could get a reply.
  if (client !== null) sendReply(state, client, numberOf(connection), request, reply, world);
}

type Typed = Omit<Extract<RedisStreamsTrace, { kind: 'console' }>['data'], 'number'>;

function traceConsole(number: number, typed: Typed, world: Events): void {
  trace(world, { kind: 'console', actor: CONSOLE_NODE, data: { number, ...typed } });
}

/** The number of the line that waits for a reply on the console's connection. */
function lineOf({ console }: RedisStreamsState, connection: string): number {
  const terminal = terminalOf(connection);
  return terminal === null ? numberOf(connection) : (awaitedIn(console, terminal)?.number ?? 0);
}

/** Null for another connection than a terminal's. */
function terminalOf(connection: string): number | null {
  for (let terminal = 1; terminal <= TERMINALS; terminal += 1)
    if (connection === terminalKey(terminal)) return terminal;
  return null;
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
