/** The AMQP lab's line protocol, as both sides of a comparison speak it. */
import type { Json } from '../../sim/core/simulation';

export type JsonObject = { readonly [name: string]: Json };

/** One thing that the broker sent: a method with its fields by their AMQP names, and a message's body and properties. */
export interface Frame {
  readonly method: string;
  readonly channel: number;
  readonly [name: string]: Json;
}

/** A connection's name in the protocol when a line gives none. */
export const defaultConnection = 'default';

/** What answers lines: the real broker, or the model. */
export interface SessionPlayer {
  /** Everything that comes back to the clients because of this line, once it is quiet. */
  feed(line: JsonObject): Promise<readonly Frame[]>;
  /** Ends the session and leaves nothing of it behind. */
  end(): Promise<void>;
}

export const text = (value: unknown, otherwise: string): string => (typeof value === 'string' ? value : otherwise);
