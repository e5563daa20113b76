import { mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { root, writePrograms } from '@/scripts/setup.mjs';
import { recordScenario } from '@/sim/core/scenario';
import { encodeRecording } from '@/sim/core/share-link';
import { raftLab } from '@/sim/raft/lab';
import { hostileRecordings } from '@/sim/redis-streams/testing/hostile-recordings';
import type { ReplayJob } from './replay-jobs';
import { ReplayPool, type ReplayPoolOptions } from './replay-pool';

let folder = '';
let file = '';
const pools: ReplayPool[] = [];

beforeAll(async () => {
  // Below the packages: what draws pictures finds fonts and its library there.
  folder = await mkdtemp(path.join(root, 'node_modules', '.replay-worker-'));
  file = path.join(folder, 'replay-worker.mjs');
  await writePrograms(folder);
});

afterAll(async () => {
  await Promise.all(pools.map((pool) => pool.close()));
  await rm(folder, { recursive: true });
});

/** A pool of real threads. Nothing takes too long unless the test says so. */
function realPool(memoryMb: number, given: Partial<ReplayPoolOptions> = {}): ReplayPool {
  const pool = new ReplayPool({
    startThread: () => new Worker(file, { resourceLimits: { maxOldGenerationSizeMb: memoryMb }, env: {} }),
    threadsMax: 1,
    waitingMax: 20,
    waitingOfOneMax: 20,
    jobMaxMs: 2_000,
    loadMaxMs: 10_000,
    after: () => () => {},
    ...given,
  });
  pools.push(pool);
  return pool;
}

function verify(recording: string, labId = 'raft'): ReplayJob {
  return { name: 'verify', args: [labId, recording] };
}

const [scenario] = raftLab.scenarios;
if (scenario === undefined) throw new Error('no scenario');
const honest = recordScenario(raftLab.simulation, scenario);

function hostile(name: string): ReplayJob {
  const found = hostileRecordings.find((each) => each.name === name);
  if (found === undefined) throw new Error(`no recording that ${name}`);
  return verify(found.recording, 'redis-streams');
}

test('a thread comes to the verdict that the model comes to', async () => {
  const verdict = raftLab.verify(JSON.stringify(honest));
  if (!verdict.ok) throw new Error(verdict.message);
  const { steps, violations } = verdict.replay;
  expect(await realPool(208).run('ann', verify(JSON.stringify(honest)))).toEqual({
    ok: true,
    value: { ok: true, steps, violations: violations.length },
  });
});

test('a recording that asks for too much is refused for good, within the memory that a thread has', async () => {
  const pool = realPool(208);
  for (const name of ['reads a million entries three times', 'has twelve groups read a million entries']) {
    expect(await pool.run('ann', hostile(name))).toEqual({ ok: true, value: { ok: false, reason: 'refused' } });
  }
});

test('a run that needs more memory than its thread has is broken off, and the next one is carried out', async () => {
  const pool = realPool(16);
  const large = pool.run('ann', hostile('reads a million entries three times'));
  const small = pool.run('bob', verify(JSON.stringify(honest)));
  expect(await large).toEqual({ ok: false, why: 'memory' });
  expect(await small).toMatchObject({ ok: true, value: { ok: true } });
});

test('a run that is still going on when its time is over is broken off in the middle', async () => {
  let isFirst = true;
  const pool = realPool(208, {
    after(ms, call) {
      // Loading takes as long as it takes; the first job's time is over as soon as it has begun.
      if (ms !== 2_000 || !isFirst) return () => {};
      isFirst = false;
      setImmediate(call);
      return () => {};
    },
  });
  const long = pool.run('ann', hostile('reads a million entries three times'));
  const next = pool.run('bob', verify(JSON.stringify(honest)));
  expect(await long).toEqual({ ok: false, why: 'time' });
  expect(await next).toMatchObject({ ok: true, value: { ok: true } });
});

const drawing = (query: string): ReplayJob => ({ name: 'preview', args: ['raft', 'ko', query] });
const PNG_SIGNATURE = [0x89, 0x50, 0x4e, 0x47];

test('a thread draws the picture of a run, and none of a query that leads to no run', async () => {
  const pool = realPool(208);
  for (const query of [`run=${encodeRecording(honest)}`, 'scenario=leader-crash&at=30-0', 'challenge=elect-a-leader']) {
    const outcome = await pool.run('ann', drawing(query));
    if (!outcome.ok || !(outcome.value instanceof Uint8Array)) throw new Error(JSON.stringify(outcome));
    expect([...outcome.value.slice(0, 4)]).toEqual(PNG_SIGNATURE);
  }
  for (const query of ['run=nonsense', 'scenario=none', 'challenge=none']) {
    expect(await pool.run('ann', drawing(query))).toEqual({ ok: true, value: null });
  }
});
