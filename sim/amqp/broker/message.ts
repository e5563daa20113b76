import type { MessageProperties } from './frames';

/** One way in which a message has died, as 4.0 keeps it. */
export interface DeathRecord {
  readonly queue: string;
  readonly reason: 'expired' | 'maxlen' | 'rejected' | 'delivery_limit';
  readonly count: number;
  /** Where it had been published, and with which keys, when it died so for the first time. */
  readonly exchange: string;
  readonly routingKeys: readonly string[];
  readonly firstTimeMs: number;
  readonly expiration: string | null;
}

/** What the `x-first-death-` and `x-last-death-` headers tell. */
export interface DeathEnd {
  readonly reason: string;
  readonly queue: string;
  readonly exchange: string;
}

/** A message as published, or as it was dead-lettered. Never changed once made: queues share it. */
export interface Message {
  /** Broker-wide number given when it was published; a dead-lettered message keeps it. */
  readonly number: number;
  readonly exchange: string;
  /** The routing key, then those of CC and BCC. */
  readonly routingKeys: readonly string[];
  readonly body: string;
  /** Bytes of the body in UTF-8. */
  readonly bodyBytes: number;
  readonly properties: MessageProperties;
  /** 4.0: the keys of BCC, its deaths, newest first, and how often its delivery had failed when it left a quorum queue. */
  readonly blindCopies?: readonly string[];
  readonly deaths?: readonly DeathRecord[];
  readonly firstDeath?: DeathEnd;
  readonly lastDeath?: DeathEnd;
  readonly failedDeliveries?: number;
}
