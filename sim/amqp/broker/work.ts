import type { BrokerEnv, BrokerState, Message } from './types';

/** What one call into the broker is working on. */
export interface Work {
  readonly broker: BrokerState;
  readonly env: BrokerEnv;
  /** Dead-lettered messages under way to their queues: another queue's process takes them up when this one is done. */
  readonly underway: { readonly message: Message; readonly queues: readonly string[] }[];
}

export function startWork(broker: BrokerState, env: BrokerEnv): Work {
  return { broker, env, underway: [] };
}
