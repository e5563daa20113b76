import { expect, test } from 'vitest';
import { labById } from '../sim/catalog';
import { GRADED_RUN, RECORDING_CHARACTERS_MAX } from '../sim/core/limits';
import { hostileRecordings } from './hostile-recordings';

// Half of what a graded run may touch is enough to see the work counted; `npm run fuzz -- replay` takes all of it.
const limits = { ...GRADED_RUN, workMax: GRADED_RUN.workMax / 2 };

const recordings = await hostileRecordings();

test.each(recordings.map((each) => [each.lab, each.name, each] as const))(
  '%s: a recording that %s ends within its limits',
  (lab, _name, { recording }) => {
    expect(recording.length).toBeLessThanOrEqual(RECORDING_CHARACTERS_MAX);
    const verdict = labById(lab)?.verify(recording, limits);
    // It is a recording that is carried out: refused for what it does, or for where it does not end.
    expect(verdict).toMatchObject({ ok: false, reason: expect.stringMatching(/^(limit-exceeded|does-not-fit)$/) });
  },
);

test('the labs of real systems have recordings that try them', () => {
  const tried = new Set(recordings.map(({ lab }) => lab));
  expect([...tried].sort()).toEqual([
    'amqp',
    'autoscaling',
    'concurrency-models',
    'io-multiplexing',
    'kafka-group',
    'raft',
    'redis-streams',
    'worker-pools',
  ]);
  expect(recordings.length).toBeGreaterThanOrEqual(23);
});
