/**
 * AMQP 0-9-1 on a socket through amqplib's codec and connection, and nothing of amqplib above them: no method is checked,
 * reordered, awaited or answered by the library, so what the broker says is what is seen.
 */
import { createRequire } from 'node:module';
import path from 'node:path';
import { connect } from 'amqplib/callback_api';
import type { Json } from '../../sim/core/simulation';
import type { Frame, JsonObject } from './amqp-lines';

interface MethodInfo {
  readonly name: string;
  readonly args: readonly { readonly type: string; readonly name: string; readonly default?: unknown }[];
}

interface Codec {
  readonly [name: string]: unknown;
  info(id: number): MethodInfo;
}

interface WireFrame {
  readonly id?: number;
  readonly channel: number;
  readonly size?: number;
  readonly fields?: Readonly<Record<string, unknown>>;
  readonly content?: Buffer;
}

/** The parts of amqplib's connection used here. */
interface WireConnection {
  accept: (frame: WireFrame) => void;
  _closeChannels: () => void;
  readonly stream: { write(bytes: Buffer): boolean };
  readonly channels: unknown[];
  sendMethod(channel: number, id: number, fields: Readonly<Record<string, unknown>>): void;
  sendMessage(
    channel: number,
    id: number,
    fields: Readonly<Record<string, unknown>>,
    propertiesId: number,
    properties: Readonly<Record<string, unknown>>,
    body: Buffer,
  ): void;
  toClosed(stack: string): void;
  on(event: 'error' | 'close', listener: (error?: unknown) => void): void;
}

const require = createRequire(import.meta.url);
const codec = require(path.join(path.dirname(require.resolve('amqplib')), 'lib/defs.js')) as Codec;

