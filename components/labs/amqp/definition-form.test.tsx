import { screen, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createLabStore } from '@/components/lab-shell/run/lab-store';
import { renderPage, t } from '@/components/testing/render-page';
import { amqp } from '@/sim/amqp/amqp';
import { amqpScenarios } from '@/sim/amqp/scenarios';
import { recordScenario } from '@/sim/core/scenario';
import { timelineFromRecording } from '@/sim/core/timeline';
import type { AmqpStore } from './edits';
import { editsOf } from './edits';
import { TopologyPanel } from './topology-panel';

beforeEach(() => {
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener() {}, removeEventListener() {} }));
});
afterEach(() => vi.unstubAllGlobals());

function open(): { readonly store: AmqpStore; readonly user: ReturnType<typeof renderPage> } {
  const scenario = amqpScenarios.find(({ id }) => id === 'topic-routing');
  if (scenario === undefined) throw new Error('no scenario');
  const timeline = timelineFromRecording(amqp, recordScenario(amqp, scenario));
  const store: AmqpStore = createLabStore(timeline, {
    ticksPerRealSecond: 1,
    hasMark: () => false,
    position: timeline.knownEnd,
  });
  return { store, user: renderPage(<TopologyPanel store={store} />) };
}

type Field = 'name' | 'pattern' | 'applyTo' | 'priority' | 'messageTtl' | 'maxLength' | 'type' | 'maxAge' | 'weight';

const field = (name: Field) => within(screen.getByRole('dialog')).getByLabelText(t(`labs.amqp.form.fields.${name}`));
/** The dialog's code is fetched when it is first opened. */
const opened = (name: Field) => screen.findByLabelText(t(`labs.amqp.form.fields.${name}`), {}, { timeout: 20_000 });
const button = (name: string) => screen.getByRole('button', { name });
const policiesOf = (store: AmqpStore) => store.getState().snapshot.state.broker.policies;

it('with the keyboard alone a policy is set, refused, changed, removed, and taken back', async () => {
  const { store, user } = open();
  editsOf(store);
  button(t('labs.amqp.topology.add.policy')).focus();
  await user.keyboard('{Enter}');
  await user.clear(await opened('name'));
  await user.type(field('name'), 'short{Enter}');
  // The broker has no policy without a definition.
  expect(within(screen.getByRole('dialog')).getByText(/no policy provided/)).toBeTruthy();
  await user.type(field('maxLength'), '-5{Enter}');
  expect(screen.getByText(t('lab.settings.problem.tooSmall', { bound: 0 }))).toBeTruthy();
  await user.clear(field('maxLength'));
  await user.type(field('messageTtl'), '5000{Enter}');
  const short = { name: 'short', pattern: '.*', applyTo: 'queues', priority: 0, definition: { 'message-ttl': 5000 } };
  expect(policiesOf(store)).toEqual([short]);
  expect(store.getState().snapshot.state.broker.queues.map(({ limits }) => limits.messageTtlMs)).not.toContain(null);

  await user.click(button(t('labs.amqp.topology.editNamed', { name: 'short' })));
  await user.clear(await opened('priority'));
  await user.type(field('priority'), '7{Enter}');
  expect(policiesOf(store)).toEqual([{ ...short, priority: 7 }]);

  await user.click(button(t('labs.amqp.topology.deleteNamed', { name: 'short' })));
  expect(policiesOf(store)).toEqual([]);
  editsOf(store).undo();
  expect(policiesOf(store)).toEqual([{ ...short, priority: 7 }]);
  editsOf(store).undo();
  expect(policiesOf(store)).toEqual([short]);
  editsOf(store).undo();
  expect(policiesOf(store)).toEqual([]);
});

it('a stream is declared with a stream’s arguments', async () => {
  const { store, user } = open();
  await user.click(button(t('labs.amqp.topology.add.queue')));
  await user.selectOptions(await opened('type'), 'stream');
  await user.type(field('maxAge'), '1h{Enter}');
  expect(store.getState().snapshot.state.broker.queues.at(-1)).toMatchObject({
    type: 'stream',
    arguments: { 'x-queue-type': 'stream', 'x-max-age': '1h' },
  });
});
