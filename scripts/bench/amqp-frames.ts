import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type CDPSession, chromium, type Page } from '@playwright/test';
import { amqp } from '../../sim/amqp/amqp';
import { type AmqpCommand, amqpCommand } from '../../sim/amqp/command';
import { amqpConfig, ticksFromMs } from '../../sim/amqp/config';
import { createEngine } from '../../sim/core/engine';
import { recordScenario } from '../../sim/core/scenario';
import { encodeRecording } from '../../sim/core/share-link';

const MEASURED_MS = 8_000;
const EDITS = 20;

/** The lengths of frames, in milliseconds. A text, because a compiled function may refer to helpers that the page has not. */
const frameLengths = `new Promise((resolve) => {
  const lengths = [];
  const started = performance.now();
  let before = started;
  requestAnimationFrame(function next(now) {
    lengths.push(now - before);
    before = now;
    if (now - started < ${MEASURED_MS}) requestAnimationFrame(next);
    else resolve(lengths.slice(1));
  });
})`;

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

/** Frames of the AMQP lab, in the machine's Chromium against the production build: a crowd of messages, and a large topology. */
export async function benchAmqpFrames(): Promise<void> {
  const given = process.env.BENCH_ADDRESS;
  if (given !== undefined) return measure(given);
  const port = await freePort();
  const dataDir = await mkdtemp(path.join(tmpdir(), 'interleave-bench-'));
  const app = spawn(process.execPath, ['scripts/start.mjs'], {
    stdio: 'ignore',
    env: { ...process.env, PORT: String(port), DATA_DIR: dataDir },
  });
  try {
    while (!(await fetch(`http://localhost:${port}/api/health`).catch(() => null))?.ok) {
      if (app.exitCode !== null) throw new Error('the app did not start: run "npm start" to see why');
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    await measure(`http://localhost:${port}`);
  } finally {
    app.kill('SIGTERM');
    await rm(dataDir, { recursive: true, force: true });
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close();
      if (address !== null && typeof address === 'object') resolve(address.port);
      else reject(new Error('no free port'));
    });
  });
}

async function measure(address: string): Promise<void> {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
  });
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await measureCrowd(page, address);
    await measureEdits(page, address);
  } finally {
    await browser.close();
  }
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
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  const before = await spentMs();
  const lengths = await page.evaluate<number[]>(frameLengths);
  const each = ((await spentMs()) - before) / lengths.length;
  const perSecond = (lengths.length / MEASURED_MS) * 1000;
  console.log(
    `${inFlight(crowd)} messages in flight, playing: ${perSecond.toFixed(1)} frames/s, ${spread(lengths)}, ${each.toFixed(1)} ms of the processor per frame`,
  );
}

/** From the click that declares one more queue, or the letter typed into the probe, to the next frame that shows it. */
async function measureEdits(page: Page, address: string): Promise<void> {
  await page.goto(`${address}/en/labs/amqp?run=${linkTo(large())}`);
  await page.getByRole('tab', { name: 'Topology', exact: true }).click();
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
  await page.getByRole('tab', { name: 'Route', exact: true }).click();
  const key = page.getByLabel('Routing key', { exact: true });
  await page.getByRole('combobox', { name: 'Exchange', exact: true }).click();
  await page.getByRole('option', { name: 'topic-a', exact: true }).click();
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

function spread(lengths: readonly number[]): string {
  const sorted = [...lengths].sort((a, b) => a - b);
  const at = (share: number): string => (sorted[Math.floor((sorted.length - 1) * share)] ?? 0).toFixed(1);
  return `median ${at(0.5)} ms, 95 of 100 within ${at(0.95)} ms, longest ${at(1)} ms`;
}
