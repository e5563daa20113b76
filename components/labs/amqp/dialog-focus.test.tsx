import { screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createLabStore } from '@/components/lab-shell/run/lab-store';
import { CanvasContext, createCanvasStore } from '@/components/lab-shell/stage/nodes/canvas-store';
import { renderPage, t } from '@/components/testing/render-page';
import { amqp } from '@/sim/amqp/amqp';
import { amqpScenarios } from '@/sim/amqp/scenarios';
import { recordScenario } from '@/sim/core/scenario';
import { timelineFromRecording } from '@/sim/core/timeline';
import type { AmqpStore } from './edits';
import { Toolbox } from './toolbox';
import { TopologyPanel } from './topology-panel';

beforeEach(() => {
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener() {}, removeEventListener() {} }));
});
afterEach(() => vi.unstubAllGlobals());

/** A dialog's code is fetched when it is first opened. */
const FIRST_MS = 20_000;

function open(): AmqpStore {
  const [scenario] = amqpScenarios;
  if (scenario === undefined) throw new Error('the lab has no scenario');
  const timeline = timelineFromRecording(amqp, recordScenario(amqp, scenario));
  return createLabStore(timeline, { ticksPerRealSecond: 1, hasMark: () => false });
}

type User = ReturnType<typeof renderPage>;

async function leave(user: User): Promise<void> {
  await screen.findByRole('dialog', {}, { timeout: FIRST_MS });
  await waitFor(() => expect(screen.getByRole('dialog').contains(document.activeElement)).toBe(true));
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
}

it.each(['add.queue', 'add.exchange'] as const)(
  'a dialog that was opened from the panel gives the focus back to its button: %s',
  async (id) => {
    const user = renderPage(<TopologyPanel store={open()} />);
    const button = screen.getByRole('button', { name: t(`labs.amqp.topology.${id}`) });
    // The first time its code is fetched.
    for (const _ of ['first', 'again']) {
      button.focus();
      await user.keyboard('{Enter}');
      await leave(user);
      await waitFor(() => expect(document.activeElement).toBe(button));
    }
  },
);

it('a dialog that was opened from the menu gives the focus back to the menu’s button', async () => {
  const user = renderPage(
    <CanvasContext value={createCanvasStore()}>
      <Toolbox store={open()} connection={null} onConnectionDone={() => undefined} />
    </CanvasContext>,
  );
  for (const _ of ['first', 'again']) {
    screen.getByRole('button', { name: t('labs.amqp.tools.add') }).focus();
    await user.keyboard('{Enter}');
    const item = await screen.findByRole('menuitem', { name: t('labs.amqp.tools.queue') }, { timeout: FIRST_MS });
    await user.click(item);
    await leave(user);
    await waitFor(() =>
      expect(document.activeElement).toBe(screen.getByRole('button', { name: t('labs.amqp.tools.add') })),
    );
  }
});
