import { BadLine, type LineSession } from '../../core/line-session';
import type { Json } from '../../core/simulation';
import { splitCommandLine } from './command-line';
import { DEMOTED, KEPT, type Kept, replicaOf, restartServer } from './restart';
import { advance, createServer, DEFAULT_OPTIONS, disconnect, execute, nextDueMs } from './server';
import { BLOCKED, REDIS_VERSIONS, type RedisVersion, type Reply, type ServerEnv, type ServerState } from './types';

/** The virtual time at which every session begins, Unix milliseconds. */
export const SESSION_START_MS = 1_700_000_000_000;

/** The connection that a session begins with. */
export const FIRST_CLIENT = 'main';

const ADVANCE_MS_MAX = 1_000_000_000_000;

const NAMES = `The directives: @advance MS, @client NAME, @disconnect NAME, @lose request|reply, @restart ${KEPT.join('|')}, @replica start|pause|resume|stop, @server master|replica, @failover, and first of all @version ${REDIS_VERSIONS.join('|')}.`;

/**
 * A server driven by lines, in virtual time that stands still but for `@advance`. A line is one of
 *
 * - a command, quoted as redis-cli quotes. Gives its reply: status `{"ok":…}`, error `{"err":…}`, integer (beyond 2^53-1
 *   `{"int":"…"}`, so that no digit is lost), string, null, array. A command that blocks, or that waits behind one that does, gives
 *   `{"blocked":true}`. Replies to other connections that it brings about follow, each as `{"client":NAME,"reply":…}`, and so do
 *   published messages and what SUBSCRIBE says of the channels after its first.
 *   Quotes that do not close: `{"err":"Invalid argument(s)"}`, as redis-cli says.
 *   What Redis has and the model does not: `{"err":"ERR Redis has …; this lab does not"}`.
 * - `@version 6.2|7.0|7.2|7.4|8.2`: the server is of that version; before any other line. Without it 7.0. `{"version":"6.2"}` is the same.
 *   Gives nothing.
 * - `@advance MS`: time goes on. Gives the replies that it brings about alone.
 * - `@client NAME`: the lines that follow come from that connection, a new one or one that was there. Gives nothing.
 * - `@disconnect NAME`: that connection is closed; its name may be used for a new one. Gives the replies that it brings about.
 * - `@lose request`: the network loses the next command before it arrives. `@lose reply`: the next command is carried out and its reply is
 *   lost. In place of the reply: `{"lost":"request"}` or `{"lost":"reply"}`. The line may then be sent again, as a client would.
 * - `@restart nothing|aof|rdb|snapshot`: the process ends and a new one starts with what was kept (`Kept`). Gives
 *   `{"client":NAME,"closed":true}` for each connection that was open.
 * - `@replica start`: a replica that follows at once. `@replica pause`: it falls behind, until `@replica resume`. `@replica stop`: it is gone.
 * - `@server replica`, `@server master`: the lines that follow go to that one.
 * - `@failover`: the replica is made the master, with what it has; the old one becomes its replica. All connections are closed; one that is
 *   blocked gets the error with which a server ends that.
 * - nothing: gives nothing.
 */
export function createRedisSession(): LineSession {
  return new RedisSession();
}

class RedisSession implements LineSession {
  #server = createServer();
  /** What the replica has while it does not follow; null: it follows. */
  #behind: ServerState | null = null;
  #hasReplica = false;
  #isAtReplica = false;
  #isBegun = false;
  /** What of the next command is lost; null: nothing. */
  #loses: 'request' | 'reply' | null = null;
  /** Clients whose reply will be lost when it comes. */
  readonly #unheard = new Set<string>();
  #nowMs = SESSION_START_MS;
  #client = FIRST_CLIENT;
  readonly #later: Json[] = [];
  readonly #env: ServerEnv;

