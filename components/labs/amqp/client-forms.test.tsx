import { screen, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createLabStore } from '@/components/lab-shell/run/lab-store';
import { renderPage, t } from '@/components/testing/render-page';
import { amqp } from '@/sim/amqp/amqp';
import { amqpScenarios } from '@/sim/amqp/scenarios';
import { recordScenario } from '@/sim/core/scenario';
import { timelineFromRecording } from '@/sim/core/timeline';
import { ClientForm } from './client-forms';
import type { AmqpStore } from './edits';

beforeEach(() => {
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener() {}, removeEventListener() {} }));
});
afterEach(() => vi.unstubAllGlobals());

function open(): AmqpStore {
  const scenario = amqpScenarios.find(({ id }) => id === 'topic-routing');
  if (scenario === undefined) throw new Error('no scenario');
  const timeline = timelineFromRecording(amqp, recordScenario(amqp, scenario));
  return createLabStore(timeline, { ticksPerRealSecond: 1, hasMark: () => false, position: timeline.knownEnd });
}

it('a consumer of one of the broker’s queues is made once its bounds fit together', async () => {
  const store = open();
  const onDone = vi.fn();
  const user = renderPage(<ClientForm store={store} kind="consumer" client={null} onDone={onDone} />);
  const field = (name: 'queue' | 'serviceMinMs' | 'serviceMaxMs' | 'deliveryMode') =>
    screen.getByLabelText(t(`labs.amqp.form.client.fields.${name}`));
  const { queues } = store.getState().snapshot.state.broker;
  const last = queues.at(-1)?.name ?? '';
  expect(within(field('queue')).getAllByRole('option')).toHaveLength(queues.length);
  await user.selectOptions(field('queue'), last);
  await user.clear(field('serviceMinMs'));
  await user.type(field('serviceMinMs'), '900{Enter}');
  expect(screen.getByText(t('labs.amqp.form.client.conflicts.serviceMaxMs'))).toBeTruthy();
  await user.clear(field('serviceMaxMs'));
  await user.type(field('serviceMaxMs'), '1000{Enter}');
  expect(onDone).toHaveBeenCalledWith('consumer-1');
  expect(store.getState().snapshot.state.clients.find(({ id }) => id === 'consumer-1')).toMatchObject({
    options: { queue: last, serviceMinMs: 900, serviceMaxMs: 1000 },
  });
});

it('a publisher to an exchange that a line was drawn to sends its messages in memory', async () => {
  const store = open();
  const onDone = vi.fn();
  const user = renderPage(
    <ClientForm store={store} kind="publisher" client={null} partner="amq.topic" onDone={onDone} />,
  );
  await user.selectOptions(screen.getByLabelText(t('labs.amqp.form.client.fields.deliveryMode')), '1');
  await user.type(screen.getByLabelText(t('labs.amqp.form.client.fields.routingKeys')), 'a.b\nc');
  await user.click(screen.getByRole('button', { name: t('labs.amqp.form.add') }));
  expect(store.getState().snapshot.state.clients.find(({ id }) => id === 'publisher-1')).toMatchObject({
    options: { exchange: 'amq.topic', deliveryMode: 1, routingKeys: ['a.b', 'c'] },
  });
});
