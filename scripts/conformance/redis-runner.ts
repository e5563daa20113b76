import {
  differenceOf,
  Model,
  type ModelOutcome,
  type RecordedStep,
} from '../../sim/redis-streams/server/testing/replay';
import type { Sequence } from '../../sim/redis-streams/server/testing/sequence';
import type { Reply, ServerOptions } from '../../sim/redis-streams/server/types';
import { RedisConnection } from './redis-connection';

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
}

/** Runs sequences on the real server and on the model, side by side. */
export class Runner {
  readonly #port: number;
  readonly #control: RedisConnection;
  readonly #clients = new Map<string, Client>();
  #options: ServerOptions | null = null;
  /** The last sequence ended early: replies may still come that nobody waits for. */
  #isUnsettled = false;

  private constructor(port: number, control: RedisConnection) {
    this.#port = port;
    this.#control = control;
  }

  static async open(port: number): Promise<Runner> {
    return new Runner(port, await RedisConnection.open(port));
  }

  close(): void {
    for (const { connection } of this.#clients.values()) connection.close();
    this.#control.close();
  }

  async run({ options, steps }: Sequence): Promise<Run> {
    await this.#reset(options, new Set(steps.flatMap((step) => ('client' in step ? [step.client] : []))));
    const model = new Model(options);
    const recorded: RecordedStep[] = [];
    if (steps.some((step) => 'argv' in step && step.argv[0]?.toUpperCase() === 'CONFIG')) this.#options = null;
    for (const step of steps) {
      // What waits behind a blocked command runs at a time that only the server knows, so nothing there may hang on it.
      if ('argv' in step && model.isBlocked(step.client) && isTimed(step.argv)) continue;
      const { done, ours } =
        'waitMs' in step ? await this.#wait(model, step.waitMs) : await this.#command(model, step.client, step.argv);
      recorded.push(done);
      const difference = differenceOf(done, ours);
      if (difference === null) continue;
      this.#isUnsettled = true;
      return { steps: recorded, difference };
    }
    const difference = await this.#unexpectedReply();
    return { steps: recorded, difference };
  }

  async #command(
    model: Model,
    client: string,
    argv: readonly string[],
  ): Promise<{ done: RecordedStep; ours: ModelOutcome }> {
    const real = this.#clients.get(client);
    if (real === undefined) throw new Error(`No client ${client}.`);
    const isWaiting = model.isBlocked(client);
    real.connection.send(...(isWaiting ? [argv] : [['TIME'], argv]));
    let nowMs = Date.now();
    let reply: Reply | undefined;
    if (!isWaiting) nowMs = msOfTime(await real.connection.next());
    if (!isWaiting && argv[0]?.toUpperCase() === 'XADD') {
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
        real.awaited -= 1;
        got.push(reply);
      }
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
  async #reset(options: ServerOptions, clients: ReadonlySet<string>): Promise<void> {
    for (const [name, { awaited, connection, id }] of this.#clients) {
      if (awaited === 0 && connection.unread.length === 0 && !this.#isUnsettled) continue;
      await this.#control.call(['CLIENT', 'KILL', 'ID', id]);
      connection.close();
      this.#clients.delete(name);
    }
    this.#isUnsettled = false;
    for (const name of clients) {
      if (this.#clients.has(name)) continue;
      const connection = await RedisConnection.open(this.#port);
      this.#clients.set(name, { connection, id: String(await connection.call(['CLIENT', 'ID'])), awaited: 0 });
    }
    if (
      this.#options?.nodeMaxEntries !== options.nodeMaxEntries ||
      this.#options.nodeMaxBytes !== options.nodeMaxBytes
    ) {
      await this.#control.call(['CONFIG', 'SET', 'stream-node-max-entries', String(options.nodeMaxEntries)]);
      await this.#control.call(['CONFIG', 'SET', 'stream-node-max-bytes', String(options.nodeMaxBytes)]);
      this.#options = options;
    }
    await this.#control.call(['FLUSHDB', 'ASYNC']);
    // An id that begins with a zero makes the server set errno to 0 (`string2ull`), as a new model has it.
    await this.#control.call(['XRANGE', 'none', '00', '00']);
  }
}

/** Whether the clock decides the reply: an id made from it, or a short BLOCK. */
function isTimed(argv: readonly string[]): boolean {
  return (
    argv.includes('*') ||
    argv.some((arg, i) => arg.toUpperCase() === 'BLOCK' && /^\d{1,4}$/.test(argv[i + 1] ?? '') && argv[i + 1] !== '0')
  );
}

function msOfTime(reply: Reply): number {
  if (!Array.isArray(reply)) throw new Error(`Not a reply of TIME: ${JSON.stringify(reply)}`);
  return Number(reply[0]) * 1000 + Math.floor(Number(reply[1]) / 1000);
}

/** The time of an id that the server made just now, when that is later than the time before the command. */
function laterMs(nowMs: number, reply: Reply | undefined): number {
  const ms = typeof reply === 'string' ? Number(reply.split('-')[0]) : nowMs;
  return ms > nowMs && ms <= nowMs + 50 ? ms : nowMs;
}
