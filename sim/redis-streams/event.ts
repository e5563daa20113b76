import type { Tick } from '../core/simulation';
import type { Reply } from '../systems/redis/types';

/** What a request asks for, and what a reply carries: how it is drawn, and what to call it. */
export const REQUEST_KINDS = ['add', 'read', 'ack', 'claim', 'pending', 'other'] as const;
export const REPLY_KINDS = ['id', 'entries', 'empty', 'count', 'error', 'other'] as const;
export type RequestKind = (typeof REQUEST_KINDS)[number];
export type ReplyKind = (typeof REPLY_KINDS)[number];

interface Envelope {
  /** Unique within a run and the same in the trace. */
  readonly id: number;
  /** The client at the one end; the server is at the other. */
  readonly client: string;
  /** Which of the client's connections: a process that starts again has a new one. */
  readonly connection: number;
  readonly sentTick: Tick;
  /** The entries that it names or carries, at most `MESSAGE_IDS_MAX`. */
  readonly ids: readonly string[];
}

/** Client → server. */
export interface RequestMessage extends Envelope {
  readonly direction: 'request';
  readonly kind: RequestKind;
  readonly argv: readonly string[];
}

/** Server → client. */
export interface ReplyMessage extends Envelope {
  readonly direction: 'reply';
  readonly kind: ReplyKind;
  /** What it is the reply to. */
  readonly asked: RequestKind;
  readonly reply: Reply;
}

/** A request or a reply on its way. A connection keeps the order of its messages. */
export type Message = RequestMessage | ReplyMessage;

/** Ids that a message or a trace entry names; of more, the first. */
export const MESSAGE_IDS_MAX = 100;

/**
 * What waits in the queue. `close`: the server learns that a connection is closed. `timer`: the client's one timer is due; what
 * for, says the client's `activity`. `blockTimeout`: the server's next BLOCK runs out.
 */
export type RedisStreamsEvent =
  /** A message that the network loses, half way. */
  | { readonly type: 'lose'; readonly message: Message }
  /** A client learns that its connection is closed or broken. */
  | { readonly type: 'disconnected'; readonly client: string; readonly connection: number }
  | { readonly type: 'deliver'; readonly message: Message }
  | { readonly type: 'close'; readonly client: string; readonly connection: number; readonly sentTick: Tick }
  | { readonly type: 'timer'; readonly client: string }
  | { readonly type: 'blockTimeout' };
