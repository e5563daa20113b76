/**
 * What two brokers may do differently without being different is taken out here: names that the broker invents, the order
 * between independent consumers (and with it the numbers of their deliveries), how confirms are put together, the time of
 * day. A session speaks in canonical names and numbers; each player is spoken to in its own.
 */
import type { Json } from '../../sim/core/simulation';
import { defaultConnection, type Frame, type JsonObject, type SessionPlayer, text } from './amqp-lines';

const inventedName = /amq\.(gen|ctag|rabbitmq\.reply-to\.)-?[\w\-+/=.]+/g;

/** Names that the broker made up, numbered by first appearance: `amq.gen-#1`. */
class InventedNames {
  #canonical = new Map<string, string>();
  #actual = new Map<string, string>();

  toCanonical(value: string): string {
    return value.replace(inventedName, (name, kind: string) => {
      const known = this.#canonical.get(name);
      if (known !== undefined) return known;
      const canonical = `amq.${kind}-#${this.#canonical.size + 1}`;
      this.#canonical.set(name, canonical);
      this.#actual.set(canonical, name);
      return canonical;
    });
  }

  toActual(value: string): string {
    return this.#actual.get(value) ?? value;
  }
}

function mapStrings(value: Json, change: (text: string) => string): Json {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((item: Json) => mapStrings(item, change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, mapStrings(field, change)]));
}

/** What is known of one channel: which of its deliveries and publishes are open. */
interface ChannelView {
  delivered: number;
  actualTags: Map<number, number>;
  /** For `multiple`: deliveries that came together may have been numbered in any order. */
  lastActualTagTogether: Map<number, number>;
  outstanding: number[];
  confirming: boolean;
  published: number;
  unconfirmed: Set<number>;
}

const newChannel = (): ChannelView => ({
  delivered: 0,
  actualTags: new Map(),
  lastActualTagTogether: new Map(),
  outstanding: [],
  confirming: false,
  published: 0,
  unconfirmed: new Set(),
});

const isDelivery = ({ method }: Frame): boolean => method === 'basic.deliver' || method === 'basic.get-ok';
const isConfirm = ({ method }: Frame): boolean => method === 'basic.ack' || method === 'basic.nack';
const endsConnection = ({ method }: Frame): boolean => method.startsWith('connection.close');
const numberOf = (value: Json | undefined): number => (typeof value === 'number' ? value : 0);
const settles: ReadonlySet<string> = new Set(['basic.ack', 'basic.nack', 'basic.reject']);

const channelKey = (connection: unknown, channel: unknown): string =>
  `${text(connection, defaultConnection)}/${typeof channel === 'number' ? channel : 1}`;

/** Without what is not compared: the time of a death, fields of other versions of the protocol, repetitions. */
function comparable(frame: Frame): Frame {
  const { cluster_id: _clusterId, code: _code, text: _text, connection, ...kept } = frame;
  const named = connection === undefined || connection === defaultConnection ? kept : { ...kept, connection };
  const properties = kept.properties;
  if (typeof properties !== 'object' || properties === null || Array.isArray(properties)) return named as Frame;
  const headers = (properties as JsonObject).headers;
  const deaths = (headers as JsonObject | undefined)?.['x-death'];
  if (!Array.isArray(deaths)) return named as Frame;
  const timeless = deaths.map((death: Json) => ({ ...(death as JsonObject), time: 'some time' }));
  return {
    ...named,
    properties: { ...properties, headers: { ...(headers as JsonObject), 'x-death': timeless } },
  } as Frame;
}

/** Which of the outstanding deliveries a line with a tag to pick is about. */
const pickOf = (line: JsonObject): number | null => {
  const tag = line.delivery_tag;
  return typeof tag === 'object' && tag !== null && !Array.isArray(tag) ? numberOf((tag as JsonObject).pick) : null;
};

export class CanonicalSession {
  #names = new InventedNames();
  #channels = new Map<string, ChannelView>();
  #noAckTags = new Set<string>();
  /** How many messages a stream has is seconds old to the broker. */
  #streams = new Set<string>();
  readonly #player: SessionPlayer;
  readonly #showsUnacked: boolean;

