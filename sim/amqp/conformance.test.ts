import { describe, expect, it, test } from 'vitest';
import { readFixtures } from '../../scripts/conformance/amqp-fixture-files';
import { playOnModel } from '../../scripts/conformance/amqp-play';

describe.each(readFixtures())('sessions recorded from RabbitMQ: $file', ({ sessions }) => {
  it.each(sessions)('$title', async ({ lines }) => {
    const answered = await playOnModel(lines.map(({ send }) => send));
    expect(answered).toEqual(lines);
  });
});

// Measured with RabbitMQ 3.10.8: the segment has 2985, 2995 and 3000 bytes with ids as `<0.999.0>`, `<0.20958.0>` and `<0.22710.10>`.
test.each([
  [9, 5],
  [11, 5],
  [12, 0],
])(
  'a broker whose processes have ids of %i characters gives %i messages of a segment that is about full',
  async (length, count) => {
    const title = 'a segment that is about full: ids of processes decide';
    const session = readFixtures()
      .flatMap(({ sessions }) => sessions)
      .find((one) => one.title === title);
    const lines = (session?.lines ?? []).map(({ send }) => send);
    const answered = await playOnModel(lines, false, length);
    expect(answered.at(-1)?.expect.filter(({ method }) => method === 'basic.deliver')).toHaveLength(count);
  },
);
