import { BadLine, type LineSession } from '../core/line-session';
import type { Json } from '../core/simulation';
import { splitCommandLine } from './server/command-line';
import { advance, createServer, execute, nextDueMs } from './server/server';
import { BLOCKED, type Reply, type ServerEnv } from './server/types';

/** The virtual time at which every session begins, Unix milliseconds. */
export const SESSION_START_MS = 1_700_000_000_000;

/** The connection that a session begins with. */
export const FIRST_CLIENT = 'main';

const ADVANCE_MS_MAX = 1_000_000_000_000;

/**
 * A server driven by lines, in virtual time that stands still but for `@advance`. A line is one of
 *
 * - a command, quoted as redis-cli quotes. Gives its reply: status `{"ok":…}`, error `{"err":…}`, integer (beyond 2^53-1
 *   `{"int":"…"}`, so that no digit is lost), string, null, array. A command that blocks, or that waits behind one that does, gives
 *   `{"blocked":true}`. Replies to other connections that it brings about follow, each as `{"client":NAME,"reply":…}`.
 *   Quotes that do not close: `{"err":"Invalid argument(s)"}`, as redis-cli says.
 * - `@advance MS`: time goes on. Gives the replies that it brings about alone.
 * - `@client NAME`: the lines that follow come from that connection, a new one or one that was there. Gives nothing.
 * - nothing: gives nothing.
 */
export function createRedisSession(): LineSession {
  const server = createServer();
  let nowMs = SESSION_START_MS;
  let client = FIRST_CLIENT;
  const later: Json[] = [];
  const env: ServerEnv = {
    get nowMs() {
      return nowMs;
    },
    reply: (to, reply) => later.push({ client: to, reply: jsonOf(reply) }),
    note: () => {},
  };

  function runCommand(line: string): Json {
    const argv = splitCommandLine(line);
    if (argv === null) return { err: 'Invalid argument(s)' };
    const reply = execute(server, client, argv, env);
    return reply === BLOCKED ? { blocked: true } : jsonOf(reply);
  }

  function runDirective(line: string): void {
    const [word, argument, ...more] = line.split(/\s+/);
    if (word === '@client' && argument !== undefined && more.length === 0) {
      client = argument;
      return;
    }
    if (word !== '@advance' || more.length > 0 || !/^\d{1,13}$/.test(argument ?? '')) {
      throw new BadLine('A line with @ is @advance MS or @client NAME.');
    }
    const ms = Number(argument);
    if (ms > ADVANCE_MS_MAX) throw new BadLine(`@advance takes at most ${ADVANCE_MS_MAX} ms.`);
    advanceTo(nowMs + ms);
  }

  function advanceTo(endMs: number): void {
    for (let due = nextDueMs(server); due !== null && due <= endMs; due = nextDueMs(server)) {
      nowMs = due;
      advance(server, env);
    }
    nowMs = endMs;
  }

  return {
    feed(line) {
      const trimmed = line.trim();
      if (trimmed === '') return [];
      const values: Json[] = [];
      if (trimmed.startsWith('@')) runDirective(trimmed);
      else values.push(runCommand(line));
      values.push(...later.splice(0));
      return values;
    },
  };
}

function jsonOf(reply: Reply): Json {
  return reply;
}
