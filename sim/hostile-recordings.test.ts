import { expect, test } from 'vitest';
import { labById } from './catalog';
import { GRADED_RUN, RECORDING_CHARACTERS_MAX } from './core/limits';
import { hostileRecordings } from './testing/hostile-recordings';

// Half of what a graded run may touch is enough to see the work counted; `npm run fuzz -- replay` takes all of it.
const limits = { ...GRADED_RUN, workMax: GRADED_RUN.workMax / 2 };

test.each(hostileRecordings.map((each) => [each.lab, each.name, each] as const))(
  '%s: a recording that %s ends within its limits',
  (lab, _name, { recording }) => {
    expect(recording.length).toBeLessThanOrEqual(RECORDING_CHARACTERS_MAX);
    const verdict = labById(lab)?.verify(recording, limits);
    // It is a recording that is carried out: refused for what it does, or for where it does not end.
    expect(verdict).toMatchObject({ ok: false, reason: expect.stringMatching(/^(limit-exceeded|does-not-fit)$/) });
  },
);

test('the labs of real systems have recordings that try them', () => {
  const tried = new Set(hostileRecordings.map(({ lab }) => lab));
  expect([...tried].sort()).toEqual(['amqp', 'io-multiplexing', 'kafka-group', 'raft', 'redis-streams']);
  expect(hostileRecordings.length).toBeGreaterThanOrEqual(23);
});
