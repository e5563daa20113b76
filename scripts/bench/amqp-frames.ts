import type { CDPSession, Page } from '@playwright/test';
import { amqp } from '../../sim/amqp/amqp';
import { type AmqpCommand, amqpCommand } from '../../sim/amqp/command';
import { amqpConfig, ticksFromMs } from '../../sim/amqp/config';
import { createEngine } from '../../sim/core/engine';
import { recordScenario } from '../../sim/core/scenario';
import { encodeRecording } from '../../sim/core/share-link';
import { frameLengths, MEASURED_MS, openPanel, play, spread, withApp, withPage } from './browser';

const EDITS = 20;

const command = (given: unknown): AmqpCommand => amqpCommand.parse(given);

/** Ten publishers and ten consumers far away from the broker, so that about a thousand messages are on their way at any time. */
function crowded() {
  const config = amqpConfig.parse({ latencyMinMs: 1_500, latencyMaxMs: 1_500 });
  const names = Array.from({ length: 10 }, (_, index) => index);
  const commands = [
    command({ type: 'declareExchange', exchange: 'events', exchangeType: 'topic' }),
    ...names.flatMap((index) => [
      command({ type: 'declareQueue', queue: `q${index}` }),
      command({
        type: 'bind',
        source: 'events',
        destinationType: 'queue',
        destination: `q${index}`,
        routingKey: `k${index}.#`,
      }),
      command({
        type: 'addConsumer',
        client: `worker-${index}`,
        options: { queue: `q${index}`, prefetchCount: 0, serviceMinMs: 0, serviceMaxMs: 0, ack: 'auto' },
      }),
      command({
        type: 'addPublisher',
        client: `api-${index}`,
        options: { exchange: 'events', routingKeys: [`k${index}.a`], intervalMs: 30 },
      }),
    ]),
  ];
  return { config, commands, endTick: ticksFromMs(9_000) };
}

/** A topology of 100 queues and 300 bindings, as one import. */
function large() {
  const queues = Array.from({ length: 100 }, (_, index) => ({ queue: `queue-${index}` }));
  const exchanges = ['a', 'b', 'c'].map((exchange) => ({ exchange: `topic-${exchange}`, exchangeType: 'topic' }));
  const bindings = exchanges.flatMap(({ exchange }) =>
    queues.map(({ queue }, index) => ({
      source: exchange,
      destinationType: 'queue',
      destination: queue,
      routingKey: `order.${index % 10}.#`,
    })),
  );
  const topology = { exchanges, queues, bindings };
  return { config: amqpConfig.parse({}), commands: [command({ type: 'importTopology', topology })], endTick: 0 };
}

function linkTo({ config, commands, endTick }: ReturnType<typeof crowded>): string {
  const at = commands.map((one) => ({ tick: 0, command: one }));
  return encodeRecording(recordScenario(amqp, { id: 'bench', config, seed: 1, commands: at, endTick }));
}

/** How many messages are on their way when the measurement starts. */
function inFlight({ config, commands, endTick }: ReturnType<typeof crowded>): number {
  const engine = createEngine(amqp, { config, seed: 1 });
  for (const one of commands) engine.dispatch(one);
  while (engine.nextDueTick !== null && engine.nextDueTick <= endTick) engine.step();
  return engine.state.framesInFlight + engine.state.hops.length;
}

/** Frames of the AMQP lab against the production build: a crowd of messages, and a large topology. */
export async function bench(): Promise<void> {
  await withApp((address) =>
    withPage(async (page) => {
      await measureCrowd(page, address);
      await measureEdits(page, address);
    }),
  );
}

/** Processor time of the page's main thread, in milliseconds: the same however busy the machine is with other things. */
async function openClock(page: Page): Promise<() => Promise<number>> {
  const session: CDPSession = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  return async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0) * 1000;
  };
}

async function measureCrowd(page: Page, address: string): Promise<void> {
  const crowd = crowded();
  await page.goto(`${address}/en/labs/amqp?run=${linkTo(crowd)}`);
  const spentMs = await openClock(page);
  await play(page, '1×');
  const before = await spentMs();
  const lengths = await page.evaluate<number[]>(frameLengths());
  const each = ((await spentMs()) - before) / lengths.length;
  const perSecond = (lengths.length / MEASURED_MS) * 1000;
  console.log(
    `${inFlight(crowd)} messages in flight, playing: ${perSecond.toFixed(1)} frames/s, ${spread(lengths)}, ${each.toFixed(1)} ms of the processor per frame`,
  );
}

/** From the click that declares one more queue, or the letter typed into the probe, to the next frame that shows it. */
async function measureEdits(page: Page, address: string): Promise<void> {
  await page.goto(`${address}/en/labs/amqp?run=${linkTo(large())}`);
  await openPanel(page, 'See', 'Topology');
  const spentMs = await openClock(page);
  const declared: number[] = [];
  const spent: number[] = [];
  for (let index = 0; index < EDITS; index++) {
    await page.getByRole('button', { name: 'Add a queue', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name', { exact: true }).fill(`more-${index}`);
    const before = await spentMs();
    declared.push(await page.evaluate<number>(untilShown(`queue more-${index},`)));
    spent.push((await spentMs()) - before);
  }
  console.log(`100 queues and 300 bindings, one more queue declared: ${spread(declared)}; processor: ${spread(spent)}`);
  await openPanel(page, 'Act', 'Route');
  const key = page.getByLabel('Routing key', { exact: true });
  await page.getByRole('combobox', { name: 'Exchange', exact: true }).selectOption('topic-a');
  await key.focus();
  await page.evaluate(countTyped);
  const letters = 'order.3.paid.kr.now';
  const before = await spentMs();
  await page.keyboard.type(letters, { delay: 120 });
  const typed = await page.evaluate<number[]>('window.typedLengths');
  const each = ((await spentMs()) - before) / letters.length;
  console.log(
    `100 queues and 300 bindings, a letter typed into the probe: ${spread(typed)}; processor: ${each.toFixed(1)} ms each`,
  );
}

/** Presses the dialog's own button, and counts until a node with this name stands on the canvas in a painted frame. */
const untilShown = (name: string): string => `new Promise((resolve) => {
  const started = performance.now();
  document.querySelector('[role="dialog"] button[type="submit"]').click();
  requestAnimationFrame(function next() {
    if (document.querySelector('.react-flow__node [aria-label^="${name}"]') === null) requestAnimationFrame(next);
    else requestAnimationFrame(() => resolve(performance.now() - started));
  });
})`;

const countTyped = `window.typedLengths = [];
document.addEventListener('keydown', () => {
  const started = performance.now();
  requestAnimationFrame(() => requestAnimationFrame((now) => window.typedLengths.push(now - started)));
}, { capture: true });`;
