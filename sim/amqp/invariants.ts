import type { Invariant } from '../core/simulation';
import { findQueue } from './broker/topology';
import { RULES } from './observations';
import type { AmqpState } from './state';

function firstBroken({ observations: { broken } }: AmqpState, rule: string): string | null {
  for (const one of broken) if (one.rule === rule) return one.message;
  return null;
}

/** What RabbitMQ's documentation promises, checked by observers outside the broker's model. */
export const amqpInvariants: readonly Invariant<AmqpState>[] = [
  {
    // A message that was put in a queue is ready there, delivered and not settled, or gone for a reason.
    name: RULES.conservation,
    source: 'https://www.rabbitmq.com/docs/confirms',
    check({ broker, observations }) {
      for (const [name, figures] of Object.entries(observations.figures)) {
        const queue = findQueue(broker, name);
        if (queue === undefined) continue;
        let gone = 0;
        for (const reason in figures.gone) gone += figures.gone[reason] ?? 0;
        const expected = figures.enqueued - figures.acked - gone;
        const there = queue.readyCount + queue.unackedCount;
        if (expected !== there) return `${name} should hold ${expected} messages and holds ${there}`;
      }
      return null;
    },
  },
  {
    name: RULES.prefetch,
    source: 'https://www.rabbitmq.com/docs/consumer-prefetch',
    check({ clients }) {
      for (const client of clients) {
        if (client.kind !== 'consumer' || client.options.prefetchCount === 0) continue;
        let unsettled = 0;
        for (const { isSettled } of client.held) if (!isSettled) unsettled += 1;
        if (unsettled > client.options.prefetchCount) {
          return `${client.id} holds ${unsettled} messages, its prefetch is ${client.options.prefetchCount}`;
        }
      }
      return null;
    },
  },
  {
    name: RULES.singleActive,
    source: 'https://www.rabbitmq.com/docs/consumers#single-active-consumer',
    check: (state) => firstBroken(state, RULES.singleActive),
  },
  {
    name: RULES.order,
    source: 'https://www.rabbitmq.com/docs/queues#message-ordering',
    check: (state) => firstBroken(state, RULES.order),
  },
  {
    name: RULES.confirmed,
    source: 'https://www.rabbitmq.com/docs/confirms#publisher-confirms',
    check: (state) => firstBroken(state, RULES.confirmed),
  },
];
