import type { ClientMethod, FieldTable } from './frames';
import type { BrokerEnv, BrokerState, RouteExplanation } from './types';

/** A fresh broker with the predeclared exchanges. */
export function createBroker(): BrokerState {
  throw new Error('not written yet');
}

/** A client connects. Does nothing when the connection is open. */
export function openConnection(_broker: BrokerState, _connection: string): void {
  throw new Error('not written yet');
}

/** The client's connection is gone: unacked messages return, exclusive queues and consumers go. */
export function closeConnection(_broker: BrokerState, _connection: string, _env: BrokerEnv): void {
  throw new Error('not written yet');
}

/** Does what a client asks; answers go to `env.send`. Channels open on first use. */
export function handle(_broker: BrokerState, _connection: string, _method: ClientMethod, _env: BrokerEnv): void {
  throw new Error('not written yet');
}

/** When the broker next has something to do by itself (a message or a queue expires), or null. */
export function nextDueMs(_broker: BrokerState): number | null {
  throw new Error('not written yet');
}

/** Does everything due at or before `env.nowMs`, in the order of its due time. */
export function advance(_broker: BrokerState, _env: BrokerEnv): void {
  throw new Error('not written yet');
}

/** Where a message would go, and why. Changes nothing. */
export function explainRoute(
  _broker: BrokerState,
  _exchange: string,
  _routingKey: string,
  _headers: FieldTable,
): RouteExplanation {
  throw new Error('not written yet');
}
