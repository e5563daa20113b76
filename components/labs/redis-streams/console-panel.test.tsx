import { screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createLabStore } from '@/components/lab-shell/run/lab-store';
import { renderPage, t } from '@/components/testing/render-page';
import { createTimeline } from '@/sim/core/timeline';
import { redisStreams } from '@/sim/redis-streams/redis-streams';
import { bare } from '@/sim/redis-streams/script';
import { ConsolePanel } from './console-panel';
import type { RedisStreamsStore } from './store';

beforeEach(() => {
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener() {}, removeEventListener() {} }));
});
afterEach(() => vi.unstubAllGlobals());

it('with the keyboard alone a transaction is held in one terminal while another publishes and waits', async () => {
  const timeline = createTimeline(redisStreams, { config: bare(), seed: 1 });
  const store: RedisStreamsStore = createLabStore(timeline, { ticksPerRealSecond: 1, hasMark: () => false });
  const user = renderPage(<ConsolePanel store={store} />);
  const input = () => screen.getByLabelText(t('labs.redis-streams.console.input'), { exact: false });
  const log = () => screen.getByRole('log').textContent;
  const type = async (line: string) => {
    input().focus();
    await user.keyboard(`${line}{Enter}`);
  };
  const open = async (terminal: string) => {
    screen.getByRole('button', { name: terminal }).focus();
    await user.keyboard('{Enter}');
  };

  await type('MULTI');
  await type('XADD orders 1-0 f v');
  expect(screen.getByText('127.0.0.1:6379(TX)>')).toBeTruthy();
  await open('2');
  expect(log()).not.toContain('MULTI');
  await type('XLEN orders');
  expect(log()).toContain('(integer) 0');
  await open('1');
  await type('EXEC');
  expect(log()).toContain('1) "1-0"');
  await type('SUBSCRIBE news');
  expect(screen.getByText('127.0.0.1:6379(subscribed mode)>')).toBeTruthy();
  await open('3');
  await type('PUBLISH news hello');
  await type('XREAD BLOCK 0 STREAMS orders $');
  await type('PING');
  expect(log()).not.toContain('PONG');
  await user.keyboard('{Control>}c{/Control}');
  await user.clear(input());
  await type('PING');
  expect(log()).toContain('PONG');
  await open('1');
  expect(log()).toContain('3) "hello"');
});
