import { describe, expect, it } from 'vitest';
import {
  bindingDraft,
  exchangeDraft,
  type QueueDefinition,
  queueDraft,
  readBindingDraft,
  readExchangeDraft,
  readQueueDraft,
} from './drafts';
import { readHeaderLines } from './header-lines';

const queue: QueueDefinition = {
  name: 'orders',
  durable: true,
  autoDelete: false,
  arguments: {
    'x-queue-type': 'quorum',
    'x-message-ttl': 5000,
    'x-delivery-limit': 3,
    'x-overflow': 'reject-publish',
    'x-dead-letter-exchange': '',
    'x-dead-letter-routing-key': 'dead',
    'x-single-active-consumer': true,
    'x-queue-leader-locator': 'balanced',
  },
};

describe('a form of a queue', () => {
  it('gives back what it was filled with, arguments without a field included', () => {
    expect(readQueueDraft(queueDraft(queue))).toEqual({ ok: true, definition: queue });
  });

  it('says which number is none and that a name is missing', () => {
    const read = readQueueDraft({ ...queueDraft(), messageTtl: 'soon', maxLength: '-1' });
    expect(read).toEqual({ ok: false, problems: { name: 'required', messageTtl: 'notWhole', maxLength: 'notWhole' } });
  });

  it('leaves out what a queue of the other type has', () => {
    const read = readQueueDraft({ ...queueDraft(queue), type: 'classic', maxPriority: '9' });
    expect(read).toMatchObject({ ok: true, definition: { arguments: { 'x-max-priority': 9 } } });
    expect(JSON.stringify(read)).not.toContain('x-delivery-limit');
  });
});

describe('a form of an exchange', () => {
  it('gives back what it was filled with', () => {
    const definition = {
      name: 'events',
      type: 'x-consistent-hash' as const,
      durable: true,
      autoDelete: false,
      internal: false,
      arguments: { 'alternate-exchange': 'rest', 'hash-header': 'user' },
    };
    const read = readExchangeDraft(exchangeDraft(definition));
    expect(read).toEqual({ ok: true, definition });
  });

  it('needs a name', () => {
    expect(readExchangeDraft(exchangeDraft())).toEqual({ ok: false, problems: { name: 'required' } });
  });
});

describe('a form of a binding', () => {
  it('reads headers a line each, with numbers and truth values', () => {
    expect(readHeaderLines('format=pdf\n pages = 3\nurgent=true\n\nnote=a=b')).toEqual({
      format: 'pdf',
      pages: 3,
      urgent: true,
      note: 'a=b',
    });
    expect(readHeaderLines('no value')).toBeNull();
  });

  it('gives a headers exchange its match, a consistent-hash exchange a weight, others the key', () => {
    const draft = { ...bindingDraft(), routingKey: 'a.*', match: 'any' as const, headers: 'x=1' };
    expect(readBindingDraft(draft, 'topic')).toMatchObject({ definition: { routingKey: 'a.*', arguments: {} } });
    expect(readBindingDraft(draft, 'headers')).toMatchObject({ definition: { arguments: { 'x-match': 'any', x: 1 } } });
    expect(readBindingDraft(draft, 'x-consistent-hash')).toMatchObject({ problems: { routingKey: 'notWhole' } });
  });
});
