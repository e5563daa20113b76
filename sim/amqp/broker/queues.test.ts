import { describe, expect, it } from 'vitest';
import { amqpLines, amqpLinesAfter, bodies, declare, publish, ready } from '../testing/amqp-lines';

const graveyard = [
  { method: 'exchange.declare', exchange: 'dlx', type: 'fanout' },
  declare('dead'),
  { method: 'queue.bind', queue: 'dead', exchange: 'dlx' },
];
const toGraveyard = { 'x-dead-letter-exchange': 'dlx' };
const quorum = { 'x-queue-type': 'quorum' };
const durable = { durable: true };
const publishAll = (queue: string, all: readonly string[]) => all.map((body) => publish(queue, body));

describe('a classic queue', () => {
  it('puts requeued messages back where they were', () => {
    const feed = amqpLinesAfter([declare('q'), ...publishAll('q', ['1', '2', '3'])]);
    feed({ method: 'basic.get', queue: 'q' });
    feed({ method: 'basic.get', queue: 'q' });
    feed({ method: 'basic.nack', delivery_tag: 2 });
    feed({ method: 'basic.nack', delivery_tag: 1 });
    expect(ready(feed, 'q')).toEqual(['1', '2', '3']);
  });

  it('lets go of its head beyond max-length, and dead-letters it', () => {
    const feed = amqpLinesAfter([
      ...graveyard,
      declare('q', { 'x-max-length': 2, ...toGraveyard }),
      ...publishAll('q', ['1', '2', '3']),
    ]);
    expect(ready(feed, 'q')).toEqual(['2', '3']);
    expect(ready(feed, 'dead')).toEqual(['1']);
  });

  it('refuses a publish when full under reject-publish', () => {
    const feed = amqpLinesAfter([
      declare('q', { 'x-max-length': 1, 'x-overflow': 'reject-publish' }),
      { method: 'confirm.select' },
    ]);
    expect(feed(publish('q', '1'))).toMatchObject([{ method: 'basic.ack', delivery_tag: 1 }]);
    expect(feed(publish('q', '2'))).toMatchObject([{ method: 'basic.nack', delivery_tag: 2 }]);
    expect(ready(feed, 'q')).toEqual(['1']);
  });

  it('expires messages only at its head', () => {
    const feed = amqpLinesAfter([
      declare('q'),
      publish('q', 'stays'),
      publish('q', 'short', { properties: { expiration: '50' } }),
      { advance: 100 },
    ]);
    expect(ready(feed, 'q')).toEqual(['stays', 'short']);
    feed({ method: 'basic.get', queue: 'q', no_ack: true });
    expect(ready(feed, 'q')).toEqual([]);
  });

  it('tells in x-death where a message died, why and how often', () => {
    const feed = amqpLinesAfter([
      declare('work', { 'x-dead-letter-exchange': '', 'x-dead-letter-routing-key': 'wait' }),
      declare('wait', {
        'x-message-ttl': 100,
        'x-dead-letter-exchange': '',
        'x-dead-letter-routing-key': 'work',
      }),
      publish('work', 'job', { properties: { expiration: '5000' } }),
    ]);
    for (let round = 1; round <= 2; round++) {
      feed({ method: 'basic.get', queue: 'work' });
      feed({ method: 'basic.reject', delivery_tag: round, requeue: false });
      feed({ advance: 100 });
    }
    const [got] = feed({ method: 'basic.get', queue: 'work' });
    expect(got?.properties).toEqual({
      headers: {
        'x-first-death-reason': 'rejected',
        'x-first-death-queue': 'work',
        'x-first-death-exchange': '',
        'x-death': [
          {
            count: 2,
            reason: 'expired',
            queue: 'wait',
            time: { '!': 'timestamp', value: 0 },
            exchange: '',
            'routing-keys': ['wait'],
          },
          {
            count: 2,
            reason: 'rejected',
            queue: 'work',
            time: { '!': 'timestamp', value: 0 },
            exchange: '',
            'routing-keys': ['work'],
            'original-expiration': '5000',
          },
        ],
      },
    });
  });

  it('drops a message that would go round for ever with nobody rejecting it', () => {
    const ring = (to: string) => ({
      'x-message-ttl': 10,
      'x-dead-letter-exchange': '',
      'x-dead-letter-routing-key': to,
    });
    const feed = amqpLinesAfter([
      declare('a', ring('b')),
      declare('b', ring('a')),
      publish('a', 'x'),
      { advance: 100 },
    ]);
    expect([ready(feed, 'a'), ready(feed, 'b')]).toEqual([[], []]);
  });

  it('gives higher priorities first', () => {
    const feed = amqpLinesAfter([
      declare('q', { 'x-max-priority': 5 }),
      publish('q', 'none'),
      publish('q', 'nine', { properties: { priority: 9 } }),
      publish('q', 'five', { properties: { priority: 5 } }),
      publish('q', 'one', { properties: { priority: 1 } }),
    ]);
    expect(ready(feed, 'q')).toEqual(['nine', 'five', 'one', 'none']);
  });

  it('goes with its last consumer when it is auto-delete, and its auto-delete exchange with it', () => {
    const feed = amqpLinesAfter([
      declare('q', {}, { auto_delete: true }),
      { method: 'exchange.declare', exchange: 'e', type: 'direct', auto_delete: true },
      { method: 'queue.bind', queue: 'q', exchange: 'e', routing_key: 'k' },
      { method: 'basic.consume', queue: 'q', consumer_tag: 'c' },
      { method: 'basic.cancel', consumer_tag: 'c' },
    ]);
    expect(feed({ inspect: 'queues' })).toEqual([]);
    expect(feed({ method: 'exchange.declare', exchange: 'e', passive: true })).toMatchObject([{ code: 404 }]);
  });

  it('expires when unused for its time, counted from the last use', () => {
    const feed = amqpLinesAfter([declare('q', { 'x-expires': 100 }), { advance: 60 }]);
    feed({ method: 'queue.declare', queue: 'q', passive: true });
    feed({ advance: 60 });
    expect(feed({ inspect: 'queues' })).toHaveLength(1);
    feed({ advance: 40 });
    expect(feed({ inspect: 'queues' })).toEqual([]);
  });
});

