import { expect, it } from 'vitest';
import type { JsonObject } from './amqp-lines';
import { shrinkSession } from './amqp-shrink';

it('leaves only the lines and fields without which a session is answered alike', async () => {
  const lines: JsonObject[] = [
    { method: 'queue.declare', queue: 'q', durable: true, arguments: { 'x-max-length': 1, 'x-expires': 5 } },
    { method: 'basic.get', queue: 'q' },
    { method: 'basic.publish', routing_key: 'q', body: 'x' },
    { method: 'basic.get', queue: 'q', no_ack: true },
  ];
  const needsLimit = (line: JsonObject): boolean => JSON.stringify(line.arguments ?? {}).includes('x-max-length');
  const smallest = await shrinkSession(lines, async (some) => some.some(needsLimit) && some.at(-1)?.no_ack === true);
  expect(smallest).toEqual([
    { method: 'queue.declare', arguments: { 'x-max-length': 1 } },
    { method: 'basic.get', no_ack: true },
  ]);
});
