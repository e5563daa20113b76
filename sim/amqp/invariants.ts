import type { Invariant, RuleValues } from '../core/simulation';
import { chargeWork } from '../core/work';
import { RULES } from './observations';
import type { AmqpState } from './state';

function firstBroken({ observations: { broken } }: AmqpState, rule: string): RuleValues | null {
  for (const one of broken) if (one.rule === rule) return one.values;
  return null;
}

/** What RabbitMQ's documentation promises, checked by observers outside the broker's model. */
export const amqpInvariants: readonly Invariant<AmqpState>[] = [
  {
    // A message that was put in a queue is ready there, delivered and not settled, or gone for a reason.
    id: 'conservation',
    name: RULES.conservation,
    source: 'https://www.rabbitmq.com/docs/confirms',
    check({ broker, observations }) {
      chargeWork(Math.ceil(broker.queues.length / 4));
      for (const queue of broker.queues) {
        const figures = observations.figures[queue.name];
        if (figures === undefined) continue;
        const expected = figures.enqueued - figures.acked - figures.goneCount;
        const there = queue.readyCount + queue.unackedCount;
        if (expected !== there) return { queue: queue.name, expected, there };
      }
      return null;
    },
  },
  {
    id: 'prefetch',
    name: RULES.prefetch,
    source: 'https://www.rabbitmq.com/docs/consumer-prefetch',
    check({ clients }) {
      for (const client of clients) {
        if (client.kind !== 'consumer' || client.options.prefetchCount === 0) continue;
        let unsettled = 0;
        chargeWork(Math.ceil(client.held.length / 8));
        for (const { isSettled } of client.held) if (!isSettled) unsettled += 1;
        if (unsettled > client.options.prefetchCount) {
          return { consumer: client.id, held: unsettled, prefetch: client.options.prefetchCount };
        }
      }
      return null;
    },
  },
  {
    id: 'singleActive',
    name: RULES.singleActive,
    source: 'https://www.rabbitmq.com/docs/consumers#single-active-consumer',
    check: (state) => firstBroken(state, RULES.singleActive),
  },
  {
    id: 'order',
    name: RULES.order,
    source: 'https://www.rabbitmq.com/docs/queues#message-ordering',
    check: (state) => firstBroken(state, RULES.order),
  },
  {
    id: 'confirmed',
    name: RULES.confirmed,
    source: 'https://www.rabbitmq.com/docs/confirms#publisher-confirms',
    check: (state) => firstBroken(state, RULES.confirmed),
  },
];
