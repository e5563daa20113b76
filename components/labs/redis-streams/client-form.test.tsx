import { screen, within } from '@testing-library/react';
import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { createLabStore } from '@/components/lab-shell/run/lab-store';
import { renderPage, t } from '@/components/testing/render-page';
import { createTimeline } from '@/sim/core/timeline';
import { redisStreams } from '@/sim/redis-streams/redis-streams';
import { bare } from '@/sim/redis-streams/script';
import { ClientDialog } from './client-form';
import type { RedisStreamsStore } from './store';

// A dialog's own script is fetched when it is to open: here before, so that the test does not wait for the disk.
beforeAll(() => import('@/components/ui/dialog-popup'));
beforeEach(() => {
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener() {}, removeEventListener() {} }));
});
afterEach(() => vi.unstubAllGlobals());

const label = (field: 'name' | 'group' | 'count' | 'ack') => t(`labs.redis-streams.form.fields.${field}`);

/** A dialog's code is compiled when it is first opened: on a busy machine that takes its time. */
const CODE = { timeout: 30_000 };

it('a consumer is made by what is typed, and what is wrong is said at its field before', async () => {
  const timeline = createTimeline(redisStreams, { config: bare(), seed: 1 });
  const store: RedisStreamsStore = createLabStore(timeline, { ticksPerRealSecond: 1, hasMark: () => false });
  const onClose = vi.fn();
  const user = renderPage(<ClientDialog store={store} target={{ type: 'new', role: 'consumer' }} onClose={onClose} />);
  const dialog = within(await screen.findByRole('dialog', {}, CODE));
  const type = async (field: Parameters<typeof label>[0], text: string) => {
    const input = dialog.getByLabelText(label(field));
    await user.clear(input);
    await user.type(input, text);
  };
  await type('name', 'slowpoke');
  await type('group', 'g');
  await user.selectOptions(dialog.getByLabelText(label('ack')), 'never');
  await type('count', '0{Enter}');
  expect(dialog.getByText(t('lab.settings.problem.tooSmall', { bound: 1 }))).toBeTruthy();
  expect(onClose).not.toHaveBeenCalled();
  await type('count', '5{Enter}');
  expect(onClose).toHaveBeenCalled();
  const [client] = store.getState().snapshot.state.clients;
  expect(client).toMatchObject({ id: 'slowpoke', options: { role: 'consumer', group: 'g', count: 5, ack: 'never' } });
});
