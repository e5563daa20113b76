/** Plays a session of the AMQP lab's line protocol on a real broker. */

import type { Stage } from './amqp-compare';
import { defaultConnection, type Frame, type JsonObject, type SessionPlayer, text } from './amqp-lines';
import { RawConnection } from './amqp-protocol';

/** Never comes back once it is aborted. */
const pause = (milliseconds: number, signal?: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal?.addEventListener('abort', () => clearTimeout(timer));
  });

const isReserved = (exchange: string): boolean => exchange === '' || exchange.startsWith('amq.');

/** How long nothing may happen before it is called quiet: rounds of questions to all channels and queues, and pauses. */
interface Patience {
  readonly rounds: number;
  readonly pauseMs: number;
}

const quietTimeoutMs = 30_000;

/** Real time that a session with times to live may take beside its advances: its times are apart by more than that. */
const driftMsMax = 700;

/**
 * Asks queues how they are, each on a channel of its own, because the question for a queue that is not there ends the
 * channel. The answer comes after everything that reached the queue before.
 */
export class QueueProbe {
  #channels = new Map<string, number>();
  readonly #connection: RawConnection;

  private constructor(connection: RawConnection) {
    this.#connection = connection;
  }

  static async open(port: number, vhost: string): Promise<QueueProbe> {
    return new QueueProbe(await RawConnection.open(port, vhost));
  }

  async #channel(queue: string): Promise<number> {
    const known = this.#channels.get(queue);
    if (known !== undefined) return known;
    const used = new Set(this.#channels.values());
    let channel = 2;
    while (used.has(channel)) channel += 1;
    this.#channels.set(queue, channel);
    this.#connection.send('channel.open', channel, {});
    await this.#connection.until((frame) => frame.method === 'channel.open-ok' && frame.channel === channel);
    return channel;
  }

