import { BadLine, type LineSession } from '../core/line-session';
import type { Json } from '../core/simulation';
import {
  advance,
  createBroker,
  handle,
  openConnection,
  policyComplaint,
  setAlarm,
  setPolicy,
  usualSettings,
} from './broker/broker';
import type { ClientMethod, ServerMethod } from './broker/frames';
import { consumerCount } from './broker/queues';
import { readyMessages } from './broker/ready';
import type { BrokerEnv, BrokerSettings, BrokerState } from './broker/types';
import { frameJson } from './session-frames';
import { parseLine } from './session-lines';

/** The connection of lines that name none. */
const defaultConnection = 'default';

/**
 * The broker, driven by lines of JSON: a method by its AMQP name with its fields (`{"method":"queue.declare","queue":"q"}`;
 * "channel" is 1 and "connection" the default one unless given; both open on first use), `{"advance": milliseconds}` or
 * `{"inspect": "queues"}`, and for an operator `{"policy": name, "pattern", "definition", "apply_to", "priority"}`, cleared by a definition of null, and
 * `{"alarm": "memory" | "disk", "on": boolean}`. The first line may name the version, `{"version": "3.10"}` or `{"version": "4.0"}`, which it is without one. Each line gives one array: what the broker sends back until it is quiet, in order, or the queues.
 */
export function createAmqpSession(given: Pick<BrokerSettings, 'processIdLength'> = {}): LineSession {
  const settings = { ...usualSettings, ...given };
  let broker = createBroker({ ...settings, version: '4.0' });
  let nowMs = 0;
  let isFirst = true;
  /** What connections have sent that an alarm keeps from being read. */
  const held = new Map<string, readonly ClientMethod[]>();

  const collect = (act: (env: BrokerEnv) => void): Json => {
    const sent: Json[] = [];
    const env: BrokerEnv = {
      nowMs,
      send: (connection: string, frame: ServerMethod) => {
        sent.push(frameJson(frame, connection === defaultConnection ? null : connection));
      },
      note: () => {},
    };
    act(env);
    // A message that a quorum queue could not deliver in the millisecond of its TTL ends before the line's answer.
    advance(broker, env);
    return sent;
  };

  const feed = (text: string): Json => {
    const line = parseLine(text);
    if (line.kind === 'version' && !isFirst) throw new BadLine('"version" is for the first line.');
    isFirst = false;
    switch (line.kind) {
      case 'version':
        broker = createBroker({ ...settings, version: line.version });
        return [];
      case 'advance':
        nowMs += line.milliseconds;
        return collect((env) => advance(broker, env));
      case 'inspect':
        return inspectQueues(broker);
      case 'policy': {
        const complaint = line.policy === null ? null : policyComplaint(broker, line.policy);
        if (complaint !== null) throw new BadLine(`The policy is refused: ${complaint}.`);
        return collect((env) => setPolicy(broker, line.name, line.policy, env));
      }
      case 'alarm':
        return collect((env) => {
          for (const connection of setAlarm(broker, line.source, line.isOn, env)) {
            for (const method of held.get(connection) ?? []) handle(broker, connection, method, env);
            held.delete(connection);
          }
        });
      case 'method': {
        const connection = line.connection ?? defaultConnection;
        const { method } = line;
        openConnection(broker, connection);
        return collect((env) => {
          if (!handle(broker, connection, method, env)) held.set(connection, [...(held.get(connection) ?? []), method]);
        });
      }
    }
  };

  return { feed: (line) => (line.trim() === '' ? [] : [feed(line)]) };
}

function inspectQueues(broker: BrokerState): Json {
  const queues = [...broker.queues].sort((a, b) => (a.name < b.name ? -1 : 1));
  return queues.map((queue) => ({
    name: queue.name,
    ready: readyMessages(queue).map(({ message }) => message.body),
    unacked: queue.unackedCount,
    consumers: consumerCount(broker, queue),
  }));
}
