import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BadLine } from '../core/line-session';
import type { Json } from '../core/simulation';
import { createWorkerPoolsSession } from './session';

function answers(...lines: readonly object[]): readonly Json[] {
  const session = createWorkerPoolsSession();
  const fed = lines.flatMap((line) => [...session.feed(JSON.stringify(line))]);
  return [...fed, ...(session.end?.() ?? [])];
}

const settings = { pool: 'prefork', c: 2, mult: 4, late: false, reject: false };

/** t00, t01, … published at once. */
const published = (count: number, ms: number, does = 'sleep') =>
  Array.from({ length: count }, (_, index) => ({ at: 0, publish: [`t${String(index).padStart(2, '0')}`, ms, does] }));

const ask = (at: number) => ({ at, ask: 'queue' });
const killWorker = (at: number) => ({ at, kill: 'worker' });
const queueOf = (all: readonly Json[]) => all.filter((each) => Object.hasOwn(Object(each), 'ready'));

describe('a worker', () => {
  // Celery 5.2.6: 20 tasks on two children, before and after SIGKILL for the worker; gevent with ten greenlets, 60 tasks.
  it.each([
    [{ mult: 4 }, 20, [10, 8], [18, 0]],
    [{ mult: 4, late: true }, 20, [12, 8], [20, 0]],
    [{ mult: 1 }, 20, [16, 2], [18, 0]],
    [{ mult: 1, late: true }, 20, [18, 2], [20, 0]],
    [{ mult: 0 }, 20, [0, 18], [18, 0]],
    [{ pool: 'threads', mult: 1 }, 8, [4, 2], [6, 0]],
    [{ pool: 'gevent', c: 10, mult: 4 }, 60, [20, 40], [60, 0]],
    [{ pool: 'gevent', c: 10, mult: 4, late: true }, 60, [20, 40], [60, 0]],
  ])('with %j holds of %i tasks what a real one holds', (own, count, [ready, unacked], [readyAfter, unackedAfter]) => {
    const celery = { ...settings, ...own };
    const all = answers({ celery }, ...published(count, 30_000), ask(1_000), killWorker(2_000), ask(3_000));
    expect(queueOf(all)).toEqual([
      { ready, unacked },
      { ready: readyAfter, unacked: unackedAfter },
    ]);
  });

  it('begins what is redelivered when it is started again', () => {
    const lines = [...published(3, 10_000), killWorker(2_000), { at: 5_000, start: 'worker' }, ask(40_000)];
    expect(answers({ celery: { ...settings, c: 1, mult: 1, late: true } }, ...lines)).toEqual([
      { t: 0, start: 't00', slot: 1 },
      { t: 5_000, redelivered: 't00' },
      { t: 5_000, start: 't00', slot: 1 },
      { t: 15_000, end: 't00' },
      { t: 15_000, start: 't01', slot: 1 },
      { t: 25_000, end: 't01' },
      { t: 25_000, start: 't02', slot: 1 },
      { t: 35_000, end: 't02' },
      { ready: 0, unacked: 0 },
    ]);
  });

  it.each([
    [{ late: false, reject: true }, []],
    [{ late: true, reject: false }, []],
    [{ late: true, reject: true }, [{ t: 1_000, redelivered: 't00' }]],
  ])('with %j gives the task of a killed child out again or not', (own, redelivered) => {
    const lines = [...published(2, 5_000), { at: 1_000, kill: 'child:1' }, ask(20_000)];
    const all = answers({ celery: { ...settings, ...own } }, ...lines);
    expect(all.filter((each) => Object.hasOwn(Object(each), 'redelivered'))).toEqual(redelivered);
    expect(all.filter((each) => Object(each).end === 't00')).toHaveLength(redelivered.length);
  });

  it('takes at one moment what ends first, then kills, then publications, then questions, in whatever order they are written', () => {
    const celery = { ...settings, c: 1, mult: 1 };
    const at = 1_000;
    const given = [
      { at, ask: 'queue' },
      { at, publish: ['b', 500, 'sleep'] },
      { at, kill: 'child:1' },
    ];
    const all = answers({ celery }, { at: 0, publish: ['a', 1_000, 'sleep'] }, ...given, ask(3_000));
    expect(all).toEqual([
      { t: 0, start: 'a', slot: 1 },
      { t: 1_000, end: 'a' },
      { t: 1_000, start: 'b', slot: 1 },
      { ready: 0, unacked: 0 },
      { t: 1_500, end: 'b' },
      { ready: 0, unacked: 0 },
    ]);
  });

  it('gives the first task to the lowest child of those that become free at one moment', () => {
    const tasks = [1_000, 600, 400, 700].map((ms, index) => ({ at: 0, publish: [`t${index}`, ms, 'sleep'] }));
    const starts = answers({ celery: settings }, ...tasks, ask(5_000)).filter((each) => Object(each).start === 't3');
    expect(starts).toEqual([{ t: 1_000, start: 't3', slot: 1 }]);
  });

  it('carries out nothing beyond its last line', () => {
    expect(answers({ celery: settings }, ...published(1, 5_000), ask(4_999))).not.toContainEqual({
      t: 5_000,
      end: 't00',
    });
    expect(answers({ celery: settings }, ...published(1, 5_000), ask(5_000))).toContainEqual({ t: 5_000, end: 't00' });
  });

  it('lets a greenlet that computes hold up all others', () => {
    const tasks = [
      { at: 0, publish: ['cpu', 5_000, 'cpu'] },
      { at: 0, publish: ['sleep', 1_000, 'sleep'] },
    ];
    const all = answers({ celery: { ...settings, pool: 'gevent' } }, ...tasks, ask(9_000));
    expect(all).toContainEqual({ t: 5_000, start: 'sleep', slot: 2 });
    expect(all).toContainEqual({ t: 6_000, end: 'sleep' });
  });

  it('has threads that compute share the processor', () => {
    const all = answers({ celery: { ...settings, pool: 'threads' } }, ...published(2, 1_000, 'cpu'), ask(9_000));
    expect(all.filter((each) => Object.hasOwn(Object(each), 'end'))).toEqual([
      { t: 2_000, end: 't00' },
      { t: 2_000, end: 't01' },
    ]);
  });

  // Seen with Celery 5.2.6: `drain_events` returns after two seconds, and only then acknowledgements are sent.
  it('on gevent begins the next tasks when the consumer has sent the acknowledgements of the last ones', () => {
    const celery = { pool: 'gevent', c: 2, mult: 1, late: true, reject: false };
    const starts = answers({ celery }, ...published(4, 1_000), ask(9_000)).filter(
      (each) => Object(each).start === 't02',
    );
    expect(starts).toEqual([{ t: 2_000, start: 't02', slot: 1 }]);
  });

  it('on gevent sends the acknowledgement of what ends as the consumer’s wait does', () => {
    const celery = { pool: 'gevent', c: 3, mult: 1, late: true, reject: false };
    const tasks = [2_000, 4_000, 6_000, 2_000].map((ms, index) => ({ at: 0, publish: [`t0${index}`, ms, 'sleep'] }));
    expect(answers({ celery }, ...tasks, ask(3_000))).toContainEqual({ t: 2_000, start: 't03', slot: 1 });
  });

  // The first difference that the comparison found: t04 is read before t02's acknowledgement is sent, and there is no greenlet for it.
  it('on gevent gives out again what was begun without an acknowledgement, though it is sent early', () => {
    const celery = { pool: 'gevent', c: 2, mult: 2, late: false, reject: true };
    const tasks = [2_000, 2_000, 6_000, 4_000, 4_000, 2_000, 2_000].map((ms, index) => ({
      at: 0,
      publish: [`t0${index}`, ms, 'sleep'],
    }));
    const all = answers({ celery }, ...tasks, killWorker(3_000), { at: 5_000, start: 'worker' }, ask(60_000));
    expect(all.filter((each) => Object(each).start === 't02').map((each) => Object(each).t)).toEqual([2_000, 5_000]);
  });

  it('keeps every task in one place: ready, unacknowledged, running, done or lost', () => {
    const action = fc.oneof(
      fc.record({ publish: fc.tuple(fc.integer({ min: 1, max: 9_000 }), fc.constantFrom('sleep', 'cpu')) }),
      fc.record({ kill: fc.constantFrom('worker', 'child:1', 'child:2') }),
      fc.record({ start: fc.constant('worker') }),
      fc.record({ ask: fc.constant('queue') }),
    );
    const script = fc.array(fc.tuple(fc.integer({ min: 0, max: 2_000 }), action), { maxLength: 60 });
    const own = fc.record({
      mult: fc.integer({ min: 0, max: 4 }),
      late: fc.boolean(),
      reject: fc.boolean(),
    });
    fc.assert(
      fc.property(own, script, (celery, steps) => {
        let at = 0;
        let isUp = true;
        let count = 0;
        const lines: object[] = [];
        for (const [gap, step] of steps) {
          at += gap;
          if ('publish' in step) {
            lines.push({ at, publish: [`t${count}`, ...step.publish] });
            count += 1;
          } else if ('ask' in step || isUp !== 'start' in step) lines.push({ at, ...step });
          if ('start' in step) isUp = true;
          if ('kill' in step && step.kill === 'worker') isUp = false;
        }
        const all = answers(
          { celery: { ...settings, ...celery } },
          ...lines,
          { at: at + 1, start: 'worker' },
          ask(10_000_000),
        );
        expect(all.at(-1)).toEqual({ ready: 0, unacked: 0 });
        const begun = all.flatMap((each) => (Object.hasOwn(Object(each), 'start') ? [Object(each).start] : []));
        expect(new Set(begun).size).toBe(count);
        // A task that is acknowledged when it begins begins once.
        if (!celery.late) expect(begun).toHaveLength(count);
        if (!(celery.late && celery.reject)) return;
        const ended = new Set(all.flatMap((each) => (Object.hasOwn(Object(each), 'end') ? [Object(each).end] : [])));
        expect(ended.size).toBe(count);
      }),
      { numRuns: 60 },
    );
  });
});

