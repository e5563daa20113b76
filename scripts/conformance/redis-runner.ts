import { findConnection, isSubscriber } from '../../sim/systems/redis/connections';
import {
  differenceOf,
  Model,
  type ModelOutcome,
  type RecordedStep,
  withIds,
} from '../../sim/systems/redis/testing/replay';
import type { Sequence } from '../../sim/systems/redis/testing/sequence';
import { TOLERANCE_MS } from '../../sim/systems/redis/testing/times';
import type { NodeLimits, Reply } from '../../sim/systems/redis/types';
import { RedisConnection } from './redis-connection';
import type { RedisServer } from './redis-server';

/** How long the server may take for a reply that the model has; long, because the machine may be busy. */
const REPLY_TIMEOUT_MS = 15_000;

interface Client {
  readonly connection: RedisConnection;
  /** The server's number for it. */
  readonly id: string;
  /** Replies that are still to come, because it is blocked or waits behind a blocked command. */
  awaited: number;
}

/** A sequence as both answered it, up to the first difference. */
export interface Run {
  readonly steps: readonly RecordedStep[];
  /** In words; null: none. */
  readonly difference: string | null;
  /** A command took longer than times may be apart: a difference says nothing then. */
  readonly isLate: boolean;
}

/** Runs sequences on the real server and on the model, side by side. */
export class Runner {
  readonly #server: RedisServer;
  #control: RedisConnection;
  readonly #clients = new Map<string, Client>();
  #options: NodeLimits | null = null;
  /** How long a command of this sequence may have waited, at most, since the time that the model takes for its own. */
  #driftMs = 0;
  /** The last sequence ended early: replies may still come that nobody waits for. */
  #isUnsettled = false;

  private constructor(server: RedisServer, control: RedisConnection) {
    this.#server = server;
    this.#control = control;
  }

  static async open(server: RedisServer): Promise<Runner> {
    return new Runner(server, await RedisConnection.open(server.port));
  }

