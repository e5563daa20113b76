import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium } from '@playwright/test';

/** How long each measurement runs, in real time. */
const MEASURED_MS = 8_000;

/** Counts frames in the page. A text, because a compiled function may refer to helpers that the page has not. */
const countFrames = `new Promise((resolve) => {
  const started = performance.now();
  let count = 0;
  requestAnimationFrame(function next(now) {
    count += 1;
    if (now - started < ${MEASURED_MS}) requestAnimationFrame(next);
    else resolve(count);
  });
})`;

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().listen(0, () => {
      const address = probe.address();
      probe.close();
      if (address !== null && typeof address === 'object') resolve(address.port);
      else reject(new Error('no free port'));
    });
  });
}

/**
 * What a playing lab costs a browser: frames per second and script time per frame, in the machine's Chromium against
 * the production build. Starts the app on a data folder of its own and ends it.
 */
export async function benchFrames(): Promise<void> {
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
    for (const speed of ['1×', '8×']) await measure('five servers', `${address}/en/labs/raft`, speed);
    await measure('50 nodes, 1,000 messages in flight', `${address}/en/design/crowd`, '1×');
  } finally {
    app.kill('SIGTERM');
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function measure(what: string, address: string, speed: string): Promise<void> {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
  });
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    const metrics = await page.context().newCDPSession(page);
    await metrics.send('Performance.enable');
    const scriptSeconds = async () => {
      const { metrics: all } = await metrics.send('Performance.getMetrics');
      return all.find(({ name }) => name === 'ScriptDuration')?.value ?? 0;
    };
    await page.goto(address);
    await page.getByRole('button', { name: 'Play', exact: true }).click();
    while ((await page.getByText(speed, { exact: true }).count()) === 0) {
      await page.getByRole('button', { name: 'Faster', exact: true }).click();
    }
    const before = await scriptSeconds();
    const frames = Number(await page.evaluate(countFrames));
    const scriptMs = ((await scriptSeconds()) - before) * 1000;
    const perSecond = (frames / MEASURED_MS) * 1000;
    console.log(
      `${what}, playing at ${speed}: ${perSecond.toFixed(1)} frames/s, ${(scriptMs / frames).toFixed(2)} ms of script per frame`,
    );
  } finally {
    await browser.close();
  }
}
