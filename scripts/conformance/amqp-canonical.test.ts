import { describe, expect, it } from 'vitest';
import { CanonicalSession, stableText } from './amqp-canonical';
import type { Frame, JsonObject } from './amqp-lines';

/** A session with a broker that answers as told, and what it was sent. */
function sessionAnswering(...answers: readonly (readonly Frame[])[]) {
  const sent: JsonObject[] = [];
  const session = new CanonicalSession({
    feed: async (line) => {
      sent.push(line);
      return answers[sent.length - 1] ?? [];
    },
    end: async () => {},
  });
  return { session, sent };
}

const deliver = (consumerTag: string, deliveryTag: number): Frame => ({
  method: 'basic.deliver',
  channel: 1,
  consumer_tag: consumerTag,
  delivery_tag: deliveryTag,
  body: consumerTag,
});

describe('what two brokers may do differently', () => {
  it('numbers names that a broker invents, and gives them back to it', async () => {
    const { session, sent } = sessionAnswering([{ method: 'queue.declare-ok', channel: 1, queue: 'amq.gen-J3kd_0' }]);
    expect(await session.feed({ method: 'queue.declare' })).toEqual([
      { method: 'queue.declare-ok', channel: 1, queue: 'amq.gen-#1' },
    ]);
    await session.feed({ method: 'basic.get', queue: 'amq.gen-#1' });
    expect(sent[1]).toEqual({ method: 'basic.get', queue: 'amq.gen-J3kd_0' });
  });

  it('puts deliveries in the order of their consumers, and acknowledges the ones that were meant', async () => {
    const { session, sent } = sessionAnswering([deliver('b', 1), deliver('a', 2)]);
    const answers = await session.feed({ method: 'basic.publish' });
    expect(answers.map((frame) => [frame.consumer_tag, frame.delivery_tag])).toEqual([
      ['a', 1],
      ['b', 2],
    ]);
    await session.feed({ method: 'basic.ack', delivery_tag: 1 });
    await session.feed({ method: 'basic.ack', delivery_tag: 1, multiple: true });
    expect(sent.slice(1).map((line) => line.delivery_tag)).toEqual([2, 2]);
  });

  it('takes several confirms for one that covers them', async () => {
    const { session } = sessionAnswering(
      [],
      [],
      [{ method: 'basic.ack', channel: 1, delivery_tag: 2, multiple: true }],
    );
    await session.feed({ method: 'confirm.select' });
    await session.feed({ method: 'basic.publish' });
    expect(await session.feed({ method: 'basic.publish' })).toEqual([
      { method: 'basic.ack', channel: 1, delivery_tags: [1, 2] },
    ]);
  });

  it('resolves a tag to pick to one that is outstanding, or fetches a message', async () => {
    const { session } = sessionAnswering([deliver('a', 1)]);
    const picking = { method: 'basic.ack', delivery_tag: { pick: 4 } };
    expect(session.resolve(picking)).toMatchObject({ method: 'basic.get' });
    await session.feed({ method: 'basic.publish' });
    expect(session.resolve(picking)).toEqual({ method: 'basic.ack', channel: 1, delivery_tag: 1 });
  });

  it('says the same of tables whose fields are in another order', () => {
    expect(stableText({ a: [1, { c: null, b: 'x' }] })).toBe(stableText({ a: [1, { b: 'x', c: null }] }));
    expect(stableText({ a: 1 })).not.toBe(stableText({ a: '1' }));
  });
});
