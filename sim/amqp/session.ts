import type { LineSession } from '../core/line-session';
import type { Json } from '../core/simulation';
import { advance, createBroker, handle, openConnection } from './broker/broker';
import type { ClientMethod, ServerMethod } from './broker/frames';
import { consumerCount } from './broker/queues';
import { readyMessages } from './broker/ready';
import type { BrokerEnv, BrokerState } from './broker/types';
import { frameJson } from './session-frames';
import { parseLine } from './session-lines';

/** The connection of lines that name none. */
const defaultConnection = 'default';

/**
 * The broker, driven by lines of JSON: a method by its AMQP name with its fields (`{"method":"queue.declare","queue":"q"}`;
 * "channel" is 1 and "connection" the default one unless given; both open on first use), `{"advance": milliseconds}` or
 * `{"inspect": "queues"}`. Each line gives one array: what the broker sends back until it is quiet, in order, or the queues.
 */
export function createAmqpSession(): LineSession {
  const broker = createBroker();
  let nowMs = 0;

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
    switch (line.kind) {
      case 'advance':
        nowMs += line.milliseconds;
        return collect((env) => advance(broker, env));
      case 'inspect':
        return inspectQueues(broker);
      case 'method': {
        const connection = line.connection ?? defaultConnection;
        openConnection(broker, connection);
        return collect((env) => handle(broker, connection, line.method as ClientMethod, env));
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
