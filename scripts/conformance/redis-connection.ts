import { connect, type Socket } from 'node:net';
import { bytesOf, textOfBytes } from '../../sim/systems/redis/bytes';
import type { Reply } from '../../sim/systems/redis/types';

/** A connection that speaks RESP2. Replies come in the order of the commands. */
export class RedisConnection {
  readonly #socket: Socket;
  readonly #replies: Reply[] = [];
  readonly #waiting: ((reply: Reply) => void)[] = [];
  #unread: Buffer = Buffer.alloc(0);

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.setNoDelay(true);
    socket.on('data', (chunk) => this.#take(chunk));
    socket.on('error', () => {});
  }

  static async open(port: number): Promise<RedisConnection> {
    const socket = connect(port, '127.0.0.1');
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve);
      socket.once('error', reject);
    });
    return new RedisConnection(socket);
  }

  /** Sends commands in one piece. */
  send(...commands: readonly (readonly string[])[]): void {
    this.#socket.write(Buffer.concat(commands.map(encodeCommand)));
  }

  /** The next reply that has not been read yet. */
  next(): Promise<Reply> {
    const reply = this.#replies.shift();
    if (reply !== undefined) return Promise.resolve(reply);
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** The next reply; undefined when none comes in time, and then it is not waited for any more. */
  async nextWithin(timeoutMs: number): Promise<Reply | undefined> {
    const reply = this.#replies.shift();
    if (reply !== undefined) return reply;
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.#waiting.splice(this.#waiting.indexOf(take), 1);
        resolve(undefined);
      }, timeoutMs);
      const take = (late: Reply) => {
        clearTimeout(timer);
        resolve(late);
      };
      this.#waiting.push(take);
    });
  }

  /** Replies that came and that nobody waited for. */
  get unread(): readonly Reply[] {
    return this.#replies;
  }

  async call(command: readonly string[]): Promise<Reply> {
    this.send(command);
    return this.next();
  }

  close(): void {
    this.#socket.destroy();
  }

  #take(chunk: Buffer): void {
    this.#unread = this.#unread.length === 0 ? chunk : Buffer.concat([this.#unread, chunk]);
    let at = 0;
    for (;;) {
      const parsed = parseReply(this.#unread, at);
      if (parsed === null) break;
      at = parsed.next;
      const waiting = this.#waiting.shift();
      if (waiting === undefined) this.#replies.push(parsed.reply);
      else waiting(parsed.reply);
    }
    this.#unread = this.#unread.subarray(at);
  }
}

function encodeCommand(argv: readonly string[]): Buffer {
  const parts: Buffer[] = [Buffer.from(`*${argv.length}\r\n`)];
  for (const text of argv) {
    const bytes = Buffer.from(bytesOf(text));
    parts.push(Buffer.from(`$${bytes.length}\r\n`), bytes, Buffer.from('\r\n'));
  }
  return Buffer.concat(parts);
}

interface Parsed {
  readonly reply: Reply;
  readonly next: number;
}

/** The reply that begins at `at`; null: it is not there as a whole yet. */
function parseReply(data: Buffer, at: number): Parsed | null {
  const end = data.indexOf('\r\n', at);
  if (end === -1) return null;
  const line = textOf(data.subarray(at + 1, end));
  const next = end + 2;
  switch (String.fromCharCode(data[at] ?? 0)) {
    case '+':
      return { reply: { ok: line }, next };
    case '-':
      return { reply: { err: line }, next };
    case ':':
      return { reply: Number.isSafeInteger(Number(line)) ? Number(line) : { int: line }, next };
    case '$':
      return parseBulk(data, Number(line), next);
    case '*':
      return parseArray(data, Number(line), next);
    default:
      throw new Error(`Not RESP: ${line}`);
  }
}

function parseBulk(data: Buffer, length: number, start: number): Parsed | null {
  if (length < 0) return { reply: null, next: start };
  if (data.length < start + length + 2) return null;
  return { reply: textOf(data.subarray(start, start + length)), next: start + length + 2 };
}

function parseArray(data: Buffer, length: number, start: number): Parsed | null {
  if (length < 0) return { reply: null, next: start };
  const elements: Reply[] = [];
  let next = start;
  for (let i = 0; i < length; i++) {
    const parsed = parseReply(data, next);
    if (parsed === null) return null;
    elements.push(parsed.reply);
    next = parsed.next;
  }
  return { reply: elements, next };
}

function textOf(bytes: Buffer): string {
  for (const byte of bytes) if (byte >= 0x80) return textOfBytes([...bytes]);
  return bytes.toString('latin1');
}