describe('consumers', () => {
  it('take turns, those of higher priority first while they have room', () => {
    const feed = amqpLinesAfter([
      declare('q'),
      { method: 'basic.consume', queue: 'q', consumer_tag: 'a' },
      { method: 'basic.consume', queue: 'q', consumer_tag: 'b' },
      { method: 'basic.qos', channel: 2, prefetch_count: 1 },
      { method: 'basic.consume', channel: 2, queue: 'q', consumer_tag: 'first', arguments: { 'x-priority': 1 } },
    ]);
    const tags = ['1', '2', '3', '4'].map((body) => feed(publish('q', body))[0]?.consumer_tag);
    expect(tags).toEqual(['first', 'a', 'b', 'a']);
  });

  it('get no more than their prefetch until they acknowledge', () => {
    const feed = amqpLinesAfter([
      declare('q'),
      ...publishAll('q', ['1', '2', '3']),
      { method: 'basic.qos', prefetch_count: 2 },
    ]);
    expect(bodies(feed({ method: 'basic.consume', queue: 'q' }))).toEqual(['1', '2']);
    expect(bodies(feed({ method: 'basic.ack', delivery_tag: 1 }))).toEqual(['3']);
  });

  it('share a prefetch that is global, which a later one that is not takes away', () => {
    const feed = amqpLinesAfter([
      declare('q'),
      { method: 'basic.qos', prefetch_count: 1, global: true },
      { method: 'basic.consume', queue: 'q', consumer_tag: 'a' },
      { method: 'basic.consume', queue: 'q', consumer_tag: 'b' },
      publish('q', '1'),
    ]);
    expect(feed(publish('q', '2'))).toEqual([]);
    expect(bodies(feed({ method: 'basic.qos', prefetch_count: 5 }))).toEqual(['2']);
  });

  it('are told when their queue is deleted', () => {
    const feed = amqpLinesAfter([declare('q'), { method: 'basic.consume', queue: 'q', consumer_tag: 'c', channel: 2 }]);
    expect(feed({ method: 'queue.delete', queue: 'q' })).toEqual([
      { method: 'queue.delete-ok', channel: 1, message_count: 0 },
      { method: 'basic.cancel', channel: 2, consumer_tag: 'c', nowait: true },
    ]);
  });

  it('are served one alone with a single active consumer, and the next when its channel closes', () => {
    const feed = amqpLinesAfter([
      declare('q', { 'x-single-active-consumer': true }),
      { method: 'basic.consume', queue: 'q', consumer_tag: 'a', channel: 2 },
      { method: 'basic.consume', queue: 'q', consumer_tag: 'b', channel: 3 },
    ]);
    expect(publishAll('q', ['1', '2']).map((line) => feed(line)[0]?.consumer_tag)).toEqual(['a', 'a']);
    expect(feed({ method: 'channel.close', channel: 2 })).toMatchObject([
      { method: 'basic.deliver', consumer_tag: 'b', body: '1', redelivered: true },
      { method: 'basic.deliver', consumer_tag: 'b', body: '2', redelivered: true },
      { method: 'channel.close-ok' },
    ]);
  });

  it('answer through a direct reply without a queue', () => {
    const feed = amqpLinesAfter([
      declare('rpc'),
      { method: 'basic.consume', queue: 'amq.rabbitmq.reply-to', no_ack: true, consumer_tag: 'client' },
      publish('rpc', 'question', { properties: { reply_to: 'amq.rabbitmq.reply-to', correlation_id: '7' } }),
    ]);
    const [request] = feed({ method: 'basic.get', queue: 'rpc', channel: 2, no_ack: true });
    const properties = (request?.properties ?? {}) as { reply_to?: string };
    expect(feed(publish(properties.reply_to ?? '', 'answer', { channel: 2 }))).toMatchObject([
      { method: 'basic.deliver', channel: 1, consumer_tag: 'client', body: 'answer' },
    ]);
  });
});

