import { expect, test } from 'vitest';
import { exportDefinitions, importDefinitions } from './definitions';
import { createLab } from './testing/broker-lab';

function example() {
  const lab = createLab();
  lab.act(
    { type: 'declareExchange', exchange: 'orders', exchangeType: 'topic', arguments: { 'alternate-exchange': 'lost' } },
    { type: 'declareExchange', exchange: 'lost', exchangeType: 'fanout', durable: false, internal: true },
    { type: 'declareExchange', exchange: 'by-header', exchangeType: 'headers' },
    { type: 'declareQueue', queue: 'paid', arguments: { 'x-queue-type': 'quorum', 'x-delivery-limit': 3 } },
    { type: 'declareQueue', queue: 'rest', durable: false, autoDelete: true, arguments: { 'x-message-ttl': 1000 } },
    { type: 'bind', source: 'orders', destinationType: 'queue', destination: 'paid', routingKey: 'order.paid.#' },
    { type: 'bind', source: 'lost', destinationType: 'queue', destination: 'rest' },
    { type: 'bind', source: 'orders', destinationType: 'exchange', destination: 'by-header', routingKey: '#' },
    {
      type: 'bind',
      source: 'by-header',
      destinationType: 'queue',
      destination: 'rest',
      arguments: { 'x-match': 'any', a: 1 },
    },
    { type: 'bind', source: 'amq.topic', destinationType: 'queue', destination: 'rest', routingKey: 'k' },
  );
  return lab;
}

test('what is exported, imported and exported again is the same', () => {
  const lab = example();
  const exported = exportDefinitions(lab.engine.state);
  const imported = importDefinitions(JSON.stringify(exported));
  if (!imported.ok) throw new Error(JSON.stringify(imported.problems));
  const other = createLab();
  other.act({ type: 'importTopology', topology: imported.topology });
  expect(exportDefinitions(other.engine.state)).toEqual(exported);
  expect(exported.queues).toHaveLength(2);
  expect(exported.bindings).toHaveLength(5);
});

test('a queue of one client alone and its bindings are not exported', () => {
  const lab = example();
  lab.act({
    type: 'addConsumer',
    client: 'watcher',
    options: { queue: 'own', ownQueue: { exchange: 'amq.fanout' } },
  });
  lab.runTo(1000);
  expect(lab.engine.state.broker.queues.some(({ name }) => name === 'own')).toBe(true);
  const { queues, bindings } = exportDefinitions(lab.engine.state);
  expect(queues.map(({ name }) => name)).toEqual(['paid', 'rest']);
  expect(bindings).toHaveLength(5);
});

test('definitions of one virtual host, without the names of it, are read too', () => {
  const text = JSON.stringify({
    rabbit_version: '3.10.8',
    users: [{ name: 'guest' }],
    policies: [],
    queues: [{ name: 'q', durable: true, auto_delete: false, arguments: {} }],
    exchanges: [],
    bindings: [],
  });
  expect(importDefinitions(text)).toMatchObject({
    ok: true,
    topology: { queues: [{ queue: 'q', durable: true }] },
    leftOut: ['users'],
  });
});

test('what is wrong is named with its place', () => {
  expect(importDefinitions('{')).toEqual({
    ok: false,
    problems: [{ path: '', kind: 'broken-json', detail: 'not JSON' }],
  });
  const wrongType = importDefinitions('{"queues":[{"name":"q","durable":"yes","auto_delete":false}]}');
  expect(wrongType).toMatchObject({ ok: false, problems: [{ path: 'queues[0].durable', kind: 'invalid' }] });
  const refused = importDefinitions(
    JSON.stringify({
      queues: [{ name: 'q', durable: true, auto_delete: false, arguments: { 'x-message-ttl': -1 } }],
      exchanges: [{ name: 'e', type: 'tropic', durable: true, auto_delete: false }],
      bindings: [{ source: 'amq.topic', destination: 'nowhere', destination_type: 'queue', routing_key: '' }],
    }),
  );
  expect(refused.ok).toBe(false);
  expect(!refused.ok && refused.problems.map(({ path, kind }) => `${path} ${kind}`)).toEqual([
    'exchanges[0] refused',
    'queues[0] refused',
    'bindings[0] refused',
  ]);
});

test('of several virtual hosts one has to be named', () => {
  const queue = (name: string, vhost: string) => ({ name, vhost, durable: true, auto_delete: false, arguments: {} });
  const text = JSON.stringify({ queues: [queue('a', 'one'), queue('b', 'two')] });
  expect(importDefinitions(text)).toMatchObject({
    ok: false,
    problems: [{ kind: 'several-vhosts', detail: 'one, two' }],
  });
  expect(importDefinitions(text, 'two')).toMatchObject({ ok: true, topology: { queues: [{ queue: 'b' }] } });
});

test('an exchange of the delayed-message plug-in is named as such', () => {
  const exchanges = [{ name: 'later', type: 'x-delayed-message', durable: true, auto_delete: false }];
  expect(importDefinitions(JSON.stringify({ exchanges }))).toMatchObject({
    ok: false,
    problems: [{ path: 'exchanges[0].type', detail: expect.stringContaining('rabbitmq_delayed_message_exchange') }],
  });
});
