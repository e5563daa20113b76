import { chargeWork } from '../../core/work';
import { touchWatchers } from './connections';
import type { ErrorReply } from './errors';
import { WRONG_TYPE } from './errors';
import type {
  BLOCKED,
  BlockedClient,
  ConnectionState,
  Int64,
  KeyState,
  Reply,
  ServerEnv,
  ServerState,
  StreamState,
} from './types';

/** One command being carried out. */
export interface Context {
  readonly server: ServerState;
  readonly env: ServerEnv;
  readonly client: string;
  readonly connection: ConnectionState;
  /** What errors call the command: `xadd`, `xgroup|create`. */
  fullName: string;
  /** Within EXEC or a script nothing waits: BLOCK is as if its time were over at once. */
  readonly isBlockingDenied: boolean;
  /** Memory was full when the client's command began: what a script may then not do first. */
  isOutOfMemory: boolean;
  /** The block that this command goes on with (7.2): null for a command that has just come. */
  readonly resumed: BlockedClient | null;
  /** Keys with blocked clients to look after when the command is done, each once. */
  readonly ready: string[];
  /** Clients that are no longer blocked: what they sent meanwhile is carried out when the command is done. */
  readonly unblocked: string[];
  /**
   * Carries out a command within this one, as EXEC and scripts do: nothing is checked but that it exists, and nothing waits. Gives all
   * that the client gets, in order.
   */
  call(argv: readonly string[]): readonly Reply[];
}

export type Command = (context: Context, argv: readonly string[]) => Reply | typeof BLOCKED;

/** What it costs to find a key's place anew, in elements. */
const KEY_WORK = 3;

/** Where each key is, by the array of their names. */
const places = new WeakMap<readonly string[], Map<string, number>>();

function placesOf(server: ServerState): Map<string, number> {
  let known = places.get(server.names);
  if (known === undefined) {
    // Not charged here, as it depends on what was looked up before: `deleteKey` has paid for it.
    known = new Map(server.names.map((name, index) => [name, index]));
    places.set(server.names, known);
  }
  return known;
}

/** What a key holds, for a command, which counts as a use; null: there is no such key. */
export function lookUp(server: ServerState, key: string): KeyState | null {
  const place = placesOf(server).get(key);
  if (place === undefined) return null;
  server.usedMs[place] = server.clockMs;
  server.uses[place] = (server.uses[place] ?? 0) + 1;
  return server.values[place] ?? null;
}

/** What a key holds, without using it; null: there is no such key. */
export function peek(server: ServerState, key: string): KeyState | null {
  const place = placesOf(server).get(key);
  return place === undefined ? null : (server.values[place] ?? null);
}

/** When a key expires, Unix milliseconds; null: never, or there is no such key. */
export function expiryOf(server: ServerState, key: string): Int64 | null {
  const place = placesOf(server).get(key);
  return place === undefined ? null : (server.expires[place] ?? null);
}

/** Sets when a key that is there expires; null: never. */
export function setExpiry(server: ServerState, key: string, expiryMs: Int64 | null): void {
  const place = placesOf(server).get(key);
  if (place !== undefined) server.expires[place] = expiryMs;
}

/** `signalModifiedKey`: transactions that watch the key fail. */
export function touch({ server }: Pick<Context, 'server'>, key: string): void {
  touchWatchers(server, key);
}

/** The stream at a key; null: there is no such key; an error: it holds something else. */
export function lookUpStream(server: ServerState, key: string): StreamState | ErrorReply | null {
  const value = lookUp(server, key);
  return value === null || value.type === 'stream' ? value : WRONG_TYPE;
}

export function isError(value: object): value is ErrorReply {
  return 'err' in value;
}

/**
 * Sets what a key holds, whatever it held, and until when is as it was: a new key never expires. A stream that comes or goes concerns
 * those who are blocked on it.
 */
export function setKey(context: Context, key: string, value: KeyState): void {
  const { server } = context;
  const known = placesOf(server);
  const place = known.get(key);
  const before = place === undefined ? null : server.values[place];
  if (place === undefined) putKey(server, key, value);
  else server.values[place] = value;
  const concerned = before ?? value;
  if (concerned.type === 'stream') signalReady(context, key);
}

/** Adds a key that is not there yet, without telling anybody. */
export function putKey(server: ServerState, key: string, value: KeyState): void {
  placesOf(server).set(key, server.names.length);
  server.names.push(key);
  server.values.push(value);
  server.expires.push(null);
  server.usedMs.push(server.clockMs);
  server.uses.push(1);
}

/** Deletes a key. False: there is no such key. */
export function deleteKey(context: Context, key: string): boolean {
  const { server } = context;
  const place = placesOf(server).get(key);
  if (place === undefined) return false;
  if (server.values[place]?.type === 'stream') signalReady(context, key);
  chargeWork(server.names.length * KEY_WORK);
  for (const column of columnsOf(server)) column.splice(place, 1);
  places.delete(server.names);
  return true;
}

/** Deletes all keys. */
export function deleteAllKeys(context: Context): void {
  const { server } = context;
  for (const blocked of server.blocked) {
    for (const { key } of blocked.keys) if (peek(server, key)?.type === 'stream') signalReady(context, key);
  }
  for (const connection of server.connections) {
    for (const key of connection.watched) if (peek(server, key) !== null) connection.isDirty = true;
  }
  clearKeys(server);
}

/** Forgets all keys, without telling anybody. */
export function clearKeys(server: ServerState): void {
  for (const column of columnsOf(server)) column.length = 0;
  places.delete(server.names);
}

function columnsOf(server: ServerState): readonly unknown[][] {
  return [server.names, server.values, server.expires, server.usedMs, server.uses];
}

/** `signalKeyAsReady`: when the command is done, clients blocked on this key are looked after. */
export function signalReady(context: Context, key: string): void {
  const { blocked } = context.server;
  if (blocked.length === 0 || context.ready.includes(key)) return;
  for (const { keys } of blocked) chargeWork(keys.length);
  if (blocked.some((client) => client.keys.some((waited) => waited.key === key))) context.ready.push(key);
}
