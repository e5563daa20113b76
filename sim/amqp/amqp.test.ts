import { expect, test } from 'vitest';
import { CommandRefused } from '../core/simulation';
import { findQueue } from './broker/topology';
import { queueFigures } from './figures';
import { keyOf } from './publisher';
import { createLab } from './testing/broker-lab';

const calm = { latencyMinMs: 100, latencyMaxMs: 100, hopMs: 0 } as const;

test('a publisher takes its routing keys in turn, and braces stand for one key each', () => {
  const keys = (count: number, ...routingKeys: string[]) =>
    Array.from({ length: count }, (_, index) => keyOf({ routingKeys }, index + 1));
  expect(keys(6, 'order.{created,paid}.{kr,us}', 'plain')).toEqual([
    'order.created.kr',
    'order.created.us',
    'order.paid.kr',
    'order.paid.us',
    'plain',
    'order.created.kr',
  ]);
  expect(keys(2, '{open')).toEqual(['{open', '{open']);
  // As many keys as nobody could write out.
  expect(keys(3, '{a,b}'.repeat(51)).map((key) => key.slice(-2))).toEqual(['aa', 'ab', 'ba']);
});

test('a message takes the latency to the broker and the latency to its consumer', () => {
  const lab = createLab(calm);
  lab.act(
    { type: 'declareQueue', queue: 'q' },
    { type: 'addConsumer', client: 'c', options: { queue: 'q', serviceMinMs: 100, serviceMaxMs: 100 } },
    { type: 'addPublisher', client: 'p', options: { routingKeys: ['q'], intervalMs: 1000, limit: 1 } },
  );
  lab.runTo(1199);
  expect(lab.consumer('c').received).toBe(0);
  lab.runTo(1200);
  expect(lab.consumer('c').held).toMatchObject([{ body: 'p-1', work: 'working', redelivered: false }]);
  lab.runTo(1400);
  expect(lab.engine.state.broker.queues[0]).toMatchObject({ readyCount: 0, unackedCount: 0 });
});

test('frames of one connection never overtake each other, however the latency varies', () => {
  const lab = createLab({ latencyMinMs: 1, latencyMaxMs: 400 });
  lab.act(
    { type: 'declareQueue', queue: 'q' },
    { type: 'addPublisher', client: 'p', options: { routingKeys: ['q'], intervalMs: 20, limit: 40 } },
  );
  lab.runTo(5000);
  expect(lab.ready('q')).toEqual(Array.from({ length: 40 }, (_, index) => `p-${index + 1}`));
});

test('a consumer works on as many messages at once as its concurrency allows, and holds no more than its prefetch', () => {
  const lab = createLab(calm);
  lab.act({ type: 'declareQueue', queue: 'q' });
  for (let each = 0; each < 10; each++) lab.act({ type: 'publish', routingKey: 'q' });
  lab.act({ type: 'addConsumer', client: 'c', options: { queue: 'q', prefetchCount: 5, concurrency: 2 } });
  lab.runTo(400);
  const works = lab.consumer('c').held.map(({ work }) => work);
  expect(works).toEqual(['working', 'working', 'waiting', 'waiting', 'waiting']);
});

test('early acknowledgement loses what a crash interrupts, late acknowledgement does not', () => {
  for (const ack of ['early', 'late'] as const) {
    const lab = createLab(calm);
    lab.act(
      { type: 'declareQueue', queue: 'q' },
      { type: 'publish', routingKey: 'q', body: 'task' },
      { type: 'addConsumer', client: 'c', options: { queue: 'q', ack, serviceMinMs: 1000, serviceMaxMs: 1000 } },
    );
    lab.runTo(700);
    lab.act({ type: 'crashClient', client: 'c' });
    lab.runTo(2000);
    expect(lab.ready('q')).toEqual(ack === 'late' ? ['task'] : []);
    expect(lab.consumer('c').lost).toBe(ack === 'late' ? 0 : 1);
    lab.act({ type: 'restartClient', client: 'c' });
    lab.runTo(5000);
    expect(lab.consumer('c').done).toBe(ack === 'late' ? 1 : 0);
  }
});

test('what waits in a worker that acknowledges when work begins comes back after a crash', () => {
  const lab = createLab(calm);
  lab.act({ type: 'declareQueue', queue: 'q' });
  for (const body of ['first', 'second', 'third']) lab.act({ type: 'publish', routingKey: 'q', body });
  const options = { queue: 'q', ack: 'start', prefetchCount: 2, serviceMinMs: 9000, serviceMaxMs: 9000 } as const;
  lab.act({ type: 'addConsumer', client: 'c', options });
  lab.runTo(400);
  lab.act({ type: 'crashClient', client: 'c' });
  lab.runTo(2000);
  expect(lab.ready('q')).toEqual(['second', 'third']);
  expect(lab.consumer('c').lost).toBe(1);
});

