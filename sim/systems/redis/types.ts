/**
 * An unsigned 64-bit number in plain JSON: a number as long as it is exact (to 2^53-1), beyond that its decimal digits. There is
 * one form for each value, so that `===` compares.
 */
export type Uint64 = number | string;

/** A signed 64-bit number, in the same form. */
export type Int64 = number | string;

/** An entry's id, `<ms>-<seq>`. */
export interface StreamId {
  readonly ms: Uint64;
  readonly seq: Uint64;
}

/**
 * A reply in RESP2: status, error (its code first, `ERR …`), integer, an integer beyond what a number holds exactly, bulk string,
 * null (nil and the null array alike), array. Bytes that are not UTF-8 stand as lone surrogates U+DC80 to U+DCFF.
 */
export type Reply =
  | { readonly ok: string }
  | { readonly err: string }
  | { readonly int: string }
  | number
  | string
  | null
  | readonly Reply[];

/** What `execute` returns for a command that has no reply yet: it comes through `ServerEnv.reply`. */
export const BLOCKED = Symbol('blocked');

/** Something that happened to the data or to a client, for observers; nothing in the server reads it. */
export type ServerNote =
  | { readonly type: 'add'; readonly key: string; readonly id: string }
  | { readonly type: 'delete'; readonly key: string; readonly ids: readonly string[] }
  /** `firstId`: the first entry that is left; null: none is. */
  | { readonly type: 'trim'; readonly key: string; readonly count: number; readonly firstId: string | null }
  /** New entries (`again` false), or a consumer's own pending ones once more. With `noack` they never become pending. */
  | {
      readonly type: 'deliver';
      readonly client: string;
      readonly key: string;
      readonly group: string;
      readonly consumer: string;
      readonly ids: readonly string[];
      readonly again: boolean;
      readonly noack: boolean;
    }
  | { readonly type: 'ack'; readonly key: string; readonly group: string; readonly ids: readonly string[] }
  /** `from`: the owner of each before; null: nobody's (FORCE). */
  | {
      readonly type: 'claim';
      readonly key: string;
      readonly group: string;
      readonly ids: readonly string[];
      readonly from: readonly (string | null)[];
      readonly to: string;
    }
  /** XCLAIM and XAUTOCLAIM drop from the pending entries what is no longer in the stream. */
  | { readonly type: 'forget'; readonly key: string; readonly group: string; readonly ids: readonly string[] }
  | { readonly type: 'block'; readonly client: string; readonly keys: readonly string[]; readonly dueMs: number | null }
  /** The blocked command goes on: with entries or, when what it waited for is gone, with an error. */
  | { readonly type: 'unblock'; readonly client: string; readonly isError: boolean }
  | { readonly type: 'timeout'; readonly client: string };

/** What the server needs from outside, for one call. */
export interface ServerEnv {
  /** Unix time in milliseconds, an integer; never less than in the call before. */
  readonly nowMs: number;
  /** A reply to a command that was blocked, or that waited behind one. */
  reply(client: string, reply: Reply): void;
  /** What a client gets without having asked: a published message, and what SUBSCRIBE says of each channel after the first. */
  push(client: string, message: Reply): void;
  note(note: ServerNote): void;
}

/**
 * The versions that are modelled. 7.0 is compared with 7.0.15 command by command; the others follow the sources of 6.2.14, 7.2.6 and
 * 7.4.1, and 8.2 its documentation.
 */
export const REDIS_VERSIONS = ['6.2', '7.0', '7.2', '7.4', '8.2'] as const;
export type RedisVersion = (typeof REDIS_VERSIONS)[number];

/** Limits of a stream's macro nodes: `stream-node-max-entries` and `stream-node-max-bytes`; 0: no limit. */
export interface NodeLimits {
  readonly nodeMaxEntries: Int64;
  readonly nodeMaxBytes: Int64;
}

/** Which keys go when memory is full (`maxmemory-policy`). */
export const EVICTION_POLICIES = [
  'volatile-lru',
  'volatile-lfu',
  'volatile-random',
  'volatile-ttl',
  'allkeys-lru',
  'allkeys-lfu',
  'allkeys-random',
  'noeviction',
] as const;
export type EvictionPolicy = (typeof EVICTION_POLICIES)[number];

/** The directives of redis.conf that CONFIG has here. */
export interface ServerOptions extends NodeLimits {
  /** Bytes; 0: no limit. */
  readonly maxmemory: Uint64;
  readonly maxmemoryPolicy: EvictionPolicy;
}

/**
 * The macro nodes (listpacks) of a stream but the last, in columns, one element a node: the id that it is known by, its entries
 * with the deleted ones, those that are left, which are deleted (a `1` each, '' for none), and all entries as one string.
 */
export interface SealedNodes {
  readonly ms: Uint64[];
  readonly seq: Uint64[];
  readonly size: number[];
  readonly live: number[];
  readonly deleted: string[];
  readonly data: string[];
}

