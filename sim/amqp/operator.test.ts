import { describe, expect, it, test } from 'vitest';
import { exportDefinitions, importDefinitions } from './definitions';
import { createLab } from './testing/broker-lab';

const publisher = {
  type: 'addPublisher',
  client: 'web',
  options: { routingKeys: ['q'], intervalMs: 500, confirms: true },
} as const;

describe('the memory alarm', () => {
  it('blocks a publisher until it is cleared, and what was on its way arrives then', () => {
    const lab = createLab({ rabbitmq: '4.0' });
    lab.act({ type: 'declareQueue', queue: 'q' }, publisher);
    lab.runTo(1800);
    const before = lab.ready('q').length;
    lab.act({ type: 'setAlarm', alarm: 'memory', isOn: true });
    lab.runTo(8000);
    expect(lab.ready('q')).toHaveLength(before);
    expect(lab.traced('blocked')).toHaveLength(1);
    expect(lab.publisher('web').made).toBeLessThan(8);
    lab.act({ type: 'setAlarm', alarm: 'memory', isOn: false });
    lab.runTo(12_000);
    expect(lab.traced('unblocked')).toHaveLength(1);
    const { sent, confirmed, unconfirmed } = lab.publisher('web');
    expect(confirmed).toBe(sent - unconfirmed.length);
    expect(lab.ready('q').length).toBeGreaterThan(before + 5);
    expect(lab.records.flatMap(({ violations }) => violations)).toEqual([]);
  });

  it('keeps what the person publishes, too, and leaves consumers at work', () => {
    const lab = createLab();
    lab.act(
      { type: 'declareQueue', queue: 'q' },
      { type: 'publish', routingKey: 'q', body: 'before' },
      { type: 'setAlarm', alarm: 'disk', isOn: true },
      { type: 'publish', routingKey: 'q', body: 'during' },
      { type: 'addConsumer', client: 'worker', options: { queue: 'q', serviceMinMs: 10, serviceMaxMs: 10 } },
    );
    lab.runTo(2000);
    expect(lab.consumer('worker').done).toBe(1);
    lab.act({ type: 'setAlarm', alarm: 'disk', isOn: false });
    lab.runTo(3000);
    expect(lab.consumer('worker').done).toBe(2);
  });

  it('is ignored when it is on already', () => {
    const lab = createLab();
    lab.act({ type: 'setAlarm', alarm: 'memory', isOn: false });
    expect(lab.traced('ignored')).toHaveLength(1);
  });
});

test('a policy changes the queues that match, and is refused where RabbitMQ refuses it', () => {
  const lab = createLab({ nodes: 3, rabbitmq: '4.0' });
  lab.act(
    { type: 'declareQueue', queue: 'q' },
    ...['a', 'b', 'c'].map((body) => ({ type: 'publish', routingKey: 'q', body }) as const),
    { type: 'setPolicy', name: 'short', pattern: '^q', definition: { 'max-length': 1 } },
  );
  expect(lab.ready('q')).toEqual(['c']);
  lab.act({ type: 'clearPolicy', name: 'short' });
  expect(() => lab.act({ type: 'clearPolicy', name: 'short' })).toThrow('there is no policy short');
  expect(() => lab.act({ type: 'setPolicy', name: 'p', definition: { 'message-ttl': -1 } })).toThrow('message TTL');
});

test('definitions carry policies both ways', () => {
  const lab = createLab({ rabbitmq: '4.0' });
  lab.act({ type: 'setPolicy', name: 'dlx', pattern: '^q', definition: { 'dead-letter-exchange': 'x' }, priority: 2 });
  const definitions = exportDefinitions(lab.engine.state);
  expect(definitions.rabbit_version).toBe('4.0.9');
  expect(definitions.policies).toEqual([
    {
      vhost: '/',
      name: 'dlx',
      pattern: '^q',
      'apply-to': 'queues',
      definition: { 'dead-letter-exchange': 'x' },
      priority: 2,
    },
  ]);
  const imported = importDefinitions(JSON.stringify(definitions));
  if (!imported.ok) throw new Error(JSON.stringify(imported.problems));
  const other = createLab();
  other.act({ type: 'importTopology', topology: imported.topology });
  expect(other.engine.state.broker.policies).toEqual(lab.engine.state.broker.policies);
});

test('definitions with a policy that RabbitMQ would not take are refused', () => {
  const policies = [{ name: 'p', vhost: '/', pattern: '.*', definition: { 'max-length': -5 } }];
  expect(importDefinitions(JSON.stringify({ policies }))).toEqual({
    ok: false,
    problems: [{ path: 'policies[0]', kind: 'refused', detail: '-5 is not a valid maximum length' }],
  });
});