const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`).slice(1);
const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const camel = (name: string): string => name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** AMQP's name of a method of the codec: `BasicGetOk` is `basic.get-ok`. */
const amqpName = (name: string): string => kebab(name).replace('-', '.');

const methodIds = new Map<string, number>();
for (const [name, id] of Object.entries(codec)) {
  if (typeof id === 'number' && /^[A-Z][a-z]/.test(name)) methodIds.set(amqpName(name), id);
}
const propertiesId = methodIds.get('basic.properties') ?? 0;
const methodId = (method: string): number => {
  const id = methodIds.get(method);
  if (id === undefined) throw new Error(`no AMQP method ${method}`);
  return id;
};

/** A value of the wire as JSON: no undefined, buffers as text. */
function toJson(value: unknown): Json {
  if (Buffer.isBuffer(value)) return value.toString();
  if (Array.isArray(value)) return value.map(toJson);
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value)
        .filter(([, field]) => field !== undefined)
        .map(([name, field]) => [name, toJson(field)]),
    );
  }
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
    return value;
  }
  throw new Error(`a wire value of type ${typeof value}`);
}

function snakeFields(fields: Readonly<Record<string, unknown>>): JsonObject {
  return Object.fromEntries(
    Object.entries(fields)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [snake(name), toJson(value)]),
  );
}

const defaults: Readonly<Record<string, unknown>> = { shortstr: '', longstr: '', bit: false, table: {} };

/** The method's fields for the codec: those given by their AMQP names, and the protocol's defaults for the others. */
function methodFields(id: number, given: JsonObject): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  for (const { name, type, default: usual } of codec.info(id).args) fields[name] = usual ?? defaults[type] ?? 0;
  for (const [name, value] of Object.entries(given)) fields[camel(name)] = value;
  return fields;
}

const carriesContent: ReadonlySet<string> = new Set(['basic.deliver', 'basic.get-ok', 'basic.return']);

/** A connection on which methods are sent and frames collected as they are. */
export class RawConnection {
  closed = false;
  #frames: Frame[] = [];
  #waiting: (() => void)[] = [];
  #barriers: { channel: number; resolve: () => void }[] = [];
  #partial: { frame: JsonObject; size: number; body: Buffer[] } | null = null;
  readonly #wire: WireConnection;

  private constructor(wire: WireConnection) {
    this.#wire = wire;
    wire.accept = (frame) => this.#accept(frame);
    // amqplib would tell each of its channels of the end; these are not its own, and there are gaps between their numbers.
    wire._closeChannels = () => {};
    wire.on('error', () => this.#end());
    wire.on('close', () => this.#end());
  }

  static open(port: number, vhost: string): Promise<RawConnection> {
    const url = `amqp://guest:guest@127.0.0.1:${port}/${encodeURIComponent(vhost)}?heartbeat=0`;
    return new Promise((resolve, reject) => {
      connect(url, { noDelay: true }, (error, model) => {
        if (error) {
          reject(error);
          return;
        }
        // The wire itself tells of its end; unheard here, a write that meets a closed socket would end the whole run.
        model.on('error', () => {});
        resolve(new RawConnection(model.connection as unknown as WireConnection));
      });
    });
  }

  /** Sends a method by its AMQP name; a body and properties follow when it is basic.publish. */
  send(method: string, channel: number, fields: JsonObject): void {
    if (this.closed) return;
    // amqplib writes to the buffer of a channel that it allocated: here every channel is the socket itself.
    this.#wire.channels[channel] ??= { channel: { accept() {}, toClosed() {} }, buffer: this.#wire.stream };
    const id = methodId(method);
    if (method !== 'basic.publish') {
      this.#wire.sendMethod(channel, id, methodFields(id, fields));
      return;
    }
    const { body, properties, ...rest } = fields;
    const content = Buffer.from(typeof body === 'string' ? body : '');
    const named = Object.fromEntries(
      Object.entries((properties ?? {}) as JsonObject).map(([name, value]) => [camel(name), value]),
    );
    this.#wire.sendMessage(channel, id, methodFields(id, rest), propertiesId, named, content);
  }

  /** What has come since the last call. */
  take(): Frame[] {
    const taken = this.#frames;
    this.#frames = [];
    return taken;
  }

  /** What has come since the last call of `take`, left in place. */
  peek(): readonly Frame[] {
    return this.#frames;
  }

  /** Resolves once a frame for which `wanted` holds is there to be taken, or the connection has ended. */
  async until(wanted: (frame: Frame) => boolean): Promise<void> {
    let seen = 0;
    while (!this.closed) {
      if (this.#frames.slice(seen).some(wanted)) return;
      seen = this.#frames.length;
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }

  /**
   * Resolves once the broker has done what was sent on the channel before: `channel.flow` with active true changes nothing,
   * and is answered in its turn. Also resolves when the channel or the connection is closed by the broker.
   */
  barrier(channel: number): Promise<void> {
    if (this.closed) return Promise.resolve();
    this.send('channel.flow', channel, { active: true });
    return new Promise((resolve) => this.#barriers.push({ channel, resolve }));
  }

  #passBarriers(channel: number, all: boolean): boolean {
    let passed = false;
    this.#barriers = this.#barriers.filter((barrier) => {
      if (barrier.channel !== channel || (passed && !all)) return true;
      passed = true;
      barrier.resolve();
      return false;
    });
    return passed;
  }

  #end(): void {
    this.closed = true;
    for (const barrier of this.#barriers) barrier.resolve();
    this.#barriers = [];
    this.#wake();
  }

  #wake(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve();
  }

  #push(frame: JsonObject): void {
    this.#frames.push(frame as unknown as Frame);
    this.#wake();
  }

  #accept(wire: WireFrame): void {
    if (wire.content !== undefined) this.#content(wire.content);
    else if (wire.id === propertiesId) this.#header(wire);
    else if (wire.id !== undefined) this.#method(wire.id, wire);
  }

  #method(id: number, wire: WireFrame): void {
    const method = amqpName(codec.info(id).name);
    const frame = { method, channel: wire.channel, ...snakeFields(wire.fields ?? {}) };
    if (carriesContent.has(method)) {
      this.#partial = { frame, size: 0, body: [] };
      return;
    }
    if (method === 'channel.flow-ok' && this.#passBarriers(wire.channel, false)) return;
    if (method === 'channel.close') this.#wire.sendMethod(wire.channel, methodId('channel.close-ok'), {});
    if (method === 'connection.close') this.#wire.sendMethod(0, methodId('connection.close-ok'), {});
    this.#push(frame);
    if (method === 'channel.close' || method === 'channel.close-ok') this.#passBarriers(wire.channel, true);
    if (method === 'connection.close' || method === 'connection.close-ok') {
      this.#wire.toClosed('');
      this.#end();
    }
  }

  #header(wire: WireFrame): void {
    if (this.#partial === null) throw new Error('a content header without a method');
    this.#partial.frame = { ...this.#partial.frame, properties: snakeFields(wire.fields ?? {}) };
    this.#partial.size = wire.size ?? 0;
    this.#complete();
  }

  #content(content: Buffer): void {
    if (this.#partial === null) throw new Error('content without a method');
    this.#partial.body.push(content);
    this.#complete();
  }

  #complete(): void {
    if (this.#partial === null) return;
    const { frame, size, body } = this.#partial;
    const content = Buffer.concat(body);
    if (content.length < size) return;
    this.#partial = null;
    this.#push({ ...frame, body: content.toString() });
  }
}
