import type { ConnectionState, ServerState } from './types';

/** The first number that CLIENT ID gives: the server's own script engines have those before it, in 6.2 one, since then two. */
const FIRST_CLIENT_ID_6_2 = 2;
const FIRST_CLIENT_ID = 3;

export function firstClientId(version: ServerState['version']): number {
  return version === '6.2' ? FIRST_CLIENT_ID_6_2 : FIRST_CLIENT_ID;
}

/** Connections by their clients' names, by the array that holds them. */
const byName = new WeakMap<readonly ConnectionState[], Map<string, ConnectionState>>();

function connectionsOf({ connections }: ServerState): Map<string, ConnectionState> {
  let known = byName.get(connections);
  if (known === undefined) {
    known = new Map(connections.map((connection) => [connection.client, connection]));
    byName.set(connections, known);
  }
  return known;
}

/** Null: the client has not connected. */
export function findConnection(server: ServerState, client: string): ConnectionState | null {
  return connectionsOf(server).get(client) ?? null;
}

/** The client's connection; a new one with its first command. */
export function connect(server: ServerState, client: string): ConnectionState {
  const known = connectionsOf(server).get(client);
  if (known !== undefined) return known;
  const connection: ConnectionState = {
    client,
    id: server.nextClientId,
    name: '',
    createdMs: server.clockMs,
    lastMs: server.clockMs,
    lastCommand: 'NULL',
    queued: null,
    isTransactionBroken: false,
    watched: [],
    isDirty: false,
    channels: [],
    patterns: [],
  };
  server.nextClientId += 1;
  server.connections.push(connection);
  connectionsOf(server).set(client, connection);
  return connection;
}

/** Forgets the client's connection. */
export function closeConnection(server: ServerState, client: string): void {
  const known = connectionsOf(server).get(client);
  if (known === undefined) return;
  server.connections.splice(server.connections.indexOf(known), 1);
  connectionsOf(server).delete(client);
}

/** `touchWatchedKey`: transactions of clients that watch the key fail. */
export function touchWatchers(server: ServerState, key: string): void {
  for (const connection of server.connections) {
    if (connection.watched.length === 0 || !connection.watched.includes(key)) continue;
    connection.isDirty = true;
    connection.watched = [];
  }
}

/** Ends the client's transaction, and forgets what it watches. */
export function discardTransaction(connection: ConnectionState): void {
  connection.queued = null;
  connection.isTransactionBroken = false;
  connection.isDirty = false;
  connection.watched = [];
}

/** In RESP2 a client that has subscribed may do little else. */
export function isSubscriber({ channels, patterns }: ConnectionState): boolean {
  return channels.length > 0 || patterns.length > 0;
}
