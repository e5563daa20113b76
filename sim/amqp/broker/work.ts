import type { ServerMethod } from './frames';
import type { Message } from './message';
import type { BrokerEnv, BrokerState, Channel } from './types';

/** What one call into the broker is working on. */
export interface Work {
  readonly broker: BrokerState;
  readonly env: BrokerEnv;
  /** Dead-lettered messages under way to their queues: another queue's process takes them up when this one is done. */
  readonly underway: { readonly message: Message; readonly queues: readonly string[] }[];
  /** What is still delivered on channels that are closing: it is heard after the word of the close, if the connection stays. */
  readonly late: Map<Channel, ServerMethod[]>;
  /** Connections that are ending: quorum queues give their channels nothing more, however many are left to close. */
  readonly closing: Set<string>;
}

export function startWork(broker: BrokerState, env: BrokerEnv): Work {
  return { broker, env, underway: [], late: new Map(), closing: new Set() };
}
