import { describe, expect, it, test } from 'vitest';
import { allMessages } from '@/messages/all-messages';
import { amqp } from '@/sim/amqp/amqp';
import { ticksFromMs } from '@/sim/amqp/config';
import type { Recording } from '@/sim/core/recording';
import { timelineFromRecording } from '@/sim/core/timeline';
import { redisStreams } from '@/sim/redis-streams/redis-streams';
import { type ClaimSettings, claimOutcome, claimSettings } from './claim-numbers';
import { claimRun } from './claim-run';
import type { NumbersKit, Settings } from './kit';
import { numbersKits } from './kits';
import { heldBy, outcomeOf, type WorkerSettings, workerSettings, workersKit } from './worker-numbers';
import { STOPS_MS, workerRun } from './worker-run';

const worker = (given: Partial<WorkerSettings>) => ({ ...workerSettings(given) });
const claims = (given: Partial<ClaimSettings>) => ({ ...claimSettings(given) });

describe('a worker holds what its prefetch lets it', () => {
  it.each([
    ['late, one for each greenlet', { concurrency: 100, multiplier: 1, messages: 130 }, [100, 0, 30, 100]],
    ['late, the default of four', { concurrency: 100, multiplier: 4, messages: 1000 }, [100, 300, 600, 400]],
    ['early, the default of four', { acks: 'early', concurrency: 10, multiplier: 4, messages: 100 }, [10, 40, 50, 40]],
    [
      'early, one: ten acknowledged and ten reserved',
      { acks: 'early', concurrency: 10, messages: 100 },
      [10, 10, 80, 10],
    ],
    ['no limit: everything', { concurrency: 2, multiplier: 0, messages: 100 }, [2, 98, 0, 100]],
    ['fewer messages than greenlets', { concurrency: 100, messages: 3 }, [3, 0, 0, 3]],
    ['nothing to do', { messages: 0 }, [0, 0, 0, 0]],
  ] as const)('%s', (_, given, [running, reserved, ready, unacked]) => {
    expect(heldBy(worker(given))).toEqual({ running, reserved, ready, unacked });
  });
});

describe('what is back, lost and run twice', () => {
  const prefork = { pool: 'prefork', concurrency: 10, multiplier: 4, messages: 100 } as const;
  it.each([
    ['a pod that acknowledges late', { ...prefork, stops: 'pod', acks: 'late' }, [40, 0, 10]],
    ['a pod that acknowledges early', { ...prefork, stops: 'pod', acks: 'early' }, [40, 10, 0]],
    ['a child, acknowledged early', { ...prefork, stops: 'child', acks: 'early', onWorkerLost: 'rejects' }, [0, 1, 0]],
    [
      'a child, late, acknowledged all the same',
      { ...prefork, stops: 'child', acks: 'late', onWorkerLost: 'acks' },
      [0, 1, 0],
    ],
    ['a child, late, rejected', { ...prefork, stops: 'child', acks: 'late', onWorkerLost: 'rejects' }, [1, 0, 1]],
    [
      'a "child" of gevent is the pod',
      { concurrency: 10, stops: 'child', acks: 'late', onWorkerLost: 'rejects' },
      [10, 0, 10],
    ],
    ['the node, late: the worker goes on', { ...prefork, stops: 'node', acks: 'late' }, [40, 0, 10]],
    ['the node, early', { ...prefork, stops: 'node', acks: 'early' }, [40, 0, 0]],
  ] as const)('%s', (_, given, [back, lost, doubled]) => {
    expect(outcomeOf(worker(given))).toEqual({ back, lost, doubled });
  });
});

describe('a batch against min-idle-time, at worst', () => {
  it.each([
    ['the last 26 of 100 are stolen', { batch: 100, work: 4, minIdle: 300 }, { stolen: 26, batchMax: 74 }],
    ['done in time', { batch: 10, work: 2, minIdle: 60 }, { stolen: 0, batchMax: 29 }],
    ['done at the very second', { batch: 10, work: 2, minIdle: 20 }, { stolen: 1, batchMax: 9 }],
    ['work longer than min-idle', { batch: 3, work: 10, minIdle: 5 }, { stolen: 3, batchMax: 0 }],
    ['acknowledged before the work', { ack: 'before', minIdle: 1 }, { stolen: 0, lost: 100, stuck: 0, doubled: 0 }],
    ['NOACK', { ack: 'noack', minIdle: 1 }, { pending: 0, stolen: 0, lost: 100, stuck: 0 }],
    ['after: nothing is lost, all wait', { minIdle: 300, every: 60 }, { lost: 0, stuck: 100, wait: 360, doubled: 1 }],
  ] as const)('%s', (_, given, said) => {
    expect(claimOutcome(claims(given))).toMatchObject(said);
  });
});

/** The run's state at a moment. */
function amqpAt(recording: unknown, ms: number) {
  const timeline = timelineFromRecording(amqp, recording as Recording<never, never>);
  timeline.seekTick(ticksFromMs(ms));
  const { state } = timeline.snapshot();
  const consumer = (id: string) => state.clients.find((client) => client.kind === 'consumer' && client.id === id);
  const queue = state.broker.queues.find(({ name }) => name === 'tasks');
  return { queue, consumer, figures: state.observations.figures.tasks };
}

