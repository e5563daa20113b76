import { describe, expect, it } from 'vitest';
import { consumerOptions, publisherOptions } from '@/sim/amqp/options';
import { consumerDraft, publisherDraft, readConsumer, readPublisher } from './client-fields';

const publisher = publisherOptions.parse({
  exchange: 'events',
  routingKeys: ['order.{created,paid}.kr', 'user.login'],
  limit: 20,
  confirms: true,
  deliveryMode: 1,
  headers: { format: 'pdf', pages: 3 },
  latencyMinMs: 10,
  latencyMaxMs: 20,
});
const consumer = consumerOptions.parse({
  queue: 'orders',
  ack: 'early',
  failsOn: 'poison',
  publishesTo: { exchange: '', routingKey: 'done' },
  ownQueue: { exchange: 'news' },
});

describe("a client's form", () => {
  it('gives back what it was filled with', () => {
    expect(readPublisher(publisherDraft('api', publisher))).toEqual({ ok: true, id: 'api', options: publisher });
    expect(readConsumer(consumerDraft('worker-1', consumer))).toEqual({ ok: true, id: 'worker-1', options: consumer });
  });

  it('says what is wrong with which field', () => {
    const draft = { ...publisherDraft('API 1', publisher), intervalMs: '5', burst: 'many', headers: 'x=1' };
    expect(readPublisher(draft)).toEqual({
      ok: false,
      problems: { id: { kind: 'badName' }, intervalMs: { kind: 'tooSmall', bound: 10 }, burst: { kind: 'notWhole' } },
    });
    expect(readPublisher({ ...publisherDraft('a', publisher), headers: 'nothing' })).toMatchObject({
      problems: { headers: { kind: 'notHeader' } },
    });
  });

  it('wants the lower end of a range below the upper', () => {
    const read = readConsumer({ ...consumerDraft('w', consumer), serviceMinMs: '900', serviceMaxMs: '100' });
    expect(read).toMatchObject({ ok: false, problems: { serviceMaxMs: { kind: 'belowMin' } } });
  });
});