describe('a limiter', () => {
  const runs = (line: object) => Object(answers(line)[0]).runs;

  it('of anyio 3.6 gives a token to the newest that waits, of 4 to the oldest', () => {
    const requests = [
      ['a', 0, 3, null],
      ['b', 0, 3, null],
      ['c', 0.1, 1, null],
      ['d', 0.2, 1, null],
      ['e', 0.3, 1, null],
    ];
    expect(runs({ tokens: 2, anyio: '3.6', requests, resizes: [] })).toEqual({
      a: [0, 3],
      b: [0, 3],
      c: [4, 5],
      d: [3, 4],
      e: [3, 4],
    });
    expect(runs({ tokens: 2, anyio: '4', requests, resizes: [] })).toEqual({
      a: [0, 3],
      b: [0, 3],
      c: [3, 4],
      d: [3, 4],
      e: [4, 5],
    });
  });

  it('is waited for as long as somebody wants to', () => {
    const requests = [
      ['a', 0, 3, null],
      ['b', 1, 1, 1.5],
      ['c', 1, 1, 2],
    ];
    expect(runs({ tokens: 1, anyio: '4', requests, resizes: [] })).toEqual({
      a: [0, 3],
      b: 'gave up waiting',
      c: [3, 4],
    });
  });

  it('wakes as many as there are more tokens', () => {
    const requests = ['a', 'b', 'c', 'd'].map((id) => [id, 0, 3, null]);
    expect(runs({ tokens: 1, anyio: '4', requests, resizes: [[1, 3]] })).toEqual({
      a: [0, 3],
      b: [1, 4],
      c: [1, 4],
      d: [3, 6],
    });
  });

  it('wakes somebody when it grows, though more is borrowed than it has after it shrank', () => {
    const requests = ['a', 'b', 'c', 'd'].map((id) => [id, 0, 3, null]);
    const resizes = [
      [1, 1],
      [2, 2],
    ];
    expect(runs({ tokens: 3, anyio: '4', requests, resizes }).d).toEqual([2, 5]);
  });

  it('of anyio 3.6 lets those wait who come after a resize, though a token is free', () => {
    const requests = [
      ['a', 0, 9, null],
      ['b', 1, 9, null],
      ['c', 5, 1, null],
    ];
    expect(runs({ tokens: 1, anyio: '3.6', requests, resizes: [[2, 3]] })).toEqual({
      a: [0, 9],
      b: [2, 11],
      c: [9, 10],
    });
  });
});

