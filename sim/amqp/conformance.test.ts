import { describe, expect, it } from 'vitest';
import { readFixtures } from '../../scripts/conformance/amqp-fixture-files';
import { playOnModel } from '../../scripts/conformance/amqp-play';

describe.each(readFixtures())('sessions recorded from RabbitMQ: $file', ({ sessions }) => {
  it.each(sessions)('$title', async ({ lines }) => {
    const answered = await playOnModel(lines.map(({ send }) => send));
    expect(answered).toEqual(lines);
  });
});
