/** What benchmarks in a browser share: the app on a data folder of its own, and the machine's Chromium. */
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { freePort } from '../free-port.mjs';

/** Starts the app on a new data folder, measures at its address, and ends it. */
export async function withApp(measure: (address: string, dataDir: string) => Promise<void>): Promise<void> {
  const port = await freePort();
  const dataDir = await mkdtemp(path.join(tmpdir(), 'interleave-bench-'));
  const app = spawn(process.execPath, ['scripts/start.mjs'], {
    stdio: 'ignore',
    env: { ...process.env, PORT: String(port), DATA_DIR: dataDir },
  });
  try {
    const address = `http://localhost:${port}`;
    while (!(await fetch(`${address}/api/health`).catch(() => null))?.ok) {
      if (app.exitCode !== null) throw new Error('the app did not start: run "npm start" to see why');
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    await measure(address, dataDir);
  } finally {
    app.kill('SIGTERM');
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** Opens a browser of its own for one measurement: what another one left behind in memory would weigh on it. */
export async function withPage(measure: (page: Page) => Promise<void>): Promise<void> {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
  });
  try {
    await measure(await browser.newPage({ viewport: { width: 1440, height: 900 } }));
  } finally {
    await browser.close();
  }
}

/** Opens a panel of a lab: its group first, then its own tab. */
export async function openPanel(page: Page, group: 'See' | 'Act', panel: string): Promise<void> {
  for (const name of [group, panel]) await page.getByRole('tab', { name, exact: true }).click();
}

/** How long frames are measured, in real time. */
export const MEASURED_MS = 8_000;

/**
 * The lengths of frames, in milliseconds, while `onFrame` (a statement that may use `share`, 0 .. 1 of the time) runs on each.
 * A text, because a compiled function may refer to helpers that the page has not.
 */
export const frameLengths = (onFrame = ''): string => `new Promise((resolve) => {
  const lengths = [];
  const started = performance.now();
  let before = started;
  requestAnimationFrame(function next(now) {
    lengths.push(now - before);
    before = now;
    const share = (now - started) / ${MEASURED_MS};
    ${onFrame}
    if (share < 1) requestAnimationFrame(next);
    else resolve(lengths.slice(1));
  });
})`;

/** "median 16.7 ms, 95 of 100 within 16.7 ms, longest 33.4 ms". */
export function spread(lengths: readonly number[]): string {
  const sorted = [...lengths].sort((a, b) => a - b);
  const at = (share: number): string => (sorted[Math.floor((sorted.length - 1) * share)] ?? 0).toFixed(1);
  return `median ${at(0.5)} ms, 95 of 100 within ${at(0.95)} ms, longest ${at(1)} ms`;
}

/** How long frames are while `page` goes on, and how much of each its scripts took, in milliseconds. */
export async function measureFrames(page: Page): Promise<string> {
  const metrics = await page.context().newCDPSession(page);
  await metrics.send('Performance.enable');
  const scriptSeconds = async () => {
    const { metrics: all } = await metrics.send('Performance.getMetrics');
    return all.find(({ name }) => name === 'ScriptDuration')?.value ?? 0;
  };
  const before = await scriptSeconds();
  const lengths = await page.evaluate<number[]>(frameLengths());
  const scriptMs = ((await scriptSeconds()) - before) * 1000;
  const perSecond = ((lengths.length / MEASURED_MS) * 1000).toFixed(1);
  return `${perSecond} frames/s, ${spread(lengths)}, ${(scriptMs / lengths.length).toFixed(2)} ms of script per frame`;
}

/** Presses play and waits until it runs at this speed. */
export async function play(page: Page, speed: string): Promise<void> {
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  while ((await page.getByText(speed, { exact: true }).count()) === 0) {
    await page.getByRole('button', { name: 'Faster', exact: true }).click();
  }
}
