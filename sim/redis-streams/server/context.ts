import type { ErrorReply } from './errors';
import { WRONG_TYPE } from './errors';
import type { BLOCKED, KeyState, Reply, ServerEnv, ServerState, StreamState } from './types';

/** One command being carried out. */
export interface Context {
  readonly server: ServerState;
  readonly env: ServerEnv;
  readonly client: string;
  /** Keys with blocked clients to look after when the command is done, each once. */
  readonly ready: string[];
}

export type Command = (context: Context, argv: readonly string[]) => Reply | typeof BLOCKED;

/** Where each key is, by the array of their names. */
const places = new WeakMap<readonly string[], Map<string, number>>();

function placesOf(server: ServerState): Map<string, number> {
  let known = places.get(server.names);
  if (known === undefined) {
    known = new Map(server.names.map((name, index) => [name, index]));
    places.set(server.names, known);
  }
  return known;
}

/** What a key holds; null: there is no such key. */
export function lookUp(server: ServerState, key: string): KeyState | null {
  const place = placesOf(server).get(key);
  return place === undefined ? null : (server.values[place] ?? null);
}

/** The stream at a key; null: there is no such key; an error: it holds something else. */
export function lookUpStream(server: ServerState, key: string): StreamState | ErrorReply | null {
  const value = lookUp(server, key);
  return value === null || value.type === 'stream' ? value : WRONG_TYPE;
}

export function isError(value: object): value is ErrorReply {
  return 'err' in value;
}

/** Sets what a key holds, whatever it held. A stream that comes or goes concerns those who are blocked on it. */
export function setKey(context: Context, key: string, value: KeyState): void {
  const { server } = context;
  const known = placesOf(server);
  const place = known.get(key);
  const before = place === undefined ? null : server.values[place];
  if (place === undefined) {
    known.set(key, server.names.length);
    server.names.push(key);
    server.values.push(value);
  } else server.values[place] = value;
  const concerned = before ?? value;
  if (concerned.type === 'stream') signalReady(context, key);
}

/** Deletes a key. False: there is no such key. */
export function deleteKey(context: Context, key: string): boolean {
  const { server } = context;
  const place = placesOf(server).get(key);
  if (place === undefined) return false;
  if (server.values[place]?.type === 'stream') signalReady(context, key);
  server.names.splice(place, 1);
  server.values.splice(place, 1);
  places.delete(server.names);
  return true;
}

/** Deletes all keys. */
export function deleteAllKeys(context: Context): void {
  const { server } = context;
  for (const blocked of server.blocked) {
    for (const { key } of blocked.keys) if (lookUp(server, key)?.type === 'stream') signalReady(context, key);
  }
  server.names.length = 0;
  server.values.length = 0;
  places.delete(server.names);
}

/** `signalKeyAsReady`: when the command is done, clients blocked on this key are looked after. */
export function signalReady(context: Context, key: string): void {
  const { blocked } = context.server;
  if (blocked.length === 0 || context.ready.includes(key)) return;
  if (blocked.some((client) => client.keys.some((waited) => waited.key === key))) context.ready.push(key);
}
