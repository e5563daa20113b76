import { describe, expect, it } from 'vitest';
import { translator } from '@/messages/testing/translator';
import { consumerOptions, publisherOptions } from '@/sim/amqp/options';
import { clientDraft, clientFields, readConsumer, readPublisher } from './client-fields';

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

const publisherDraft = clientDraft('publisher', 'api', publisher);
const consumerDraft = clientDraft('consumer', 'worker-1', consumer);

describe("a client's form", () => {
  it('gives back what it was filled with', () => {
    expect(readPublisher(publisher, publisherDraft)).toEqual({ ok: true, id: 'api', options: publisher });
    expect(readConsumer(consumer, consumerDraft)).toEqual({ ok: true, id: 'worker-1', options: consumer });
  });

  it('says what is wrong with which field', () => {
    expect(readPublisher(publisher, { ...publisherDraft, id: 'API 1', intervalMs: '5', burst: 'many' })).toEqual({
      ok: false,
      problems: { id: { kind: 'invalid' }, intervalMs: { kind: 'too-small', bound: 10 }, burst: { kind: 'not-whole' } },
    });
    expect(readPublisher(publisher, { ...publisherDraft, headers: 'nothing' })).toMatchObject({
      problems: { headers: { kind: 'invalid' } },
    });
    expect(readConsumer(consumer, { ...consumerDraft, streamOffset: 'soon' })).toMatchObject({
      ok: false,
      problems: { streamOffset: {} },
    });
  });

  it('wants the lower end of a range below the upper', () => {
    const read = readConsumer(consumer, { ...consumerDraft, serviceMinMs: '900', serviceMaxMs: '100' });
    expect(read).toEqual({ ok: false, problems: { serviceMaxMs: { kind: 'conflict' } } });
  });

  it('publishes when done where an exchange or a key is named, to the default exchange too', () => {
    const nothing = { 'publishesTo.exchange': '', 'publishesTo.routingKey': '' };
    expect(readConsumer(consumer, { ...consumerDraft, ...nothing })).toMatchObject({ options: { publishesTo: null } });
    const toQueue = { ...nothing, 'publishesTo.routingKey': 'done' };
    expect(readConsumer(consumer, { ...consumerDraft, ...toQueue })).toMatchObject({
      options: { publishesTo: { exchange: '', routingKey: 'done' } },
    });
  });

  it.each(['ko', 'en'] as const)('has words for every field and every choice (%s)', (locale) => {
    const t = translator(locale);
    for (const kind of ['publisher', 'consumer'] as const) {
      for (const field of [...clientFields(kind, 'usual'), ...clientFields(kind, 'more')]) {
        expect(field.label(t)).not.toBe('');
        for (const option of field.options ?? []) expect(field.optionLabel?.(option, t)).not.toBe('');
      }
    }
  });
});
