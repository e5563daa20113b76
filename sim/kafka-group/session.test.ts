import { expect, test } from 'vitest';
import { BadLine } from '../core/line-session';
import { createKafkaGroupSession } from './session';

const session = createKafkaGroupSession();

function answer(request: object): string[] {
  return session.feed(JSON.stringify({ op: 'assign', ...request })).map((value) => JSON.stringify(value));
}

const TWO = { members: { C1: ['t0', 't1'], C0: ['t0', 't1'] }, topics: { t0: 3, t1: 3 } };

test('answers with each member’s partitions, members in the order of their ids', () => {
  expect(answer({ strategy: 'range', ...TWO })).toEqual(['{"C0":["t0-0","t0-1","t1-0","t1-1"],"C1":["t0-2","t1-2"]}']);
});

test('knows round-robin by both of its names', () => {
  const dealt = ['{"C0":["t0-0","t0-2","t1-1"],"C1":["t0-1","t1-0","t1-2"]}'];
  expect(answer({ strategy: 'roundrobin', ...TWO })).toEqual(dealt);
  expect(answer({ strategy: 'round-robin', ...TWO })).toEqual(dealt);
});

test('takes what members held by topic or by name, and passes over members and partitions that are gone', () => {
  const group = { members: { a: ['t'], b: ['t'] }, topics: { t: 4 }, strategy: 'sticky' };
  const kept = ['{"a":["t-1","t-3"],"b":["t-0","t-2"]}'];
  expect(answer({ ...group, previous: { a: { t: [1, 3] }, gone: { t: [0] } } })).toEqual(kept);
  expect(answer({ ...group, previous: { a: ['t-1', 't-3', 't-9', 'u-0'] } })).toEqual(kept);
});

test('hears from the members of a sticky group topic by topic, as Kafka’s own client tells it', () => {
  const group = {
    members: { a: ['orders', 'mail'], b: ['orders', 'mail'], c: ['mail'] },
    topics: { orders: 3, mail: 3 },
    previous: { a: ['orders-0', 'mail-0', 'orders-1', 'mail-2'], b: ['mail-1'] },
  };
  // What Kafka's StickyAssignor answers to this group.
  expect(answer({ strategy: 'sticky', ...group })).toEqual([
    '{"a":["mail-2","orders-1"],"b":["orders-2","orders-0"],"c":["mail-0","mail-1"]}',
  ]);
});

test('withholds with cooperative-sticky what somebody else still holds, until the answer comes back as previous', () => {
  const group = { members: { a: ['t'], b: ['t'] }, topics: { t: 2 }, strategy: 'cooperative-sticky' };
  expect(answer({ ...group, previous: { a: ['t-0', 't-1'] } })).toEqual(['{"a":["t-0"],"b":[]}']);
  expect(answer({ ...group, previous: { a: ['t-0'], b: [] } })).toEqual(['{"a":["t-0"],"b":["t-1"]}']);
});

test('prefers the claim of the later generation', () => {
  const group = { members: { a: ['t'], b: ['t'] }, topics: { t: 2 }, strategy: 'sticky' };
  const previous = { a: ['t-1'], b: ['t-1'] };
  expect(answer({ ...group, previous, generations: { a: 3, b: 4 } })).toEqual(['{"a":["t-0"],"b":["t-1"]}']);
  expect(answer({ ...group, previous, generations: { a: 4, b: 3 } })).toEqual(['{"a":["t-1"],"b":["t-0"]}']);
});

test('a member with nothing to do gets an empty list', () => {
  expect(answer({ strategy: 'range', members: { a: ['t'], b: ['t'], c: [] }, topics: { t: 1 } })).toEqual([
    '{"a":["t-0"],"b":[],"c":[]}',
  ]);
});

test('refuses lines that are not understood, and says what is wrong', () => {
  expect(() => session.feed('assign')).toThrow(BadLine);
  expect(() => answer({ strategy: 'fair', ...TWO })).toThrow(/strategy/);
  expect(() => answer({ strategy: 'range', members: { a: ['t'] } })).toThrow(/topics/);
  expect(() => answer({ strategy: 'sticky', ...TWO, previous: { C0: ['t0'] } })).toThrow(/previous/);
  expect(() => answer({ strategy: 'range', members: {}, topics: { t: 1e9 } })).toThrow(BadLine);
});