  close(): void {
    for (const { connection } of this.#clients.values()) connection.close();
    this.#control.close();
  }

  async run({ options, steps }: Sequence): Promise<Run> {
    await this.#reset(options, new Set(steps.flatMap((step) => ('client' in step ? [step.client] : []))));
    const model = new Model(options);
    this.#driftMs = 0;
    const recorded: RecordedStep[] = [];
    if (steps.some((step) => 'argv' in step && step.argv[0]?.toUpperCase() === 'CONFIG')) this.#options = null;
    const restarts = steps.some((step) => 'restarts' in step);
    if (restarts) await this.#startAppending();
    for (const step of steps) {
      if ('disconnects' in step) {
        await this.#disconnect(model, step.disconnects);
        recorded.push(happened('disconnect', step.disconnects, 0));
        continue;
      }
      if ('restarts' in step) {
        recorded.push(happened('restart', '', await this.#restart(model, options)));
        continue;
      }
      if ('argv' in step && isLeftOut(model, step.client, step.argv)) continue;
      const { done, ours } =
        'waitMs' in step ? await this.#wait(model, step.waitMs) : await this.#command(model, step.client, step.argv);
      recorded.push(done);
      const difference = differenceOf(done, ours, TOLERANCE_MS + this.#driftMs);
      if (difference === null) continue;
      this.#isUnsettled = true;
      return { steps: recorded, difference, isLate: this.#isLate };
    }
    const difference = await this.#unexpectedReply();
    if (restarts) await this.#control.call(['CONFIG', 'SET', 'appendonly', 'no']);
    return { steps: recorded, difference, isLate: this.#isLate };
  }

  get #isLate(): boolean {
    return this.#driftMs > TOLERANCE_MS;
  }

  /** From now on commands are written to an append-only file, which holds nothing yet. */
  async #startAppending(): Promise<void> {
    await this.#control.call(['CONFIG', 'SET', 'appendonly', 'yes']);
    for (;;) {
      const info = String(await this.#control.call(['INFO', 'persistence']));
      if (/aof_rewrite_in_progress:0/.test(info) && /aof_rewrite_scheduled:0/.test(info)) return;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }

  async #disconnect(model: Model, name: string): Promise<void> {
    model.disconnect(name);
    const client = this.#clients.get(name);
    if (client === undefined) return;
    await this.#control.call(['CLIENT', 'KILL', 'ID', client.id]);
    client.connection.close();
    this.#clients.delete(name);
  }

  async #restart(model: Model, limits: NodeLimits): Promise<number> {
    for (const { connection } of this.#clients.values()) connection.close();
    this.#clients.clear();
    this.#control.close();
    await this.#server.restart(limits);
    this.#control = await RedisConnection.open(this.#server.port);
    const nowMs = (await this.#loadedMs()) ?? msOfTime(await this.#control.call(['TIME']));
    model.restart(nowMs);
    await this.#control.call(FORGETS_ERRNO);
    return nowMs;
  }

  /** When the new process has read its file, as the consumers say that it has seen then; null: there are none. */
  async #loadedMs(): Promise<number | null> {
    const keys = await this.#control.call(['KEYS', '*']);
    const seen: number[] = [];
    for (const key of Array.isArray(keys) ? keys.map(String) : []) {
      const text = JSON.stringify(await this.#control.call(['XINFO', 'STREAM', key, 'FULL', 'COUNT', '1']));
      seen.push(...[...text.matchAll(/"seen-time",(\d+)/g)].map(([, ms]) => Number(ms)));
    }
    return seen.length === 0 ? null : Math.max(...seen);
  }

  async #clientOf(name: string): Promise<Client> {
    const known = this.#clients.get(name);
    if (known !== undefined) return known;
    const connection = await RedisConnection.open(this.#server.port);
    const client = { connection, id: String(await connection.call(['CLIENT', 'ID'])), awaited: 0 };
    this.#clients.set(name, client);
    return client;
  }

  async #command(
    model: Model,
    client: string,
    argv: readonly string[],
  ): Promise<{ done: RecordedStep; ours: ModelOutcome }> {
    const real = await this.#clientOf(client);
    for (const name of argv.flatMap((arg) => (arg.startsWith('@id:') ? [arg.slice('@id:'.length)] : []))) {
      await this.#clientOf(name);
    }
    const sentAtMs = performance.now();
    const sent = withIds(argv, (name) => this.#clients.get(name)?.id ?? name);
    const isWaiting = model.isBlocked(client);
    const isTimeAsked = !isWaiting && canAskTime(model, client);
    // The time of the server: on the client's own connection, unless that would disturb what it does.
    const earlyMs = isTimeAsked || isWaiting ? null : msOfTime(await this.#control.call(['TIME']));
    real.connection.send(...(isTimeAsked ? [['TIME'], sent] : [sent]));
    let nowMs = earlyMs ?? Date.now();
    let reply: Reply | undefined;
    if (isTimeAsked) nowMs = msOfTime(await real.connection.next());
    if (!isWaiting && ['XADD', 'EVAL'].includes(argv[0]?.toUpperCase() ?? '')) {
      reply = await real.connection.nextWithin(REPLY_TIMEOUT_MS);
      nowMs = laterMs(nowMs, reply);
    }
    const ours = model.step(client, argv, nowMs);
    if (ours.reply === null) {
      await this.#control.call(['PING']);
      // A short BLOCK may be over already: that null belongs to the wait that follows.
      const [early = null] = real.connection.unread;
      if (early !== null && real.awaited === 0) reply = await real.connection.next();
      else real.awaited += 1;
    } else if (reply === undefined) reply = await real.connection.nextWithin(REPLY_TIMEOUT_MS);
    this.#driftMs = Math.max(this.#driftMs, performance.now() - sentAtMs);
    if (earlyMs !== null) {
      this.#driftMs = Math.max(this.#driftMs, msOfTime(await this.#control.call(['TIME'])) - earlyMs);
    }
    const later = await this.#laterReplies(ours);
    return { done: { client, argv, nowMs, reply: reply === undefined ? null : { value: reply }, later }, ours };
  }

  /** Waits until every short BLOCK of the model is over, and so are the server's. */
  async #wait(model: Model, waitMs: number): Promise<{ done: RecordedStep; ours: ModelOutcome }> {
    await new Promise((resolve) => setTimeout(resolve, waitMs));
    const nowMs = msOfTime(await this.#control.call(['TIME']));
    const ours = model.step('', null, nowMs);
    const later = await this.#laterReplies(ours);
    return { done: { client: '', argv: null, nowMs, reply: null, later }, ours };
  }

  async #laterReplies(ours: ModelOutcome): Promise<Record<string, Reply[]>> {
    const later: Record<string, Reply[]> = {};
    for (const [client, replies] of Object.entries(ours.later)) {
      const real = this.#clients.get(client);
      const got: Reply[] = [];
      for (let i = 0; i < replies.length; i++) {
        const reply = await real?.connection.nextWithin(REPLY_TIMEOUT_MS);
        if (reply === undefined || real === undefined) break;
        got.push(reply);
      }
      if (real !== undefined) real.awaited -= Math.max(0, got.length - (ours.pushes[client] ?? 0));
      later[client] = got;
    }
    return later;
  }

  async #unexpectedReply(): Promise<string | null> {
    await this.#control.call(['PING']);
    for (const [name, { connection }] of this.#clients) {
      if (connection.unread.length > 0)
        return `${name} gets a reply that the model does not give: ${JSON.stringify(await connection.next())}`;
    }
    return null;
  }

  /** Empties the server, and gives every client of the next sequence a connection on which nothing is open. */
  async #reset(options: NodeLimits, clients: ReadonlySet<string>): Promise<void> {
    for (const [name, { awaited, connection, id }] of this.#clients) {
      if (awaited === 0 && connection.unread.length === 0 && !this.#isUnsettled) {
        const reply = await connection.call(['RESET']);
        if (typeof reply === 'object' && reply !== null && 'ok' in reply && reply.ok === 'RESET') continue;
      }
      await this.#control.call(['CLIENT', 'KILL', 'ID', id]);
      connection.close();
      this.#clients.delete(name);
    }
    this.#isUnsettled = false;
    for (const name of clients) {
      await this.#clientOf(name);
    }
    if (
      this.#options?.nodeMaxEntries !== options.nodeMaxEntries ||
      this.#options.nodeMaxBytes !== options.nodeMaxBytes
    ) {
      await this.#control.call(['CONFIG', 'SET', 'stream-node-max-entries', String(options.nodeMaxEntries)]);
      await this.#control.call(['CONFIG', 'SET', 'stream-node-max-bytes', String(options.nodeMaxBytes)]);
      await this.#control.call(['CONFIG', 'SET', 'maxmemory', '0', 'maxmemory-policy', 'noeviction']);
      this.#options = options;
    }
    await this.#control.call(['FLUSHDB', 'ASYNC']);
    await this.#control.call(FORGETS_ERRNO);
  }
}

/** An id that begins with a zero makes the server set errno to 0 (`string2ull`), as a new model has it. */
const FORGETS_ERRNO = ['XRANGE', 'none', '00', '00'];

/** TIME would be queued in a transaction, and is refused to one that has subscribed. */
function canAskTime(model: Model, client: string): boolean {
  const connection = findConnection(model.server, client);
  return connection === null || (connection.queued === null && !isSubscriber(connection));
}

/** Of these the model has a part: what it does not have would change the server. */
const MAY_BE_MISSING: ReadonlySet<string> = new Set(['EVAL', 'SELECT', 'COPY', 'CONFIG']);

/** What cannot be compared where it stands. */
function isLeftOut(model: Model, client: string, argv: readonly string[]): boolean {
  const connection = findConnection(model.server, client);
  // What waits behind a blocked command, or in a transaction, runs at a time that only the server knows.
  if ((model.isBlocked(client) || (connection?.queued ?? null) !== null) && isTimed(argv)) return true;
  const name = argv[0]?.toUpperCase() ?? '';
  // Says of addresses, descriptors and buffers what the model does not have.
  if (name === 'CLIENT' && ['LIST', 'INFO'].includes(argv[1]?.toUpperCase() ?? '') && argv.length === 2) return true;
  // A pattern may mean settings that the model does not have.
  const isOfSettings = name === 'CONFIG' && argv[1]?.toUpperCase() === 'GET';
  if (isOfSettings && argv.slice(2).some((arg) => /[*?[]/.test(arg) && !/^stream-node/i.test(arg))) return true;
  if (['UNSUBSCRIBE', 'PUNSUBSCRIBE'].includes(name) && argv.length === 1) {
    // All at once come in the order of a hash table.
    return (connection?.channels.length ?? 0) > 1 || (connection?.patterns.length ?? 0) > 1;
  }
  return MAY_BE_MISSING.has(name) && model.isMissing(client, argv);
}

/** Whether the clock decides the reply: an id made from it, or a short BLOCK. */
function isTimed(argv: readonly string[]): boolean {
  return (
    argv.includes('*') ||
    (argv[0]?.toUpperCase() === 'EVAL' && /XADD/i.test(argv[1] ?? '')) ||
    argv.some((arg, i) => arg.toUpperCase() === 'BLOCK' && /^\d{1,4}$/.test(argv[i + 1] ?? '') && argv[i + 1] !== '0')
  );
}

function happened(happens: 'disconnect' | 'restart', client: string, nowMs: number): RecordedStep {
  return { client, argv: null, nowMs, reply: null, later: {}, happens };
}

function msOfTime(reply: Reply): number {
  if (!Array.isArray(reply)) throw new Error(`Not a reply of TIME: ${JSON.stringify(reply)}`);
  return Number(reply[0]) * 1000 + Math.floor(Number(reply[1]) / 1000);
}

/** The time of an id that the server made just now, when that is later than the time before the command. */
function laterMs(nowMs: number, reply: Reply | undefined): number {
  const id = Array.isArray(reply) ? reply[1] : reply;
  const ms = typeof id === 'string' ? Number(id.split('-')[0]) : nowMs;
  return ms > nowMs && ms <= nowMs + 50 ? ms : nowMs;
}