describe('a quorum queue', () => {
  it('counts deliveries, and gives a message up beyond its delivery limit', () => {
    const feed = amqpLinesAfter([
      ...graveyard,
      declare('q', { ...quorum, ...toGraveyard, 'x-delivery-limit': 1 }, durable),
      publish('q', 'poison'),
      { method: 'basic.consume', queue: 'q', consumer_tag: 'c' },
    ]);
    expect(feed({ method: 'basic.nack', delivery_tag: 1 })).toMatchObject([
      { redelivered: true, properties: { headers: { 'x-delivery-count': 1 } } },
    ]);
    expect(feed({ method: 'basic.nack', delivery_tag: 2 })).toEqual([]);
    expect(ready(feed, 'dead')).toEqual(['poison']);
  });

  it('puts requeued messages at its tail, or before the rest when it has a delivery limit', () => {
    for (const [limit, order] of [
      [{}, ['2', '1']],
      [{ 'x-delivery-limit': 5 }, ['1', '2']],
    ] as const) {
      const feed = amqpLinesAfter([declare('q', { ...quorum, ...limit }, durable), ...publishAll('q', ['1', '2'])]);
      feed({ method: 'basic.get', queue: 'q' });
      feed({ method: 'basic.nack', delivery_tag: 1 });
      expect(ready(feed, 'q')).toEqual(order);
    }
  });

  it('takes one message too many under reject-publish, and refuses until it is down to four fifths', () => {
    const feed = amqpLinesAfter([
      declare('q', { ...quorum, 'x-max-length': 5, 'x-overflow': 'reject-publish' }, durable),
      { method: 'confirm.select' },
    ]);
    const publishOne = () => feed(publish('q', 'm'))[0]?.method;
    expect(Array.from({ length: 7 }, publishOne)).toEqual([...Array(6).fill('basic.ack'), 'basic.nack']);
    feed({ method: 'basic.get', queue: 'q', no_ack: true });
    expect(publishOne()).toBe('basic.nack');
    feed({ method: 'basic.get', queue: 'q', no_ack: true });
    expect(publishOne()).toBe('basic.ack');
  });

  it('has none of what only classic queues have', () => {
    const feed = amqpLines();
    expect(feed(declare('q', { ...quorum, 'x-max-priority': 5 }, durable))).toMatchObject([
      {
        text: "PRECONDITION_FAILED - invalid arg 'x-max-priority' for queue 'q' in vhost '/' of queue type rabbit_quorum_queue",
      },
    ]);
  });
});
