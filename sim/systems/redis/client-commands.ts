import { isWord, parseInt64 } from './arguments';
import { endBlock } from './blocking';
import { asciiLowerCase, cString } from './bytes';
import { closeConnection, discardTransaction } from './connections';
import type { Context } from './context';
import { errorWith, NOT_AN_INTEGER, oldSubcommandError, SYNTAX_ERROR, subcommandSyntaxError } from './errors';
import { compareInt64 } from './int64';
import { parseDatabase } from './keyspace-commands';
import type { ConnectionState, Reply, ServerState } from './types';
import { isSince } from './versions';

/** SELECT index: 0 is the one that is modelled. */
export function select(_context: Context, argv: readonly string[]): Reply {
  const database = parseDatabase(argv[1] ?? '');
  return database === 0 ? { ok: 'OK' } : database;
}

/** QUIT: the connection is closed; the client's next command opens a new one. */
export function quit({ server, client }: Context): Reply {
  closeConnection(server, client);
  return { ok: 'OK' };
}

/** RESET: the connection is as a new one, but for its number. */
export function reset({ connection }: Context): Reply {
  discardTransaction(connection);
  connection.channels = [];
  connection.patterns = [];
  connection.name = '';
  return { ok: 'RESET' };
}

/** CLIENT ID */
export function clientId({ connection }: Context): Reply {
  return connection.id;
}

/** CLIENT GETNAME */
export function clientGetName({ connection }: Context): Reply {
  return connection.name === '' ? null : connection.name;
}

/** CLIENT SETNAME name: of printable ASCII without blanks; an empty one takes the name away. */
export function clientSetName({ connection }: Context, argv: readonly string[]): Reply {
  const name = argv[2] ?? '';
  if (!/^[!-~]*$/.test(name)) {
    return { err: 'ERR Client names cannot contain spaces, newlines or special characters.' };
  }
  connection.name = name;
  return { ok: 'OK' };
}

const TYPES = ['normal', 'slave', 'replica', 'pubsub', 'master'];

/** CLIENT LIST [TYPE type | ID id [id ...]]: a line for each connection. */
export function clientList({ server, env }: Context, argv: readonly string[]): Reply {
  const all = server.connections;
  if (argv.length === 2) return linesOf(server, all, env.nowMs);
  if (argv.length === 4 && isWord(argv[2] ?? '', 'TYPE')) {
    const type = asciiLowerCase(cString(argv[3] ?? ''));
    if (!TYPES.includes(type)) return errorWith`ERR Unknown client type '${argv[3] ?? ''}'`;
    return linesOf(
      server,
      all.filter((one) => typeOf(one) === type),
      env.nowMs,
    );
  }
  if (argv.length > 3 && isWord(argv[2] ?? '', 'ID')) {
    const chosen: ConnectionState[] = [];
    for (const text of argv.slice(3)) {
      const id = parseInt64(text);
      if (id === null) return { err: 'ERR Invalid client ID' };
      chosen.push(...all.filter((one) => one.id === id));
    }
    return linesOf(server, chosen, env.nowMs);
  }
  return SYNTAX_ERROR;
}

/** CLIENT INFO */
export function clientInfo({ server, env, connection }: Context): Reply {
  return linesOf(server, [connection], env.nowMs);
}

function typeOf({ channels, patterns }: ConnectionState): string {
  return channels.length + patterns.length > 0 ? 'pubsub' : 'normal';
}

function linesOf(server: ServerState, connections: readonly ConnectionState[], nowMs: number): string {
  return connections.map((one) => `${lineOf(server, one, nowMs)}\n`).join('');
}

/**
 * `catClientInfoString`, without what an operating system or a memory allocator decides: addresses, file descriptors, buffers. The
 * client's name in this lab stands where its address would.
 */
function lineOf(server: ServerState, one: ConnectionState, nowMs: number): string {
  const blocked = server.blocked.some(({ client }) => client === one.client);
  const flags = [
    typeOf(one) === 'pubsub' ? 'P' : '',
    one.queued === null ? '' : 'x',
    blocked ? 'b' : '',
    one.isDirty ? 'd' : '',
  ].join('');
  const seconds = (sinceMs: number) => Math.floor(nowMs / 1000) - Math.floor(sinceMs / 1000);
  const fields: [string, string | number][] = [
    ['id', one.id],
    ['addr', one.client],
    ['name', one.name],
    ['age', seconds(one.createdMs)],
    ['idle', seconds(one.lastMs)],
    ['flags', flags === '' ? 'N' : flags],
    ['db', 0],
    ['sub', one.channels.length],
    ['psub', one.patterns.length],
  ];
  if (isSince(server, '7.0')) fields.push(['ssub', 0]);
  fields.push(['multi', one.queued === null ? -1 : one.queued.length]);
  if (isSince(server, '7.4')) fields.push(['watch', one.watched.length]);
  fields.push(['cmd', one.lastCommand], ['user', 'default'], ['redir', -1]);
  if (isSince(server, '7.0')) fields.push(['resp', 2]);
  return fields.map(([name, value]) => `${name}=${value}`).join(' ');
}

/** CLIENT UNBLOCK client-id [TIMEOUT | ERROR]: 1: it was blocked and goes on; 0: it was not. */
export function clientUnblock(context: Context, argv: readonly string[]): Reply {
  const { server } = context;
  if (argv.length > 4) return isSince(server, '7.0') ? subcommandSyntaxError(argv) : oldSubcommandError(argv);
  const reason = argv[3];
  const isErrorWanted = reason !== undefined && isWord(reason, 'ERROR');
  if (reason !== undefined && !isErrorWanted && !isWord(reason, 'TIMEOUT')) {
    return { err: 'ERR CLIENT UNBLOCK reason should be TIMEOUT or ERROR' };
  }
  const id = parseInt64(argv[2] ?? '');
  if (id === null) return NOT_AN_INTEGER;
  const target = server.connections.find((one) => compareInt64(one.id, id) === 0);
  const blocked = server.blocked.find(({ client }) => client === target?.client);
  if (blocked === undefined) return 0;
  endBlock(context, blocked, isErrorWanted ? { err: 'UNBLOCKED client unblocked via CLIENT UNBLOCK' } : null);
  return 1;
}
