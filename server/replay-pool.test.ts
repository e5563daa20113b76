import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { type ReplayJob, replayJobs } from './replay-jobs';
import { ReplayPool, type ReplayPoolOptions, type ThreadMessage } from './replay-pool';

/** A thread that does what the test says, when it says so. */
class FakeThread extends EventEmitter {
  readonly jobs: ReplayJob[] = [];
  isTerminated = false;

  postMessage(job: ReplayJob): void {
    this.jobs.push(job);
  }

  async terminate(): Promise<number> {
    this.isTerminated = true;
    this.emit('exit', 1);
    return 1;
  }

  say(message: ThreadMessage): void {
    this.emit('message', message);
  }

  finish(value: unknown): void {
    this.say({ type: 'done', value });
  }
}

interface Timer {
  readonly ms: number;
  readonly call: () => void;
}

function setUp(given: Partial<ReplayPoolOptions> = {}) {
  const threads: FakeThread[] = [];
  const timers = new Set<Timer>();
  const pool = new ReplayPool({
    startThread() {
      const thread = new FakeThread();
      threads.push(thread);
      return thread;
    },
    threadsMax: 2,
    waitingMax: 4,
    waitingOfOneMax: 2,
    jobMaxMs: 2_000,
    loadMaxMs: 10_000,
    after(ms, call) {
      const timer = { ms, call };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    ...given,
  });
  /** The time of those that wait for so long is over. */
  const elapse = (ms: number) => {
    for (const timer of [...timers]) if (timer.ms === ms) timer.call();
  };
  return { pool, threads, timers, elapse, thread: (at: number) => threads[at] as FakeThread };
}

const job = (predictionId: string): ReplayJob => ({ name: 'predict', args: ['raft', predictionId] });

test('no thread runs before there is something to do, and each is sent its job once it has loaded', async () => {
  const { pool, threads, thread } = setUp();
  expect(threads).toHaveLength(0);
  const outcome = pool.run('ann', job('one'));
  expect(threads).toHaveLength(1);
  expect(thread(0).jobs).toEqual([]);
  thread(0).say({ type: 'ready' });
  expect(thread(0).jobs).toEqual([job('one')]);
  thread(0).finish('yes');
  expect(await outcome).toEqual({ ok: true, value: 'yes' });
});

test('a thread that has nothing to do any more is used again', async () => {
  const { pool, threads, thread, timers } = setUp();
  const first = pool.run('ann', job('one'));
  thread(0).say({ type: 'ready' });
  thread(0).finish(1);
  await first;
  expect(timers.size).toBe(0);
  const second = pool.run('bob', job('two'));
  thread(0).finish(2);
  expect(await second).toEqual({ ok: true, value: 2 });
  expect(threads).toHaveLength(1);
});

test('an account has one running, and the next ones of others overtake it', async () => {
  const { pool, thread } = setUp();
  void pool.run('ann', job('a1'));
  void pool.run('ann', job('a2'));
  void pool.run('bob', job('b1'));
  for (const at of [0, 1]) thread(at).say({ type: 'ready' });
  expect(thread(0).jobs).toEqual([job('a1')]);
  expect(thread(1).jobs).toEqual([job('b1')]);
  thread(1).finish(null);
  expect(thread(1).jobs).toEqual([job('b1')]);
  thread(0).finish(null);
  expect([...thread(0).jobs, ...thread(1).jobs]).toContainEqual(job('a2'));
});

test('who finds the queue full is told at once, also who has filled it alone', async () => {
  const { pool, thread } = setUp();
  void pool.run('ann', job('a1'));
  void pool.run('bob', job('b1'));
  for (const at of [0, 1]) thread(at).say({ type: 'ready' });
  void pool.run('ann', job('a2'));
  void pool.run('ann', job('a3'));
  expect(await pool.run('ann', job('a4'))).toEqual({ ok: false, why: 'busy' });
  void pool.run('cid', job('c1'));
  void pool.run('dan', job('d1'));
  expect(await pool.run('eve', job('e1'))).toEqual({ ok: false, why: 'busy' });
  thread(0).finish(null);
  void pool.run('eve', job('e1'));
  thread(1).finish(null);
  expect(thread(0).jobs.length + thread(1).jobs.length).toBe(4);
});

test('the site itself is never refused, and comes first', async () => {
  const { pool, thread } = setUp({ threadsMax: 1, waitingMax: 1 });
  void pool.run('ann', job('a1'));
  thread(0).say({ type: 'ready' });
  void pool.run('bob', job('b1'));
  expect(await pool.run('cid', job('c1'))).toEqual({ ok: false, why: 'busy' });
  const own = pool.run(null, job('own'));
  thread(0).finish(null);
  expect(thread(0).jobs.at(-1)).toEqual(job('own'));
  thread(0).finish('own');
  expect(await own).toEqual({ ok: true, value: 'own' });
  expect(thread(0).jobs.at(-1)).toEqual(job('b1'));
});

test('a job that takes too long is broken off with its thread, and another thread goes on', async () => {
  const { pool, threads, thread, elapse } = setUp({ threadsMax: 1 });
  const long = pool.run('ann', job('long'));
  thread(0).say({ type: 'ready' });
  const next = pool.run('bob', job('next'));
  elapse(2_000);
  expect(await long).toEqual({ ok: false, why: 'time' });
  expect(thread(0).isTerminated).toBe(true);
  expect(threads).toHaveLength(2);
  thread(1).say({ type: 'ready' });
  thread(1).finish('done');
  expect(await next).toEqual({ ok: true, value: 'done' });
  // What the thread that was ended may still say is heard by nobody.
  thread(0).finish('late');
});

test('a thread that runs out of memory takes its own job with it alone', async () => {
  const { pool, threads, thread } = setUp();
  const large = pool.run('ann', job('large'));
  const other = pool.run('bob', job('other'));
  for (const at of [0, 1]) thread(at).say({ type: 'ready' });
  thread(0).emit('error', Object.assign(new Error('out of memory'), { code: 'ERR_WORKER_OUT_OF_MEMORY' }));
  expect(await large).toEqual({ ok: false, why: 'memory' });
  thread(1).finish('still here');
  expect(await other).toEqual({ ok: true, value: 'still here' });
  void pool.run('ann', job('small'));
  void pool.run('bob', job('small'));
  expect(threads).toHaveLength(3);
});

test('threads that cannot load end the wait of all, and are tried again with the next job', async () => {
  const { pool, threads, thread, elapse } = setUp({ threadsMax: 1 });
  const waiting = ['ann', 'bob'].map((account) => pool.run(account, job('one')));
  elapse(10_000);
  expect(await Promise.all(waiting)).toEqual([0, 1].map(() => ({ ok: false, why: 'time' })));
  expect(thread(0).isTerminated).toBe(true);
  const again = pool.run('ann', job('one'));
  expect(threads).toHaveLength(2);
  thread(1).say({ type: 'ready' });
  thread(1).finish(1);
  expect(await again).toEqual({ ok: true, value: 1 });
});

test('a job that fails says how, and its thread is used again', async () => {
  const { pool, threads, thread } = setUp();
  const failing = pool.run('ann', job('one'));
  thread(0).say({ type: 'ready' });
  thread(0).say({ type: 'failed', message: 'a mistake of ours' });
  expect(await failing).toEqual({ ok: false, why: 'failed', message: 'a mistake of ours' });
  void pool.run('ann', job('two'));
  expect(threads).toHaveLength(1);
  expect(thread(0).jobs.at(-1)).toEqual(job('two'));
});

test('closing ends every thread, and whoever waits is told', async () => {
  const { pool, threads, thread, timers } = setUp({ threadsMax: 1 });
  const outcomes = ['ann', 'bob'].map((account) => pool.run(account, job('one')));
  thread(0).say({ type: 'ready' });
  await pool.close();
  expect(await Promise.all(outcomes)).toEqual([0, 1].map(() => ({ ok: false, why: 'closed' })));
  expect(await pool.run('cid', job('one'))).toEqual({ ok: false, why: 'closed' });
  expect(threads).toHaveLength(1);
  expect(thread(0).isTerminated).toBe(true);
  expect(timers.size).toBe(0);
});

test('every job is told from the others by what it is asked', () => {
  expect(replayJobs.verify('no-lab', '{}')).toEqual({ ok: false, reason: 'unknown-lab' });
  expect(replayJobs.verify('raft', '{}')).toEqual({ ok: false, reason: 'refused' });
  expect(replayJobs.judge('no-lab', 'any', '{}')).toEqual({ ok: false, reason: 'unknown-lab' });
  expect(replayJobs.predict('raft', 'none')).toBeNull();
  expect(replayJobs.generate('raft', 'none', 1, 1, 1)).toBeNull();
});