  /** Messages and consumers of each queue that another connection may ask about: `name messages consumers`. */
  async ask(queues: ReadonlySet<string>): Promise<string[]> {
    const channels = await Promise.all([...queues].map((queue) => this.#channel(queue)));
    for (const [index, queue] of [...queues].entries()) {
      this.#connection.send('queue.declare', channels[index] ?? 0, { queue, passive: true });
    }
    await Promise.all(channels.map((channel) => this.#connection.barrier(channel)));
    const answers: string[] = [];
    for (const frame of this.#connection.take()) {
      if (frame.method === 'queue.declare-ok') {
        answers.push(`${frame.queue} ${frame.message_count} ${frame.consumer_count}`);
      }
      if (frame.method === 'channel.close') {
        for (const [queue, channel] of this.#channels) if (channel === frame.channel) this.#channels.delete(queue);
      }
    }
    return answers.sort();
  }

  /** Deletes what a session left. `bindings` are those between exchanges that nobody can delete. */
  async clean(
    queues: ReadonlySet<string>,
    exchanges: ReadonlySet<string>,
    bindings: readonly JsonObject[],
  ): Promise<void> {
    this.#connection.send('channel.open', 1, {});
    for (const binding of bindings) this.#connection.send('exchange.unbind', 1, binding);
    for (const queue of queues) this.#connection.send('queue.delete', 1, { queue });
    for (const exchange of exchanges) this.#connection.send('exchange.delete', 1, { exchange });
    await this.#connection.barrier(1);
    for (const [, channel] of this.#channels) this.#connection.send('channel.close', channel, {});
    this.#connection.send('channel.close', 1, {});
    await this.#connection.until((frame) => frame.method === 'channel.close-ok' && frame.channel === 1);
    this.#channels.clear();
    this.#connection.take();
  }

  async close(): Promise<void> {
    this.#connection.send('connection.close', 0, {});
    await this.#connection.until(() => false);
  }
}

interface Client {
  readonly wire: RawConnection;
  readonly channels: Set<number>;
  /** Channels that have, or had, consumers or messages not acknowledged. */
  readonly holding: Set<number>;
}

/** The exchanges of every virtual host. */
const predeclared: ReadonlySet<string> = new Set([
  'amq.direct',
  'amq.fanout',
  'amq.topic',
  'amq.headers',
  'amq.match',
  'amq.rabbitmq.trace',
]);

/** The machine is too busy: what expired meanwhile, or has not come yet, says nothing. */
export class TooSlow extends Error {
  override readonly name = 'TooSlow';
}

/** Methods that do nothing to anyone but their sender, beyond what their answer says. */
const answeredAtOnce: ReadonlySet<string> = new Set([
  'queue.declare',
  'queue.bind',
  'exchange.declare',
  'exchange.bind',
  'confirm.select',
  'basic.get',
]);

export class RealPlayer implements SessionPlayer {
  #clients = new Map<string, Client>();
  #queues = new Set<string>();
  #exchanges = new Set<string>();
  /** Bindings between exchanges that are there from the beginning: no deletion takes them along. */
  #lasting: JsonObject[] = [];
  /** Queues that are not asked: a question would count as use of a queue that expires, or is refused. */
  #unasked = new Set<string>();
  #hasQuorumQueues = false;
  #hasStreams = false;
  /** When the first thing with a time to live was sent. */
  #timedFromMs: number | null = null;
  #advancedMs = 0;
  #driftMs = 0;
  readonly #policies = new Set<string>();
  readonly #port: number;
  readonly #vhost: string;
  readonly #probe: QueueProbe;
  readonly #setPolicy: Stage['setPolicy'];
  readonly #patient: boolean;
  readonly #timeScale: number;

  /**
   * `patient`: waits longer for quiet, for a session whose answers are doubted. `timeScale`: how many times the usual its
   * times to live and advances are.
   */
  constructor({ port, vhost, probe, setPolicy }: Stage, patient: boolean, timeScale: number) {
    this.#port = port;
    this.#vhost = vhost;
    this.#probe = probe;
    this.#setPolicy = setPolicy;
    this.#patient = patient;
    this.#timeScale = timeScale;
  }

  /** Throws TooSlow when the broker does not come to rest. */
  async feed(line: JsonObject): Promise<readonly Frame[]> {
    const limit = new AbortController();
    const restMs = quietTimeoutMs + (typeof line.advance === 'number' ? line.advance : 0);
    const tooLong = pause(restMs, limit.signal).then(() => {
      throw new TooSlow(`no rest after ${JSON.stringify(line)}`);
    });
    try {
      return await Promise.race([this.#feed(line), tooLong]);
    } finally {
      limit.abort();
    }
  }

  async #feed(line: JsonObject): Promise<readonly Frame[]> {
    if (line.inspect === 'queues') return this.#inspect();
    if (typeof line.policy === 'string') {
      await this.#operate(line.policy, line);
      await this.#quiet();
    } else if (typeof line.advance === 'number') {
      await this.#advance(line.advance);
      await this.#quiet();
    } else {
      const settled = await this.#send(line);
      if (!settled) await this.#quiet();
    }
    if (this.#timedFromMs !== null) this.#driftMs = performance.now() - this.#timedFromMs - this.#advancedMs;
    return this.#collect();
  }

  async end(): Promise<void> {
    for (const { wire } of this.#clients.values()) wire.send('connection.close', 0, {});
    await Promise.all([...this.#clients.values()].map(({ wire }) => wire.until(() => false)));
    for (const name of this.#policies) await this.#setPolicy(name, null);
    await this.#probe.clean(this.#queues, this.#exchanges, this.#lasting);
  }

  /** Whether the lines took so long that what expired in between says nothing. */
  get tooSlow(): boolean {
    return this.#driftMs > driftMsMax * this.#timeScale;
  }

  /** Waits until as much time has passed as all advances say, at least. */
  async #advance(milliseconds: number): Promise<void> {
    if (this.#timedFromMs !== null) this.#advancedMs += milliseconds;
    await pause(milliseconds);
  }

  #patience(): Patience {
    // A quorum queue answers from its log, after what is in it was written; a classic queue from its mailbox, in turn.
    // A stream writes what has come since it last wrote, and tells its readers when that is done.
    if (this.#hasStreams) return this.#patient ? { rounds: 8, pauseMs: 20 } : { rounds: 5, pauseMs: 7 };
    const usual = this.#hasQuorumQueues ? { rounds: 4, pauseMs: 4 } : { rounds: 2, pauseMs: 0 };
    if (!this.#patient) return usual;
    return this.#timedFromMs !== null ? { rounds: 4, pauseMs: 5 } : { rounds: 6, pauseMs: 12 };
  }

  /** Sends one method; whether its answer is all that can come of it. */
  async #send(line: JsonObject): Promise<boolean> {
    const { method: given, connection, channel: number, ...fields } = line;
    const method = text(given, '');
    const name = text(connection, defaultConnection);
    const channel = method === 'connection.close' ? 0 : typeof number === 'number' ? number : 1;
    this.#remember(method, fields);
    const client = await this.#client(name);
    if (channel > 0) await this.#open(client, channel);
    if (method === 'basic.consume' || (method === 'basic.get' && fields.no_ack !== true)) client.holding.add(channel);
    client.wire.send(method, channel, fields);
    const closes = method === 'channel.close' || method === 'connection.close';
    const isAnswer = (frame: Frame): boolean => frame.method === `${method}-ok` && frame.channel === channel;
    if (closes) await client.wire.until(isAnswer);
    // A transaction is committed while nothing else is asked on its channel.
    if (method === 'tx.commit') await client.wire.until((frame) => isAnswer(frame) || frame.method === 'channel.close');
    if (!answeredAtOnce.has(method)) return false;
    await client.wire.barrier(channel);
    const answers = client.wire.peek().filter((frame) => frame.method.startsWith(`${method}-`));
    // The message behind the one that was taken may have expired, and be dead-lettered now.
    if (answers.some((frame) => frame.method === 'basic.get-ok')) return false;
    const failed = answers.length === 0;
    if (failed) this.#forgetClosed();
    // An error gives back what its channel held, and a queue may be a while about that.
    return !failed || (!client.wire.closed && !client.holding.has(channel));
  }

  /** Clearing a policy that is not there is nothing. */
  async #operate(name: string, line: JsonObject): Promise<void> {
    const { pattern = '.*', definition = null, apply_to: applyTo = 'all', priority = 0 } = line;
    if (definition !== null) await this.#setPolicy(name, { pattern, definition, 'apply-to': applyTo, priority });
    else if (this.#policies.has(name)) await this.#setPolicy(name, null);
    if (definition === null) this.#policies.delete(name);
    else this.#policies.add(name);
  }

  #remember(method: string, fields: JsonObject): void {
    // The broker takes line breaks out of names.
    const queue = text(fields.queue, '').replaceAll(/[\r\n]/g, '');
    const queueArguments = (fields.arguments ?? {}) as JsonObject;
    if (method === 'queue.declare') {
      if (queue !== '') this.#queues.add(queue);
      if (queueArguments['x-queue-type'] === 'quorum') this.#hasQuorumQueues = true;
      if (queueArguments['x-queue-type'] === 'stream') this.#hasStreams = true;
      if (queueArguments['x-expires'] !== undefined || fields.exclusive === true) this.#unasked.add(queue);
    }
    const properties = (fields.properties ?? {}) as JsonObject;
    const times = [properties.expiration, queueArguments['x-expires'], queueArguments['x-message-ttl']];
    if (times.some((time) => time !== undefined && Number(time) !== 0)) this.#timedFromMs ??= performance.now();
    const exchange = text(fields.exchange, '');
    if (method === 'exchange.declare' && !isReserved(exchange)) this.#exchanges.add(exchange);
    if (
      method === 'exchange.bind' &&
      predeclared.has(text(fields.source, '')) &&
      predeclared.has(text(fields.destination, ''))
    ) {
      const { source, destination, routing_key = '', arguments: given = {} } = fields;
      this.#lasting.push({ source, destination, routing_key, arguments: given } as JsonObject);
    }
  }

  async #client(name: string): Promise<Client> {
    const known = this.#clients.get(name);
    if (known !== undefined && !known.wire.closed) return known;
    const client = {
      wire: await RawConnection.open(this.#port, this.#vhost),
      channels: new Set<number>(),
      holding: new Set<number>(),
    };
    this.#clients.set(name, client);
    return client;
  }

  async #open(client: Client, channel: number): Promise<void> {
    if (client.channels.has(channel)) return;
    client.wire.send('channel.open', channel, {});
    await client.wire.until((frame) => frame.method === 'channel.open-ok' && frame.channel === channel);
    client.channels.add(channel);
  }

  /** Whatever the channels were sent before is done, and they know what the queues told them before. */
  async #barriers(): Promise<void> {
    this.#forgetClosed();
    const clients = [...this.#clients.values()];
    await Promise.all(clients.flatMap(({ wire, channels }) => [...channels].map((channel) => wire.barrier(channel))));
    this.#forgetClosed();
  }

  /** Asks the queues between two barriers, until nothing has changed for long enough. */
  async #quiet(): Promise<void> {
    const { rounds, pauseMs } = this.#patience();
    let last = '';
    let same = 0;
    await this.#barriers();
    while (same < rounds) {
      const asked = new Set([...this.#queues].filter((queue) => !this.#unasked.has(queue)));
      const answers = await this.#probe.ask(asked);
      await this.#barriers();
      const counts = [...this.#clients.entries()].map(([name, { wire }]) => `${name} ${wire.peek().length}`);
      const now = [...answers, ...counts].join('\n');
      same = now === last ? same + 1 : 1;
      last = now;
      if (pauseMs > 0) await pause(pauseMs);
    }
  }

  /** Channels that the broker or the client has closed. */
  #forgetClosed(): void {
    for (const { wire, channels } of this.#clients.values()) {
      if (wire.closed) channels.clear();
      for (const frame of wire.peek()) {
        if (frame.method === 'channel.close' || frame.method === 'channel.close-ok') channels.delete(frame.channel);
      }
    }
  }

  #collect(): Frame[] {
    const frames: Frame[] = [];
    for (const [name, { wire }] of this.#clients) {
      for (const frame of wire.take()) {
        if (frame.method === 'channel.open-ok') continue;
        if (frame.method === 'queue.declare-ok') this.#queues.add(text(frame.queue, ''));
        frames.push(this.#asOnTheDefaultVhost(name === defaultConnection ? frame : { ...frame, connection: name }));
      }
    }
    return frames;
  }

  /** The session speaks of the vhost `/`: so do the texts of its errors. */
  #asOnTheDefaultVhost(frame: Frame): Frame {
    const replyText = frame.reply_text;
    if (typeof replyText !== 'string') return frame;
    return { ...frame, reply_text: replyText.replaceAll(`vhost '${this.#vhost}'`, "vhost '/'") };
  }

  /** Ready bodies are read by taking them out: nothing of use can follow in the session. */
  async #inspect(): Promise<readonly Frame[]> {
    const asked = await this.#probe.ask(this.#queues);
    const client = await this.#client('inspector');
    const queues: JsonObject[] = [];
    for (const answer of asked) {
      const [, name = '', ready = '0', consumers = '0'] = /^(.*) (\d+) (\d+)$/.exec(answer) ?? [];
      await this.#open(client, 1);
      for (let taken = 0; taken < Number(ready); taken += 1) {
        client.wire.send('basic.get', 1, { queue: name, no_ack: true });
      }
      await client.wire.barrier(1);
      const got = client.wire.take();
      if (got.some(({ method }) => method === 'channel.close')) client.channels.clear();
      const bodies = got.filter(({ method }) => method === 'basic.get-ok').map((frame) => frame.body ?? null);
      queues.push({ name, ready: bodies, consumers: Number(consumers) });
    }
    return queues as unknown as readonly Frame[];
  }
}