it.each([
  'not JSON',
  '[]',
  '{}',
  '{"at":0,"ask":"queue"}',
  '{"celery":{"pool":"fork"}}',
  '{"celery":{"c":0}}',
  '{"tokens":-1,"requests":[]}',
  '{"tokens":1,"anyio":"2","requests":[]}',
  '{"tokens":1,"requests":[["a",0,1,null],["a",0,1,null]]}',
])('refuses %s', (line) => {
  expect(() => createWorkerPoolsSession().feed(line)).toThrow(BadLine);
});

it.each([
  [{ at: 5, kill: 'child:3' }],
  [{ at: 5, kill: 'child:0' }],
  [{ at: -1, ask: 'queue' }],
  [{ at: 0.5, ask: 'queue' }],
  [{ at: 5, ask: 'workers' }],
  [{ at: 5, publish: ['a', 1, 'walk'] }],
  [
    { at: 5, publish: ['a', 1, 'sleep'] },
    { at: 4, ask: 'queue' },
  ],
])('refuses %j of a worker with two children', (...lines) => {
  const session = createWorkerPoolsSession();
  session.feed(JSON.stringify({ celery: settings }));
  const feedAll = () => {
    for (const line of lines) session.feed(JSON.stringify(line));
  };
  expect(feedAll).toThrow(BadLine);
});
