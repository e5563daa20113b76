import { describe, expect, test } from 'vitest';
import { BadLine } from '../core/line-session';
import { createIoMultiplexingSession } from './session';
import linux from './testdata/linux.json';

/** What Linux replied, among it what the first comparisons found; `npm run conformance -- io-multiplexing` compares random scripts. */
describe(`as Linux ${linux.linux}`, () => {
  test.each(Object.entries(linux.scripts))('%s', (_name, lines) => {
    const session = createIoMultiplexingSession();
    for (const [line, reply] of lines as [string, unknown][])
      expect([line, ...session.feed(line)]).toEqual([line, reply]);
  });
});

test('tells a name that is open already, a thread that waits already and a line that is no call', () => {
  const session = createIoMultiplexingSession();
  for (const line of ['pipe p', 'epoll e', 'park w e']) session.feed(line);
  for (const line of [
    'pipe p',
    'dup p.r p.w',
    'park w e',
    'eventfd p.r 0',
    '',
    'frob',
    'pipe',
    'pipe a b',
    'pipe a/b',
    'ctl e ADD p.r IN|NO',
    'ctl e GET p.r IN',
    'wait e -1',
    'write p.w many',
    'eventfd f 1 SEMAPHORE',
    'shutdown p.r',
    'select p.r',
    'select r=a r=b',
    'poll p.r:ON',
    'sleep',
    'woken now',
  ]) {
    expect(() => session.feed(line), line).toThrow(BadLine);
  }
  expect(session.feed('write p.w 1')).toEqual([1]);
});

test('takes flags divided by bars or blanks, and a descriptor that was never open as closed', () => {
  const session = createIoMultiplexingSession();
  const replies = [
    'epoll e',
    'eventfd f 1',
    'ctl e ADD f IN OUT ET',
    'wait e',
    'wait e',
    'read g 8',
    'wait e 0',
  ].flatMap((line) => session.feed(line));
  expect(replies).toEqual(['e', 'f', 'ok', [['f', 'IN|OUT']], [], 'EBADF', 'EINVAL']);
});

test('lets timers run out in their order, each once', () => {
  const session = createIoMultiplexingSession();
  const lines = ['epoll e', 'timerfd a 20', 'timerfd b 10', 'ctl e ADD a IN', 'ctl e ADD b IN', 'sleep 15', 'wait e'];
  for (const line of lines.slice(0, -1)) session.feed(line);
  expect(session.feed('wait e')).toEqual([[['b', 'IN']]]);
  expect(
    ['sleep 10', 'wait e', 'read b 8', 'read b 8', 'timerfd a 0', 'wait e'].flatMap((line) => session.feed(line)),
  ).toEqual([
    'ok',
    [
      ['b', 'IN'],
      ['a', 'IN'],
    ],
    8,
    'EAGAIN',
    'a',
    [],
  ]);
});

test('drains a full semaphore at once', () => {
  const session = createIoMultiplexingSession();
  const lines = ['eventfd f 3 SEM', 'drain f', 'drain f', 'fill f', 'poll f:IN|OUT', 'drain f', 'poll f:IN|OUT'];
  expect(lines.flatMap((line) => session.feed(line))).toEqual([
    'f',
    24,
    0,
    8,
    [['f', 'IN']],
    '147573952589676412912',
    [['f', 'OUT']],
  ]);
});