test('a paused consumer holds what it has and settles it when it goes on', () => {
  const lab = createLab(calm);
  lab.act(
    { type: 'declareQueue', queue: 'q' },
    { type: 'publish', routingKey: 'q' },
    { type: 'addConsumer', client: 'c', options: { queue: 'q', serviceMinMs: 500, serviceMaxMs: 500 } },
  );
  lab.runTo(500);
  lab.act({ type: 'pauseClient', client: 'c' });
  lab.runTo(3000);
  expect(lab.engine.state.broker.queues[0]).toMatchObject({ unackedCount: 1 });
  lab.act({ type: 'resumeClient', client: 'c' });
  lab.runTo(3200);
  expect(lab.engine.state.broker.queues[0]).toMatchObject({ unackedCount: 0 });
});

test('an error closes the channel, and the client opens it again until what it asks for is there', () => {
  const lab = createLab(calm);
  lab.act({ type: 'addConsumer', client: 'c', options: { queue: 'later' } });
  lab.runTo(500);
  expect(lab.consumer('c')).toMatchObject({ status: 'waiting', error: { code: 404 } });
  expect(lab.traced('channel-closed')[0]).toMatchObject({
    actor: 'c',
    data: { code: 404, text: "NOT_FOUND - no queue 'later' in vhost '/'" },
  });
  lab.act({ type: 'declareQueue', queue: 'later' });
  lab.runTo(2500);
  expect(lab.consumer('c')).toMatchObject({ status: 'open', error: null });
  expect(findQueue(lab.engine.state.broker, 'later')?.consumers).toHaveLength(1);
});

test('a publisher with confirms repeats what was refused, one without never hears of it', () => {
  const lab = createLab(calm);
  lab.act(
    { type: 'declareQueue', queue: 'q', arguments: { 'x-max-length': 1, 'x-overflow': 'reject-publish' } },
    {
      type: 'addPublisher',
      client: 'sure',
      options: { routingKeys: ['q'], intervalMs: 300, limit: 3, confirms: true },
    },
  );
  lab.runTo(3000);
  expect(lab.publisher('sure')).toMatchObject({ made: 3, confirmed: 1 });
  expect(lab.publisher('sure').refused).toBeGreaterThan(3);
  lab.act({ type: 'addConsumer', client: 'c', options: { queue: 'q', serviceMinMs: 10, serviceMaxMs: 10 } });
  lab.runTo(8000);
  expect(lab.publisher('sure')).toMatchObject({ confirmed: 3, unconfirmed: [] });
});

test('a mandatory message that nobody takes comes back to its publisher', () => {
  const lab = createLab(calm);
  lab.act({ type: 'addPublisher', client: 'p', options: { routingKeys: ['nowhere'], limit: 2, mandatory: true } });
  lab.runTo(5000);
  expect(lab.publisher('p').returned).toBe(2);
});

test('by hand: fetch, refuse with multiple, and an unknown tag closes the channel and gives everything back', () => {
  const lab = createLab(calm);
  lab.act({ type: 'declareQueue', queue: 'q' });
  for (const body of ['a', 'b', 'c']) lab.act({ type: 'publish', routingKey: 'q', body });
  lab.act({ type: 'get', queue: 'q' }, { type: 'get', queue: 'q' }, { type: 'get', queue: 'q' });
  expect(lab.engine.state.manualClient.held.map(({ body }) => body)).toEqual(['a', 'b', 'c']);
  lab.act({ type: 'settle', outcome: 'nack', deliveryTag: 2, multiple: true, requeue: true });
  expect(lab.engine.state.manualClient.held.map(({ body }) => body)).toEqual(['c']);
  expect(lab.ready('q')).toEqual(['a', 'b']);
  lab.act({ type: 'settle', outcome: 'ack', deliveryTag: 99 });
  expect(lab.traced('channel-closed').at(-1)).toMatchObject({
    actor: 'hand',
    data: { code: 406, text: 'PRECONDITION_FAILED - unknown delivery tag 99' },
  });
  expect(lab.engine.state.manualClient.held).toEqual([]);
  expect(lab.ready('q')).toEqual(['a', 'b', 'c']);
});

