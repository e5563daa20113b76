import { describe, expect, it } from 'vitest';
import type { SettingsDraft } from '@/components/lab-shell/run/settings-form';
import { translator } from '@/messages/testing/translator';
import {
  bindingOf,
  DEFAULT_EXCHANGE,
  type DefinitionKind,
  definitionDraft,
  definitionFields,
  exchangeOf,
  exchangeValue,
  policyOf,
  policyValue,
  queueOf,
  queueValue,
  readDefinition,
  type ValueOf,
} from './definition-fields';
import { readHeaderLines } from './header-lines';

const queue = {
  name: 'orders',
  options: {
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
  },
};

function read<Kind extends DefinitionKind>(kind: Kind, draft: SettingsDraft, exchange = '') {
  return readDefinition(kind, definitionFields(kind, draft, {}, exchange), draft);
}

function readValue<Kind extends DefinitionKind>(kind: Kind, draft: SettingsDraft, exchange = ''): ValueOf<Kind> {
  const done = read(kind, draft, exchange);
  if (!done.ok) throw new Error(JSON.stringify(done.problems));
  return done.value;
}

describe('a form of a queue', () => {
  const draft = definitionDraft('queue', queueValue(queue));

  it('gives back what it was filled with, arguments without a field included', () => {
    expect(draft.deadLetterExchange).toBe(DEFAULT_EXCHANGE);
    expect(queueOf(readValue('queue', draft), queue.options.arguments)).toEqual(queue);
  });

  it('says which number is none, which is too small, and that a name is missing', () => {
    const wrong = { ...definitionDraft('queue', {}), messageTtl: 'soon', maxLength: '-1' };
    expect(read('queue', wrong)).toEqual({
      ok: false,
      problems: {
        name: { kind: 'invalid' },
        messageTtl: { kind: 'not-whole' },
        maxLength: { kind: 'too-small', bound: 0 },
      },
    });
  });

  it('leaves out what a queue of the other type has', () => {
    const asked = queueOf(readValue('queue', { ...draft, type: 'classic', maxPriority: '9' }));
    expect(asked.options.arguments).toMatchObject({ 'x-max-priority': 9, 'x-message-ttl': 5000 });
    expect(asked.options.arguments).not.toHaveProperty('x-delivery-limit');
    const stream = queueOf(readValue('queue', { ...draft, type: 'stream', maxAge: '7D', singleActiveConsumer: false }));
    expect(stream.options.arguments).toEqual({ 'x-queue-type': 'stream', 'x-max-age': '7D' });
  });

  it('gives no dead letter’s key without a dead letter exchange', () => {
    const asked = queueOf(readValue('queue', { ...draft, deadLetterExchange: '' }));
    expect(JSON.stringify(asked)).not.toContain('dead-letter');
  });
});

describe('a form of an exchange', () => {
  it('gives back what it was filled with', () => {
    const exchange = {
      name: 'events',
      options: {
        exchangeType: 'x-consistent-hash' as const,
        durable: true,
        autoDelete: false,
        internal: false,
        arguments: { 'alternate-exchange': 'rest', 'hash-header': 'user' },
      },
    };
    const value = readValue('exchange', definitionDraft('exchange', exchangeValue(exchange)));
    expect(exchangeOf(value, exchange.options.arguments)).toEqual(exchange);
  });

  it('needs a name', () => {
    expect(read('exchange', definitionDraft('exchange', {}))).toMatchObject({
      problems: { name: { kind: 'invalid' } },
    });
  });
});

describe('a form of a policy', () => {
  const policy = {
    name: 'ttl',
    pattern: '^orders',
    applyTo: 'quorum_queues',
    priority: 5,
    definition: { 'message-ttl': 60_000, 'delivery-limit': -1, 'dead-letter-exchange': 'dlx' },
  };

  it('gives back what it was filled with', () => {
    expect(policyOf(readValue('policy', definitionDraft('policy', policyValue(policy))))).toEqual(policy);
  });

  it('has the fields of the queues that it applies to', () => {
    const names = (applyTo: string) =>
      definitionFields('policy', definitionDraft('policy', { applyTo })).map(({ name }) => name);
    expect(names('streams')).toEqual([
      'name',
      'pattern',
      'applyTo',
      'priority',
      'maxLengthBytes',
      'segmentBytes',
      'maxAge',
    ]);
    expect(names('quorum_queues')).toContain('deliveryLimit');
    expect(names('classic_queues')).not.toContain('deliveryLimit');
    expect(names('queues')).not.toContain('maxPriority');
  });

  it('says that a priority is out of bounds', () => {
    const draft = { ...definitionDraft('policy', policyValue(policy)), priority: '2000' };
    expect(read('policy', draft)).toEqual({ ok: false, problems: { priority: { kind: 'too-big', bound: 1000 } } });
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
    const draft = { ...definitionDraft('binding', {}), routingKey: 'a.*', match: 'any', weight: '3' };
    const asked = (exchange: string) => bindingOf(readValue('binding', draft, exchange), exchange, { x: 1 });
    expect(asked('topic')).toEqual({ routingKey: 'a.*', arguments: {} });
    expect(asked('headers')).toEqual({ routingKey: '', arguments: { 'x-match': 'any', x: 1 } });
    expect(asked('x-consistent-hash')).toEqual({ routingKey: '3', arguments: {} });
    expect(read('binding', { ...draft, weight: 'a.*' }, 'x-consistent-hash')).toMatchObject({
      problems: { weight: { kind: 'not-whole' } },
    });
  });
});

it.each(['ko', 'en'] as const)('has words for every field and every choice (%s)', (locale) => {
  const t = translator(locale);
  const said = [
    ...(['classic', 'quorum', 'stream'] as const).map(
      (type) => ['queue', { type, deadLetterExchange: 'dlx' }, ''] as const,
    ),
    ['exchange', { type: 'x-consistent-hash' }, ''] as const,
    ['policy', { applyTo: 'all' }, ''] as const,
    ...['headers', 'x-consistent-hash', 'topic'].map((exchange) => ['binding', {}, exchange] as const),
  ];
  for (const [kind, value, exchange] of said) {
    for (const field of definitionFields(kind, definitionDraft(kind, value), {}, exchange)) {
      expect(field.label(t)).not.toBe('');
      expect(field.help?.(t)).not.toBe('');
      for (const option of field.options ?? []) expect(field.optionLabel?.(option, t)).not.toBe('');
    }
  }
});