/** The last macro node, the one that grows. Columns, one element an entry. */
export interface TailNode {
  readonly ms: Uint64[];
  readonly seq: Uint64[];
  /** Fields and values in turn. */
  readonly pairs: (readonly string[])[];
  /** As in `SealedNodes.deleted`. */
  deleted: string;
  live: number;
  /** Bytes of the listpack but its two counters (`count` and `deleted`), whose own size changes with their values. */
  bytes: number;
  /** Bytes that were set aside for the listpack when the node was begun; 0: it was read or reopened, and has what it needs. */
  room: number;
}

export interface ConsumerState {
  readonly name: string;
  /** Stands for the consumer in the pending entries. */
  readonly number: number;
  /** When it last read or claimed something, Unix milliseconds; from 7.2 on: when it last asked to. */
  seenMs: number;
  /** From 7.2 on: when it last got something; -1: never. */
  activeMs: number;
  /** Replicas and the append-only file know of it: 7.0 does not tell them of one that has only read its own history. */
  isPropagated: boolean;
  /** How many of the group's pending entries are its. */
  pending: number;
}

export interface GroupState {
  readonly name: string;
  lastId: StreamId;
  /** -1: not known. */
  entriesRead: Int64;
  /** What replicas and the append-only file know of `entriesRead`: before 7.4 a read does not tell them. */
  propagatedRead: Int64;
  /**
   * What replicas and the append-only file know of pending entries that their consumers have read again, by id: when they were delivered and
   * how often. A server does not tell them of that. Null: nobody has read again yet, so that nothing is looked up for each delivery.
   */
  untold: Record<string, readonly [deliveredMs: number, deliveries: Int64]> | null;
  /** In the order of their names' bytes. */
  readonly consumers: ConsumerState[];
  nextConsumer: number;
  /** The pending entries in the order of their ids: chunks of flat records, see `pending.ts`. */
  readonly pending: Int64[][];
  pendingCount: number;
}

export interface StreamState {
  readonly type: 'stream';
  length: number;
  firstId: StreamId;
  lastId: StreamId;
  maxDeletedId: StreamId;
  entriesAdded: Int64;
  readonly sealed: SealedNodes;
  /** Null: there is no macro node at all. */
  tail: TailNode | null;
  /** In the order of their names' bytes. */
  readonly groups: GroupState[];
}

export interface StringState {
  readonly type: 'string';
  readonly value: string;
}

export type KeyState = StreamState | StringState;

/** A client in XREAD or XREADGROUP with BLOCK. */
export interface BlockedClient {
  readonly client: string;
  readonly keys: readonly { readonly key: string; readonly after: StreamId }[];
  /** Null: it waits for ever. */
  readonly dueMs: number | null;
  /** Entries at most. */
  readonly count: number;
  readonly group: { readonly name: string; readonly consumer: string; readonly noack: boolean } | null;
  /** From 7.2 on the command is carried out anew when there may be something: with ids in place of `$` and `+`. Null before. */
  readonly argv: readonly string[] | null;
}

/** A client's connection: what the server keeps of it between two commands. */
export interface ConnectionState {
  readonly client: string;
  /** What CLIENT ID says. */
  readonly id: number;
  /** CLIENT SETNAME; '': none. */
  name: string;
  readonly createdMs: number;
  /** When its last command came, and the full name of that (`client|list`). */
  lastMs: number;
  lastCommand: string;
  /** The commands after MULTI; null: there is no transaction. */
  queued: (readonly string[])[] | null;
  /** A command was refused while it was to be queued: EXEC will be too. */
  isTransactionBroken: boolean;
  /** WATCHed keys, until one of them is touched: then `isDirty`. */
  watched: string[];
  isDirty: boolean;
  /** SUBSCRIBE and PSUBSCRIBE, in the order in which they came. */
  channels: string[];
  patterns: string[];
}

/** The data as SAVE wrote it. */
export interface Snapshot {
  readonly savedMs: number;
  readonly names: readonly string[];
  readonly values: readonly KeyState[];
  readonly expires: readonly (Int64 | null)[];
}

/** The whole server. Plain JSON, changed in place. */
export interface ServerState {
  readonly version: RedisVersion;
  /** Replaced, never changed in place: a new server shares it with others. */
  options: ServerOptions;
  readonly names: string[];
  /** `values[i]` is what the key `names[i]` holds. */
  readonly values: KeyState[];
  /** When it expires, Unix milliseconds: it is there up to and with that one. Null: never. */
  readonly expires: (Int64 | null)[];
  /** When it was last used, Unix milliseconds, and how often: what `allkeys-lru` and `allkeys-lfu` go by. */
  readonly usedMs: number[];
  readonly uses: number[];
  /** When the process started, Unix milliseconds. */
  startedMs: number;
  /** The time of the call that is being carried out, or was last. */
  clockMs: number;
  /** In the order in which they came. */
  readonly connections: ConnectionState[];
  nextClientId: number;
  /** A replica takes no write commands from its clients. */
  isReplica: boolean;
  snapshot: Snapshot | null;
  /** In the order in which they blocked. */
  readonly blocked: BlockedClient[];
  /** Commands of blocked clients, in the order in which they came. */
  readonly waiting: { readonly client: string; readonly argv: readonly string[] }[];
  /**
   * The C library's `errno` was last set to EDOM. XADD reads it where nothing has set it (`streamAppendItem`, sequence exhausted), so
   * that an earlier error decides the later one's text.
   */
  isErrnoEdom: boolean;
}
