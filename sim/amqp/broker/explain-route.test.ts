import { describe, expect, it } from 'vitest';
import { createBroker, explainRoute, handle } from './broker';
import type { ClientMethod } from './frames';

function brokerWith(methods: readonly ClientMethod[]) {
  const broker = createBroker();
  for (const method of methods) handle(broker, 'c', method, { nowMs: 0, send: () => {}, note: () => {} });
  return broker;
}

const bind = (queue: string, exchange: string, routingKey = '', given = {}): ClientMethod => ({
  method: 'queue.bind',
  channel: 1,
  queue,
  exchange,
  routingKey,
  arguments: given,
});
const queue = (name: string): ClientMethod => ({ method: 'queue.declare', channel: 1, queue: name });

describe('the explanation of a route', () => {
  it('says of each binding of a topic exchange why it matched or not', () => {
    const broker = brokerWith([queue('a'), queue('b'), bind('a', 'amq.topic', 'x.#'), bind('b', 'amq.topic', 'y.*')]);
    const { queues, bindings } = explainRoute(broker, 'amq.topic', 'x.y', {});
    expect(queues).toEqual(['a']);
    expect(bindings.map(({ matched, reason }) => [matched, reason.kind])).toEqual([
      [true, 'topic-match'],
      [false, 'topic-differs'],
    ]);
  });

  it('names the headers that were missing', () => {
    const broker = brokerWith([
      queue('a'),
      bind('a', 'amq.headers', '', { 'x-match': 'all', format: 'pdf', pages: 2 }),
    ]);
    const { bindings, queues } = explainRoute(broker, 'amq.headers', '', { format: 'pdf' });
    expect(queues).toEqual([]);
    expect(bindings[0]?.reason).toEqual({ kind: 'headers-differ', mode: 'all', missingNames: ['pages'] });
  });

  it('follows bindings between exchanges and alternate exchanges', () => {
    const broker = brokerWith([
      {
        method: 'exchange.declare',
        channel: 1,
        exchange: 'in',
        type: 'direct',
        arguments: { 'alternate-exchange': 'rest' },
      },
      { method: 'exchange.declare', channel: 1, exchange: 'rest', type: 'fanout' },
      { method: 'exchange.bind', channel: 1, source: 'rest', destination: 'amq.topic' },
      queue('a'),
      bind('a', 'amq.topic', '#'),
    ]);
    const { exchanges, queues } = explainRoute(broker, 'in', 'k', {});
    expect(exchanges).toEqual([
      { exchange: 'in', via: 'publish' },
      { exchange: 'rest', via: 'alternate' },
      { exchange: 'amq.topic', via: 'binding' },
    ]);
    expect(queues).toEqual(['a']);
  });

  it('agrees with where the message goes on a ring', () => {
    const broker = brokerWith([
      { method: 'exchange.declare', channel: 1, exchange: 'ring', type: 'x-consistent-hash' },
      queue('a'),
      queue('b'),
      bind('a', 'ring', '1'),
      bind('b', 'ring', '3'),
    ]);
    for (let key = 0; key < 20; key++) {
      const { bindings, queues } = explainRoute(broker, 'ring', `k${key}`, {});
      expect(bindings.filter(({ matched }) => matched).map(({ binding }) => binding.destination)).toEqual(queues);
    }
  });

  it('of the default exchange leads to the queue of that name if it is there', () => {
    const broker = brokerWith([queue('a')]);
    expect(explainRoute(broker, '', 'a', {}).queues).toEqual(['a']);
    expect(explainRoute(broker, '', 'b', {}).queues).toEqual([]);
  });
});
