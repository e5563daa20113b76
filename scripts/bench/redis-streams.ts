import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer as createTcpServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium } from '@playwright/test';
import { recordScenario } from '../../sim/core/scenario';
import { encodeRecording } from '../../sim/core/share-link';
import { redisStreams } from '../../sim/redis-streams/redis-streams';
import { bareFar, typed } from '../../sim/redis-streams/script';
import { createServer, execute } from '../../sim/redis-streams/server/server';
import type { ServerEnv } from '../../sim/redis-streams/server/types';

const COMMANDS = 300_000;
const READ_AT_ONCE = 10;
const START_MS = 1_700_000_000_000;

/** Commands per second of the server model: XADD, then XREADGROUP and XACK of what was added, one by one and ten at a time. */
export function benchRedisStreams(): void {
  // The first run warms up.
  for (const isShown of [false, true]) {
    measureCommands('XADD', isShown, (run) => {
      for (let at = 0; at < COMMANDS; at += 1) run(['XADD', 's', '*', 'task', String(at)]);
      return COMMANDS;
    });
    for (const count of [1, READ_AT_ONCE]) {
      measureCommands(`XREADGROUP COUNT ${count} + XACK, entries`, isShown, (run, start) => {
        for (let at = 0; at < COMMANDS; at += 1) run(['XADD', 's', '*', 'task', String(at)]);
        run(['XGROUP', 'CREATE', 's', 'g', '0']);
        start();
        for (let at = 0; at < COMMANDS; at += count) {
          const ids = idsOf(run(['XREADGROUP', 'GROUP', 'g', 'c', 'COUNT', String(count), 'STREAMS', 's', '>']));
          run(['XACK', 's', 'g', ...ids]);
        }
        return COMMANDS;
      });
    }
  }
}

type Run = (argv: readonly string[]) => ReturnType<typeof execute>;

function measureCommands(what: string, isShown: boolean, work: (run: Run, start: () => void) => number): void {
  const server = createServer();
  let nowMs = START_MS;
  const env: ServerEnv = {
    get nowMs() {
      return nowMs;
    },
    reply() {},
    note() {},
  };
  let started = performance.now();
  let commands = 0;
  const run: Run = (argv) => {
    commands += 1;
    // Ten commands in each millisecond.
    if (commands % 10 === 0) nowMs += 1;
    return execute(server, 'bench', argv, env);
  };
  const count = work(run, () => {
    started = performance.now();
  });
  const perSecond = (count / (performance.now() - started)) * 1000;
  if (isShown) console.log(`${what.padEnd(40)} ${Math.round(perSecond).toLocaleString('en').padStart(12)} a second`);
}

function idsOf(reply: ReturnType<typeof execute>): string[] {
  if (!Array.isArray(reply)) return [];
  const [stream] = reply;
  const entries: unknown = Array.isArray(stream) ? stream[1] : [];
  if (!Array.isArray(entries)) return [];
  return entries.map((entry: unknown) => (Array.isArray(entry) ? String(entry[0]) : ''));
}

const ENTRIES = 1_000_000;
const SCROLLED_MS = 8_000;

/**
 * Scrolls the log browser through the whole stream and notes each frame's length. A text, because a compiled function may
 * refer to helpers that the page has not.
 */
const scrollAll = `new Promise((resolve) => {
  const scroller = document.querySelector('[data-log-browser]');
  const lengths = [];
  const started = performance.now();
  let before = started;
  requestAnimationFrame(function next(now) {
    lengths.push(now - before);
    before = now;
    const share = (now - started) / ${SCROLLED_MS};
    scroller.scrollTop = share * (scroller.scrollHeight - scroller.clientHeight);
    if (share < 1) requestAnimationFrame(next);
    else resolve({ lengths: lengths.slice(1), height: scroller.scrollHeight, last: scroller.innerText.slice(-60) });
  });
})`;

/** Frames while the log browser scrolls through a million entries, in the machine's Chromium against the production build. */
export async function benchRedisStreamsFrames(): Promise<void> {
  const address = process.env.BENCH_ADDRESS;
  if (address !== undefined) {
    await measureScroll(address);
    return;
  }
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
    await measureScroll(`http://localhost:${port}`);
  } finally {
    app.kill('SIGTERM');
    await rm(dataDir, { recursive: true, force: true });
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createTcpServer().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close();
      if (address !== null && typeof address === 'object') resolve(address.port);
      else reject(new Error('no free port'));
    });
  });
}

async function measureScroll(address: string): Promise<void> {
  const recording = recordScenario(redisStreams, {
    id: 'million',
    config: bareFar({ preloadEntries: ENTRIES }),
    seed: 1,
    commands: [{ tick: 0, command: typed('XGROUP CREATE orders workers 0') }],
    endTick: 0,
  });
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
  });
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(`${address}/en/labs/redis-streams?run=${encodeRecording(recording)}`);
    await page.getByRole('tab', { name: 'Log', exact: true }).click();
    await page.getByText('1,000,000 entries').first().waitFor();
    const { lengths, height, last } = await page.evaluate<{ lengths: number[]; height: number; last: string }>(
      scrollAll,
    );
    const sorted = [...lengths].sort((a, b) => a - b);
    const over = lengths.filter((length) => length > 50).length;
    console.log(
      `scrolling ${ENTRIES.toLocaleString('en')} entries (${height} px): ${lengths.length} frames, median ${sorted[Math.floor(sorted.length / 2)]?.toFixed(1)} ms, longest ${sorted.at(-1)?.toFixed(1)} ms, ${over} over 50 ms; ends at ${JSON.stringify(last)}`,
    );
  } finally {
    await browser.close();
  }
}