  constructor(player: SessionPlayer, showsUnacked = false) {
    this.#player = player;
    this.#showsUnacked = showsUnacked;
  }

  /**
   * The line as it is to be sent: a tag to pick is one of those outstanding now, on whichever channel; when there are none,
   * a message is fetched instead.
   */
  resolve(line: JsonObject): JsonObject {
    const { connection, ...rest } = this.#pick(line);
    return connection === undefined || connection === defaultConnection ? rest : { ...rest, connection };
  }

  #pick(line: JsonObject): JsonObject {
    const pick = pickOf(line);
    if (pick === null) return line;
    const open = [...this.#channels].filter(([, { outstanding }]) => outstanding.length > 0);
    const chosen = open[pick % Math.max(1, open.length)];
    if (chosen === undefined) return { method: 'basic.get', channel: 1, queue: `q${(pick % 3) + 1}` };
    const [key, { outstanding }] = chosen;
    const slash = key.lastIndexOf('/');
    const place = { channel: Number(key.slice(slash + 1)), connection: key.slice(0, slash) };
    return { ...line, ...place, delivery_tag: outstanding[Math.floor(pick / 3) % outstanding.length] ?? 1 };
  }

  /** Feeds a line in canonical terms; answers what came back, in canonical terms and order. */
  async feed(line: JsonObject): Promise<readonly JsonObject[]> {
    const frames = await this.#player.feed(this.#toActual(line));
    if (line.inspect !== undefined) return frames.map((queue) => this.#inspected(queue));
    this.#noteSent(line);
    const byChannel = new Map<string, Frame[]>();
    const ended = new Set(frames.filter(endsConnection).map((frame) => frame.connection));
    for (const frame of frames) {
      // What its channels were still told before a connection ended is a matter of time.
      if (ended.has(frame.connection) && frame.channel > 0) continue;
      const named = this.#uncounted(comparable(mapStrings(frame, (value) => this.#names.toCanonical(value)) as Frame));
      const key = channelKey(named.connection, named.channel);
      byChannel.set(key, [...(byChannel.get(key) ?? []), named]);
    }
    return [...byChannel.entries()]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .flatMap(([key, some]) => this.#inOrder(key, line, some));
  }

  end(): Promise<void> {
    return this.#player.end();
  }

  #uncounted(frame: Frame): Frame {
    const isStream = frame.method === 'queue.declare-ok' && this.#streams.has(text(frame.queue, ''));
    return isStream ? { ...frame, message_count: 'some' } : frame;
  }

  #channel(key: string): ChannelView {
    const known = this.#channels.get(key) ?? newChannel();
    this.#channels.set(key, known);
    return known;
  }

  #toActual(line: JsonObject): JsonObject {
    const named = mapStrings(line, (value) => this.#names.toActual(value)) as JsonObject;
    const tag = line.delivery_tag;
    if (typeof tag !== 'number' || !settles.has(text(line.method, ''))) return named;
    const channel = this.#channel(channelKey(line.connection, line.channel));
    const actual = line.multiple === true ? channel.lastActualTagTogether.get(tag) : channel.actualTags.get(tag);
    return { ...named, delivery_tag: actual ?? tag };
  }

