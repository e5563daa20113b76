import { describe, expect, it } from 'vitest';
import type { Json } from '../../core/simulation';
import { amqpLinesAfter, declare, publish, ready } from '../testing/amqp-lines';
import { createLab } from '../testing/broker-lab';

type Line = { readonly [field: string]: Json };

const minute = 60_000;
const closed = (channel: number, timeoutMs = 1_800_000) => ({
  method: 'channel.close',
  channel,
  reply_code: 406,
  class_id: 0,
  method_id: 0,
  text:
    `PRECONDITION_FAILED - delivery acknowledgement on channel ${channel} timed out. Timeout value used: ${timeoutMs} ms. ` +
    'This timeout value can be configured, see consumers doc guide to learn more',
});
const queues: readonly (readonly [string, Line])[] = [
  ['classic', declare('q', {}, { durable: true })],
  ['quorum', declare('q', { 'x-queue-type': 'quorum' }, { durable: true })],
];
const consume: Line = { method: 'basic.consume', queue: 'q', channel: 2, consumer_tag: 'c' };

describe.each(queues)('a delivery from a %s queue that is not acknowledged', (_, queue) => {
  it('closes its channel after half an hour, and comes back', () => {
    const feed = amqpLinesAfter([queue, publish('q', 'a'), consume]);
    expect(feed({ advance: 30 * minute - 1 })).toEqual([]);
    expect(feed({ advance: 1 })).toMatchObject([closed(2)]);
    expect(ready(feed, 'q')).toEqual(['a']);
    expect(feed({ method: 'basic.get', queue: 'q' })).toMatchObject([{ redelivered: true }]);
  });

  it('is found once a minute, from when the channel began to hold something', () => {
    const feed = amqpLinesAfter([queue, publish('q', 'a'), publish('q', 'b'), consume, { advance: 30_000 }]);
    feed(publish('q', 'c'));
    feed({ method: 'basic.ack', channel: 2, delivery_tag: 2, multiple: true });
    expect(feed({ advance: 30 * minute - 1 })).toEqual([]);
    expect(feed({ advance: 30_001 })).toMatchObject([closed(2)]);
  });

  it('counts also when it was fetched with basic.get', () => {
    const feed = amqpLinesAfter([queue, publish('q', 'a'), { method: 'basic.get', queue: 'q', channel: 3 }]);
    expect(feed({ advance: 31 * minute })).toMatchObject([closed(3)]);
  });

  it('does not if it is acknowledged in time, or needs none', () => {
    const feed = amqpLinesAfter([queue, publish('q', 'a'), { ...consume, no_ack: true }]);
    feed({ method: 'basic.consume', queue: 'q', channel: 3, consumer_tag: 'd' });
    feed({ advance: 20 * minute });
    feed(publish('q', 'b'));
    feed({ method: 'basic.ack', channel: 3, delivery_tag: 1 });
    expect(feed({ advance: 60 * minute })).toEqual([]);
  });

  it('leaves the other channels of the connection alone, and they get the message', () => {
    const feed = amqpLinesAfter([queue, publish('q', 'a'), consume]);
    feed({ method: 'basic.consume', queue: 'q', channel: 3, consumer_tag: 'd' });
    const frames = feed({ advance: 30 * minute });
    expect(frames.filter(({ method }) => method === 'channel.close')).toMatchObject([closed(2)]);
    expect(frames.filter(({ method }) => method === 'basic.deliver')).toMatchObject([{ consumer_tag: 'd', body: 'a' }]);
  });
});

it.each([
  ['4.0', 2],
  ['3.10', 30],
] as const)('a queue of %s with x-consumer-timeout has its channel closed after %i minutes', (version, minutes) => {
  const queue = declare('q', { 'x-consumer-timeout': 2 * minute });
  const feed = amqpLinesAfter([queue, publish('q', 'a'), consume], version);
  expect(feed({ advance: minutes * minute - 1 })).toEqual([]);
  expect(feed({ advance: 1 })).toMatchObject([{ method: 'channel.close', code: 406 }]);
});

it('a worker of the lab that keeps its messages too long loses its channel and gets them again', () => {
  const lab = createLab({ consumerTimeoutMs: 2000, channelTickMs: 1000 });
  lab.act(
    { type: 'declareQueue', queue: 'eta' },
    { type: 'publish', routingKey: 'eta', body: 'later' },
    { type: 'addConsumer', client: 'celery', options: { queue: 'eta', serviceMinMs: 60_000, serviceMaxMs: 60_000 } },
  );
  lab.runTo(6000);
  expect(lab.traced('channel-closed')[0]).toMatchObject({ actor: 'celery', data: { code: 406 } });
  expect(lab.traced('work-started').length).toBeGreaterThan(1);
});
