import { createBroker, handle } from '../../sim/amqp/broker/broker';
import type { ClientMethod } from '../../sim/amqp/broker/frames';
import { route } from '../../sim/amqp/broker/route';
import { findExchange } from '../../sim/amqp/broker/topology';
import type { BrokerEnv, BrokerState } from '../../sim/amqp/broker/types';

const EXCHANGE = 'events';
const QUEUES = 20;
const WARM_MESSAGES = 100_000;
const MESSAGES = 1_000_000;
/** Queues are emptied after this many, so that what is measured is not memory. */
const MESSAGES_BETWEEN_PURGES = 10_000;

const env: BrokerEnv = { nowMs: 0, send: () => {}, note: () => {} };
const regions = ['kr', 'jp', 'us', 'eu', 'br'];

/** How many messages per second go through a topic exchange with 100 bindings: routed only, and published into their queues. */
export function bench(): void {
  for (const [what, count] of [
    ['100 different keys', 100],
    ['20,000 different keys', 20_000],
  ] as const) {
    const keys = Array.from({ length: count }, (_, index) => {
      const queue = index % QUEUES;
      return `order${queue}.step${index}.${regions[index % regions.length]}`;
    });
    print(`routed, ${what}`, messagesPerSecond(keys, routeOnly));
    print(`published into their queues, ${what}`, messagesPerSecond(keys, publish));
  }
}

function print(what: string, perSecond: number): void {
  const figure = Math.round(perSecond).toLocaleString('en').padStart(12);
  process.stdout.write(`${`topic exchange, 100 bindings: ${what}`.padEnd(72)} ${figure} messages/s\n`);
}

/** Twenty queues, five bindings each: exact keys, both wildcards, in several places. */
function broker(): BrokerState {
  const made = createBroker();
  const say = (method: ClientMethod) => handle(made, 'bench', method, env);
  say({ method: 'exchange.declare', channel: 1, exchange: EXCHANGE, type: 'topic' });
  for (let index = 0; index < QUEUES; index++) {
    const queue = `q${index}`;
    say({ method: 'queue.declare', channel: 1, queue });
    const patterns = [
      `order${index}.#`,
      `*.step${index}.*`,
      `order${index}.*.kr`,
      `#.us${index}`,
      `order${index}.step1.eu`,
    ];
    for (const routingKey of patterns) say({ method: 'queue.bind', channel: 1, queue, exchange: EXCHANGE, routingKey });
  }
  return made;
}

type Run = (keys: readonly string[], messages: number) => void;

function messagesPerSecond(keys: readonly string[], make: () => Run): number {
  const run = make();
  run(keys, WARM_MESSAGES);
  const start = performance.now();
  run(keys, MESSAGES);
  return (MESSAGES / (performance.now() - start)) * 1000;
}

function routeOnly(): Run {
  const state = broker();
  const exchange = findExchange(state, EXCHANGE);
  if (exchange === undefined) throw new Error('the exchange was not declared');
  return (keys, messages) => {
    const routables = keys.map((key) => ({ routingKeys: [key], properties: {} }));
    let reached = 0;
    for (let index = 0; index < messages; index++) {
      const message = routables[index % routables.length];
      if (message !== undefined) reached += route(state, exchange, message).length;
    }
    if (reached < messages) throw new Error('some messages reached no queue');
  };
}

function publish(): Run {
  const state = broker();
  return (keys, messages) => {
    for (let index = 0; index < messages; index++) {
      const routingKey = keys[index % keys.length] ?? '';
      handle(state, 'bench', { method: 'basic.publish', channel: 1, exchange: EXCHANGE, routingKey, body: 'x' }, env);
      if (index % MESSAGES_BETWEEN_PURGES === 0) purge(state);
    }
  };
}

function purge(state: BrokerState): void {
  for (const { name } of state.queues) handle(state, 'bench', { method: 'queue.purge', channel: 1, queue: name }, env);
}