  #noteSent(line: JsonObject): void {
    const method = text(line.method, '');
    const channel = this.#channel(channelKey(line.connection, line.channel));
    if (method === 'confirm.select') channel.confirming = true;
    const { 'x-queue-type': type } = (line.arguments ?? {}) as JsonObject;
    if (method === 'queue.declare' && type === 'stream') this.#streams.add(text(line.queue, ''));
    if (method === 'basic.publish' && channel.confirming) {
      channel.published += 1;
      channel.unconfirmed.add(channel.published);
    }
    if (settles.has(method)) {
      const tag = numberOf(line.delivery_tag);
      const multiple = line.multiple === true;
      channel.outstanding = channel.outstanding.filter((open) =>
        multiple ? tag !== 0 && open > (channel.lastActualTagTogether.get(tag) ?? tag) : open !== tag,
      );
    }
    if (method === 'basic.recover' || method === 'basic.recover-async') channel.outstanding = [];
  }

  #inOrder(key: string, line: JsonObject, frames: readonly Frame[]): readonly JsonObject[] {
    if (frames.some(endsConnection)) {
      const connection = key.slice(0, key.lastIndexOf('/') + 1);
      for (const other of this.#channels.keys()) if (other.startsWith(connection)) this.#channels.delete(other);
      return frames;
    }
    for (const frame of frames) {
      if (frame.method === 'basic.consume-ok' && line.no_ack === true) {
        this.#noAckTags.add(`${key} ${frame.consumer_tag}`);
      }
    }
    const cancels = frames.filter(({ method }) => method === 'basic.cancel');
    cancels.sort((a, b) => (text(a.consumer_tag, '') < text(b.consumer_tag, '') ? -1 : 1));
    const plain = frames.filter((frame) => !isDelivery(frame) && !isConfirm(frame) && frame.method !== 'basic.cancel');
    const deliveries = this.#deliveries(key, line, frames.filter(isDelivery));
    const confirms = this.#confirms(key, frames.filter(isConfirm));
    if (frames.some(({ method }) => method === 'channel.close' || method === 'channel.close-ok')) {
      this.#channels.delete(key);
    }
    return [...plain, ...cancels, ...deliveries, ...confirms];
  }

  /** In the order of their consumers' tags, and numbered so; those of one consumer keep their order. */
  #deliveries(key: string, line: JsonObject, frames: readonly Frame[]): readonly JsonObject[] {
    if (frames.length === 0) return [];
    const channel = this.#channel(key);
    const last = Math.max(...frames.map((frame) => numberOf(frame.delivery_tag)));
    const consumers = new Set(frames.map((frame) => frame.consumer_tag));
    const sorted = [...frames].sort((a, b) => {
      const [tagA, tagB] = [text(a.consumer_tag, ''), text(b.consumer_tag, '')];
      return tagA === tagB ? 0 : tagA < tagB ? -1 : 1;
    });
    return sorted.map((frame) => {
      const actual = numberOf(frame.delivery_tag);
      channel.delivered += 1;
      const tag = channel.delivered;
      channel.actualTags.set(tag, actual);
      channel.lastActualTagTogether.set(tag, consumers.size > 1 ? last : actual);
      const settled =
        frame.method === 'basic.get-ok' ? line.no_ack === true : this.#noAckTags.has(`${key} ${frame.consumer_tag}`);
      if (!settled) channel.outstanding.push(tag);
      return { ...frame, delivery_tag: tag };
    });
  }

  /** Which publishes were confirmed and which refused, however many frames said so. */
  #confirms(key: string, frames: readonly Frame[]): readonly JsonObject[] {
    const channel = this.#channel(key);
    return ['basic.ack', 'basic.nack'].flatMap((method) => {
      const tags = new Set<number>();
      for (const frame of frames.filter((confirm) => confirm.method === method)) {
        const tag = numberOf(frame.delivery_tag);
        const covered = frame.multiple === true ? [...channel.unconfirmed].filter((open) => open <= tag) : [tag];
        for (const one of covered) {
          channel.unconfirmed.delete(one);
          tags.add(one);
        }
      }
      const connection = frames[0]?.connection;
      const sorted = [...tags].sort((a, b) => a - b);
      const confirm = { method, channel: Number(key.slice(key.lastIndexOf('/') + 1)), delivery_tags: sorted };
      if (sorted.length === 0) return [];
      return [connection === undefined ? confirm : { ...confirm, connection }];
    });
  }

  /** Unacknowledged messages are not counted line by line: only from inside the broker can that be asked (amqp-inspect). */
  #inspected(queue: JsonObject): JsonObject {
    const named = mapStrings(queue, (value) => this.#names.toCanonical(value)) as JsonObject;
    const { name = null, ready = null, unacked = null, consumers = null } = named;
    return this.#showsUnacked ? { name, ready, unacked, consumers } : { name, ready, consumers };
  }
}

/** Text of a value that is the same whatever the order of its fields. */
export function stableText(value: Json): string {
  if (Array.isArray(value)) return `[${value.map((item: Json) => stableText(item)).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([name, field]) => `${JSON.stringify(name)}:${stableText(field)}`).join(',')}}`;
}
