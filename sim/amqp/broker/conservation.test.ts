import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { advance, createBroker, handle, nextDueMs } from './broker';
import type { ClientMethod } from './frames';
import { readyMessages } from './ready';
import type { BrokerNote, BrokerState } from './types';

const queues = ['plain', 'short', 'timed', 'graveyard', 'quorum', 'limited'];

const setup: readonly ClientMethod[] = [
  { method: 'exchange.declare', channel: 1, exchange: 'all', type: 'fanout' },
  { method: 'queue.declare', channel: 1, queue: 'plain', arguments: { 'x-max-priority': 2 } },
  {
    method: 'queue.declare',
    channel: 1,
    queue: 'short',
    arguments: { 'x-max-length': 2, 'x-dead-letter-exchange': '', 'x-dead-letter-routing-key': 'graveyard' },
  },
  {
    method: 'queue.declare',
    channel: 1,
    queue: 'timed',
    arguments: { 'x-message-ttl': 50, 'x-dead-letter-exchange': 'all' },
  },
  {
    method: 'queue.declare',
    channel: 1,
    queue: 'graveyard',
    arguments: { 'x-max-length': 3, 'x-overflow': 'reject-publish' },
  },
  {
    method: 'queue.declare',
    channel: 1,
    queue: 'quorum',
    durable: true,
    arguments: { 'x-queue-type': 'quorum', 'x-max-length': 4 },
  },
  {
    method: 'queue.declare',
    channel: 1,
    queue: 'limited',
    durable: true,
    arguments: { 'x-queue-type': 'quorum', 'x-delivery-limit': 1, 'x-dead-letter-exchange': 'all' },
  },
  ...queues.map((queue): ClientMethod => ({ method: 'queue.bind', channel: 1, queue, exchange: 'all' })),
];

const channel = fc.integer({ min: 1, max: 3 });
const queue = fc.constantFrom(...queues);
const tag = fc.integer({ min: 0, max: 6 });

const step: fc.Arbitrary<ClientMethod | number> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      method: fc.constant('basic.publish' as const),
      channel,
      exchange: fc.constantFrom('', 'all'),
      routingKey: queue,
      body: fc.constant('m'),
      properties: fc.constantFrom({}, { expiration: '30' }, { priority: 2 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ method: fc.constant('basic.get' as const), channel, queue, noAck: fc.boolean() }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ method: fc.constant('basic.consume' as const), channel, queue, noAck: fc.boolean() }),
  },
  fc.record({
    method: fc.constant('basic.qos' as const),
    channel,
    prefetchCount: fc.integer({ min: 0, max: 2 }),
    global: fc.boolean(),
  }),
  {
    weight: 2,
    arbitrary: fc.record({
      method: fc.constant('basic.ack' as const),
      channel,
      deliveryTag: tag,
      multiple: fc.boolean(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      method: fc.constant('basic.nack' as const),
      channel,
      deliveryTag: tag,
      multiple: fc.boolean(),
      requeue: fc.boolean(),
    }),
  },
  fc.record({ method: fc.constant('basic.recover' as const), channel, requeue: fc.constant(true) }),
  fc.record({ method: fc.constant('queue.purge' as const), channel, queue }),
  fc.record({ method: fc.constant('queue.delete' as const), channel, queue }),
  fc.record({ method: fc.constant('channel.close' as const), channel }),
  fc.integer({ min: 0, max: 80 }),
);

/** Copies in a queue by the notes: what entered less what left. */
function copiesByNotes(notes: readonly BrokerNote[]): Map<string, number> {
  const copies = new Map<string, number>();
  const change = (name: string, number: number, by: number) => {
    const key = `${number} in ${name}`;
    const now = (copies.get(key) ?? 0) + by;
    if (now === 0) copies.delete(key);
    else copies.set(key, now);
  };
  for (const note of notes) {
    if (note.type === 'enqueued') change(note.queue, note.number, 1);
    else if (note.type === 'acked' || note.type === 'dropped') change(note.queue, note.number, -1);
    else if (note.type === 'dead-lettered') change(note.queue, note.number, -1);
    else if (note.type === 'delivered' && note.settled) change(note.queue, note.number, -1);
  }
  return copies;
}

function copiesInState(broker: BrokerState): Map<string, number> {
  const copies = new Map<string, number>();
  const add = (name: string, number: number) => {
    const key = `${number} in ${name}`;
    copies.set(key, (copies.get(key) ?? 0) + 1);
  };
  for (const one of broker.queues) for (const { message } of readyMessages(one)) add(one.name, message.number);
  for (const { channels } of broker.connections) {
    for (const { unacked } of channels) {
      for (const held of unacked) {
        if (broker.queues.some(({ id }) => id === held.queueId)) add(held.queue, held.item.message.number);
      }
    }
  }
  return copies;
}

describe('messages', () => {
  it('are each in exactly one place: ready, unacknowledged, or gone for a reason that was told', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const broker = createBroker();
        const notes: BrokerNote[] = [];
        let nowMs = 0;
        const env = () => ({ nowMs, send: () => {}, note: (note: BrokerNote) => notes.push(note) });
        for (const method of setup) handle(broker, 'c', method, env());
        for (const one of steps) {
          if (typeof one === 'number') {
            nowMs += one;
            advance(broker, env());
          } else handle(broker, 'c', one, env());
          expect(copiesInState(broker)).toEqual(copiesByNotes(notes));
        }
        for (const one of broker.queues) {
          expect(one.readyCount).toBe(readyMessages(one).length);
          expect(one.unackedCount).toBe(
            broker.connections
              .flatMap(({ channels }) => channels.flatMap(({ unacked }) => unacked))
              .filter(({ queueId }) => queueId === one.id).length,
          );
        }
        // What a step has brought to the head may have expired before: it goes when the broker is next asked.
        advance(broker, env());
        expect(copiesInState(broker)).toEqual(copiesByNotes(notes));
        expect(nextDueMs(broker) ?? Number.POSITIVE_INFINITY).toBeGreaterThan(nowMs);
        expect(JSON.parse(JSON.stringify(broker))).toStrictEqual(broker);
      }),
      { numRuns: 300 },
    );
  });

  it('behave the same when the state is copied between any two steps', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const run = (copies: boolean): string => {
          let broker = createBroker();
          const sent: unknown[] = [];
          let nowMs = 0;
          const env = () => ({ nowMs, send: (_: string, frame: unknown) => sent.push(frame), note: () => {} });
          for (const one of [...setup, ...steps]) {
            if (copies) broker = JSON.parse(JSON.stringify(broker)) as BrokerState;
            if (typeof one === 'number') {
              nowMs += one;
              advance(broker, env());
            } else handle(broker, 'c', one, env());
          }
          return JSON.stringify([sent, broker]);
        };
        expect(run(true)).toBe(run(false));
      }),
      { numRuns: 60 },
    );
  });
});