  constructor() {
    const nowMs = () => this.#nowMs;
    this.#env = {
      get nowMs() {
        return nowMs();
      },
      reply: (client, reply) => {
        const isLost = this.#unheard.delete(client);
        this.#later.push(isLost ? { client, lost: 'reply' } : { client, reply: jsonOf(reply) });
      },
      push: (client, message) => this.#later.push({ client, reply: jsonOf(message) }),
      note: () => {},
    };
  }

  feed(line: string): Json[] {
    const trimmed = line.trim();
    if (trimmed === '') return [];
    const version = /^(?:@version\s+(\S+)|\{\s*"version"\s*:\s*"([^"]*)"\s*\})$/.exec(trimmed);
    if (version !== null) return this.#setVersion(version[1] ?? version[2] ?? '');
    this.#isBegun = true;
    const values: Json[] = [];
    if (trimmed.startsWith('@')) values.push(...this.#runDirective(trimmed));
    else values.push(this.#runCommand(line));
    values.push(...this.#later.splice(0));
    return values;
  }

  #setVersion(text: string): Json[] {
    const version = REDIS_VERSIONS.find((one): one is RedisVersion => one === text);
    if (version === undefined) throw new BadLine(`The versions are ${REDIS_VERSIONS.join(', ')}.`);
    if (this.#isBegun) throw new BadLine('The version is said before anything else.');
    this.#isBegun = true;
    this.#server = createServer(DEFAULT_OPTIONS, version);
    return [];
  }

  #runCommand(line: string): Json {
    const argv = splitCommandLine(line);
    if (argv === null) return { err: 'Invalid argument(s)' };
    if (argv.length === 0) return null;
    const loses = this.#loses;
    this.#loses = null;
    if (loses === 'request') return { lost: 'request' };
    const server = this.#isAtReplica ? (this.#behind ?? replicaOf(this.#server)) : this.#server;
    const reply = execute(server, this.#client, argv, this.#env);
    if (reply === BLOCKED) {
      if (loses === 'reply') this.#unheard.add(this.#client);
      return { blocked: true };
    }
    return loses === 'reply' ? { lost: 'reply' } : jsonOf(reply);
  }

  #runDirective(line: string): Json[] {
    const [word = '', argument, ...more] = line.split(/\s+/);
    const run = more.length > 0 ? undefined : this.#directive(word, argument);
    if (run === undefined) throw new BadLine(NAMES);
    return run;
  }

  /** What the directive gives; undefined: there is none of that name with such an argument. */
  #directive(word: string, argument: string | undefined): Json[] | undefined {
    switch (word) {
      case '@advance':
        return this.#advance(argument);
      case '@client':
        if (argument === undefined) return undefined;
        this.#client = argument;
        return [];
      case '@disconnect':
        if (argument === undefined) return undefined;
        disconnect(this.#server, argument);
        this.#unheard.delete(argument);
        return [];
      case '@lose':
        if (argument !== 'request' && argument !== 'reply') return undefined;
        this.#loses = argument;
        return [];
      case '@restart':
        return this.#restart(KEPT.find((one) => one === argument));
      case '@replica':
        return this.#replica(argument);
      case '@server':
        return this.#choose(argument);
      case '@failover':
        return argument === undefined ? this.#failOver() : undefined;
      default:
        return undefined;
    }
  }

  #advance(argument: string | undefined): Json[] | undefined {
    if (!/^\d{1,13}$/.test(argument ?? '')) return undefined;
    const ms = Number(argument);
    if (ms > ADVANCE_MS_MAX) throw new BadLine(`@advance takes at most ${ADVANCE_MS_MAX} ms.`);
    const endMs = this.#nowMs + ms;
    for (let due = nextDueMs(this.#server); due !== null && due <= endMs; due = nextDueMs(this.#server)) {
      this.#nowMs = Math.max(this.#nowMs, due);
      advance(this.#server, this.#env);
    }
    this.#nowMs = endMs;
    return [];
  }

  #restart(kept: Kept | undefined): Json[] | undefined {
    if (kept === undefined) return undefined;
    return closed(restartServer(this.#server, kept, DEFAULT_OPTIONS, this.#nowMs));
  }

  #replica(argument: string | undefined): Json[] | undefined {
    if (argument === 'start') this.#hasReplica = true;
    else if (!['pause', 'resume', 'stop'].includes(argument ?? '')) return undefined;
    else if (!this.#hasReplica) throw new BadLine('There is no replica: @replica start');
    if (argument === 'stop') this.#hasReplica = false;
    if (argument === 'stop') this.#isAtReplica = false;
    this.#behind = argument === 'pause' ? (this.#behind ?? replicaOf(this.#server)) : null;
    return [];
  }

  #choose(argument: string | undefined): Json[] | undefined {
    if (argument !== 'master' && argument !== 'replica') return undefined;
    if (argument === 'replica' && !this.#hasReplica) throw new BadLine('There is no replica: @replica start');
    this.#isAtReplica = argument === 'replica';
    return [];
  }

  #failOver(): Json[] {
    if (!this.#hasReplica) throw new BadLine('There is no replica: @replica start');
    const values: Json[] = [];
    for (const { client } of this.#server.blocked) values.push({ client, reply: DEMOTED });
    values.push(...closed(this.#server.connections.map(({ client }) => client)));
    this.#server = this.#behind ?? replicaOf(this.#server);
    this.#server.isReplica = false;
    this.#behind = null;
    return values;
  }
}

function closed(clients: readonly string[]): Json[] {
  return clients.map((client) => ({ client, closed: true }));
}

function jsonOf(reply: Reply): Json {
  return reply;
}