test('an edited queue is another queue with the same bindings; an impossible edit changes nothing', () => {
  const lab = createLab(calm);
  lab.act(
    { type: 'declareExchange', exchange: 'x', exchangeType: 'topic' },
    { type: 'declareQueue', queue: 'q' },
    { type: 'bind', source: 'x', destinationType: 'queue', destination: 'q', routingKey: 'a.*' },
    { type: 'publish', exchange: 'x', routingKey: 'a.b' },
    { type: 'editQueue', queue: 'q', arguments: { 'x-max-length': -1 } },
  );
  expect(lab.ready('q')).toHaveLength(1);
  expect(lab.traced('channel-closed').at(-1)).toMatchObject({ actor: 'admin', data: { code: 406 } });
  lab.act({ type: 'editQueue', queue: 'q', arguments: { 'x-max-length': 5 } });
  expect(lab.ready('q')).toEqual([]);
  lab.act({ type: 'publish', exchange: 'x', routingKey: 'a.c' });
  expect(lab.ready('q')).toHaveLength(1);
  lab.act({ type: 'editExchange', exchange: 'x', exchangeType: 'fanout' });
  lab.act({ type: 'publish', exchange: 'x', routingKey: 'whatever' });
  expect(lab.ready('q')).toHaveLength(2);
});

test('what no broker is asked is refused, with nothing changed', () => {
  const lab = createLab(calm);
  lab.act({ type: 'addPublisher', client: 'p', options: {} });
  const before = lab.engine.snapshotJson();
  for (const command of [
    { type: 'addPublisher', client: 'p', options: {} },
    { type: 'crashClient', client: 'nobody' },
    { type: 'editConsumer', client: 'p', options: { queue: 'q' } },
    { type: 'addConsumer', client: 'c', options: { queue: 'q', serviceMinMs: 5, serviceMaxMs: 1 } },
    { type: 'stopNode', node: 'n2' },
    { type: 'move', node: 'nothing', x: 0, y: 0 },
    { type: 'settle', outcome: 'ack', deliveryTag: 1 },
    { type: 'editQueue', queue: 'none' },
  ] as const) {
    expect(() => lab.act(command)).toThrow(CommandRefused);
  }
  expect(lab.engine.snapshotJson()).toBe(before);
});

test('figures tell what came, what went and how old the head is', () => {
  const lab = createLab(calm);
  lab.act(
    { type: 'declareQueue', queue: 'q' },
    { type: 'addPublisher', client: 'p', options: { routingKeys: ['q'], intervalMs: 250, limit: 12 } },
  );
  lab.runTo(4600);
  const figures = queueFigures(lab.engine.state, 'q', lab.engine.tick, 5);
  expect(figures).toMatchObject({ ready: 12, unacked: 0, inPerSecond: 1, outPerSecond: 0, headAgeMs: 4250 });
  expect(figures?.seconds.map(({ second, in: came, ready }) => [second, came, ready])).toEqual([
    [0, 3, 3],
    [1, 4, 7],
    [2, 4, 11],
    [3, 1, 12],
    [4, 0, 12],
  ]);
});

test('the broker blocks its publishers when it holds too much, and they go on when it holds less', () => {
  const lab = createLab({ ...calm, latencyMinMs: 1, latencyMaxMs: 1 });
  lab.act(
    { type: 'declareQueue', queue: 'q' },
    { type: 'addPublisher', client: 'p', options: { routingKeys: ['q'], intervalMs: 10, burst: 200 } },
  );
  lab.runTo(1000);
  expect(lab.publisher('p').isBlocked).toBe(true);
  expect(lab.ready('q').length).toBeLessThanOrEqual(3200);
  lab.act({ type: 'purgeQueue', queue: 'q' });
  lab.runTo(1030);
  expect(lab.traced('unblocked')).toHaveLength(1);
});

test('a storm of messages to many queues meets the lab’s limits and not those of the engine', () => {
  const lab = createLab({ latencyMinMs: 500, latencyMaxMs: 500 });
  lab.act({ type: 'declareExchange', exchange: 'x', exchangeType: 'fanout' });
  for (let queue = 0; queue < 60; queue++) {
    lab.act(
      { type: 'declareQueue', queue: `q${queue}` },
      { type: 'bind', source: 'x', destinationType: 'queue', destination: `q${queue}` },
    );
    if (queue >= 20) continue;
    const options = { queue: `q${queue}`, ack: 'auto', concurrency: 20 } as const;
    lab.act({ type: 'addConsumer', client: `c${queue}`, options });
  }
  lab.act({ type: 'addPublisher', client: 'p', options: { exchange: 'x', intervalMs: 10, burst: 50 } });
  lab.runTo(1500);
  expect(lab.traced('refused').some(({ data }) => data?.reason === 'lab-limit')).toBe(true);
  expect(lab.records.flatMap(({ violations }) => violations)).toEqual([]);
});