describe('the lab plays what was computed', () => {
  test.each([
    { concurrency: 4, multiplier: 1, messages: 10 },
    { concurrency: 4, multiplier: 4, messages: 30 },
    { concurrency: 4, multiplier: 1, messages: 12, acks: 'early' as const },
    { concurrency: 400, multiplier: 2, messages: 1000 },
    { concurrency: 4, multiplier: 2, messages: 20, queue: 'quorum' as const },
    { concurrency: 4, multiplier: 0, messages: 20 },
  ])('a pod that is killed: %j', (given) => {
    const { recording, drawn } = workerRun(worker({ ...given, stops: 'pod' }));
    const settings = workerSettings(drawn);
    const { running, reserved, ready, unacked } = heldBy(settings);
    const before = amqpAt(recording, STOPS_MS - 1);
    const held = before.consumer('worker-1');
    if (held?.kind !== 'consumer') throw new Error('there is no worker');
    expect(held.held.filter(({ work }) => work === 'working')).toHaveLength(running);
    expect(held.held.filter(({ work }) => work === 'waiting')).toHaveLength(reserved);
    expect(before.queue).toMatchObject({ readyCount: ready, unackedCount: unacked });
    const after = amqpAt(recording, STOPS_MS + 1200);
    const { back, lost } = outcomeOf(settings);
    expect(after.queue).toMatchObject({ readyCount: ready + back, unackedCount: 0 });
    expect(after.consumer('worker-1')).toMatchObject({ lost });
  });

  test.each(['acks', 'rejects'] as const)('a child that is killed and the parent %s', (onWorkerLost) => {
    const settings = {
      pool: 'prefork',
      acks: 'late',
      stops: 'child',
      concurrency: 4,
      messages: 6,
      onWorkerLost,
    } as const;
    const { recording } = workerRun(worker(settings));
    const { back } = outcomeOf(worker(settings));
    // Its work has ended, on one worker, by the time it is given to anybody again.
    expect(amqpAt(recording, STOPS_MS + 4500).figures?.redelivered ?? 0).toBe(back);
  });

  test.each([
    { batch: 5, work: 10, minIdle: 25 },
    { batch: 100, work: 4, minIdle: 300 },
    { batch: 4, work: 1, minIdle: 9 },
    { batch: 3, work: 2, minIdle: 100, ack: 'noack' as const },
  ])('a slow worker and its rescuer: %j', (given) => {
    const { recording, drawn } = claimRun(claims({ every: 5, ...given }));
    const timeline = timelineFromRecording(redisStreams, recording as Recording<never, never>);
    timeline.seekStep((recording as Recording<never, never>).end.step);
    const works = Object.values(timeline.snapshot().state.observations.work);
    const { stolen } = claimOutcome(claimSettings({ ...given, ...drawn, work: 1 }));
    expect(works.filter(({ times }) => times > 1)).toHaveLength(stolen);
    expect(works).toHaveLength(Number(drawn.batch));
  });

  test.each(['after', 'before', 'noack'] as const)('a worker that dies with its batch, XACK %s', (ack) => {
    const { recording, drawn } = claimRun(claims({ batch: 6, work: 1, minIdle: 9, every: 3, ack, happens: 'dies' }));
    const timeline = timelineFromRecording(redisStreams, recording as Recording<never, never>);
    timeline.seekStep((recording as Recording<never, never>).end.step);
    const works = Object.values(timeline.snapshot().state.observations.work);
    expect(works).toHaveLength(ack === 'after' ? Number(drawn.batch) : 0);
  });
});

describe('a form’s settings', () => {
  it('are kept within their bounds, and what is missing or broken is the example’s', () => {
    const given = { concurrency: '5000', multiplier: '-3', messages: '', acks: 'never', pool: 'prefork', more: 1 };
    expect(workersKit.read(given)).toEqual({
      ...workersKit.example,
      concurrency: 1000,
      multiplier: 0,
      pool: 'prefork',
    });
  });
});

describe.each(['ko', 'en'] as const)('every field, result and note has its words (%s)', async (locale) => {
  const { numbers } = (await allMessages(locale)).lesson;
  it.each(Object.entries(numbersKits))('%s', (id, kit) => {
    const words = new Map(Object.entries(numbers)).get(id) as unknown as Record<string, Record<string, unknown>>;
    for (const [name, field] of Object.entries(kit.fields)) {
      expect([name, words.fields?.[name]]).toEqual([name, expect.any(String)]);
      if (field.type === 'choice') {
        expect(Object.keys(words.options?.[name] ?? {}).sort()).toEqual([...field.options].sort());
      }
    }
    for (const settings of combinations(kit)) {
      const { rows, notes } = kit.compute(settings);
      for (const row of rows) expect([row.id, words.rows?.[row.id]]).toEqual([row.id, expect.any(String)]);
      for (const note of notes) expect([note.id, words.notes?.[note.id]]).toEqual([note.id, expect.any(String)]);
    }
  });
});

/** Every choice with every other, at the example's numbers and at the bounds. */
function combinations({ fields, example }: NumbersKit): Settings[] {
  return Object.entries(fields).reduce<Settings[]>(
    (all, [name, field]) => {
      const values = field.type === 'choice' ? field.options : [field.min, example[name] ?? 0];
      return all.flatMap((one) => values.map((value) => ({ ...one, [name]: value })));
    },
    [{}],
  );
}
