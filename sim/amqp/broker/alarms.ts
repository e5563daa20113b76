import type { ClientMethod } from './frames';
import { findConnection } from './topology';
import type { AlarmSource, BrokerEnv, BrokerState } from './types';

/**
 * Resource alarms: while memory or disk is low, a connection that publishes is no longer read from (rabbit_reader:publish_received,
 * recvloop; https://www.rabbitmq.com/docs/alarms, https://www.rabbitmq.com/docs/connection-blocked). It is told with
 * `connection.blocked`, and everything that it sends from then on waits, also what is no publish.
 */

/** The sources in the order in which they are named. */
const sources: readonly AlarmSource[] = ['disk', 'memory'];

/**
 * An alarm is raised or cleared. Returns the connections that are read from again, each told so: what they have sent meanwhile is
 * the caller's to hand over, oldest first.
 */
export function setAlarm(broker: BrokerState, source: AlarmSource, isOn: boolean, env: BrokerEnv): readonly string[] {
  broker.alarms = sources.filter((known) => (known === source ? isOn : broker.alarms.includes(known)));
  if (broker.alarms.length > 0) return [];
  const freed = broker.connections.filter(({ isBlocked }) => isBlocked);
  for (const connection of freed) {
    connection.isBlocked = false;
    env.send(connection.name, { method: 'connection.unblocked', channel: 0 });
  }
  return freed.map(({ name }) => name);
}

/**
 * Whether a method waits for the alarm to clear. The header of a message is what blocks its connection: the body is not read
 * any more, so that a message waits unless it has none.
 */
export function isHeldBack(broker: BrokerState, name: string, method: ClientMethod, env: BrokerEnv): boolean {
  const connection = findConnection(broker, name);
  if (connection?.isBlocked) return true;
  if (method.method !== 'basic.publish' || method.body === '') return false;
  return block(broker, name, env);
}

/** Blocks a connection that has published. Whether it is blocked. */
export function block(broker: BrokerState, name: string, env: BrokerEnv): boolean {
  const connection = findConnection(broker, name);
  if (broker.alarms.length === 0 || connection === undefined) return false;
  connection.isBlocked = true;
  env.send(name, { method: 'connection.blocked', channel: 0, reason: `low on ${broker.alarms.join(' & ')}` });
  return true;
}
