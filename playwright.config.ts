import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { defineConfig } from '@playwright/test';
import { freePort } from './scripts/free-port.mjs';

// A port and a folder of this run's own, chosen by the process that reads this first; the workers inherit them. What the shell or
// .env says of the app does not count: a test run must never touch somebody's data.
if (process.env.E2E_FOLDER === undefined) {
  process.env.E2E_FOLDER = mkdtempSync(path.join(tmpdir(), 'interleave-e2e-'));
  process.env.DATA_DIR = path.join(process.env.E2E_FOLDER, 'data');
  process.env.PORT = String(await freePort());
  process.env.DATABASE_URL = '';
}
const address = `http://localhost:${process.env.PORT}`;

export default defineConfig({
  testDir: 'e2e',
  outputDir: path.join(process.env.E2E_FOLDER, 'results'),
  fullyParallel: true,
  workers: 2,
  retries: 0,
  forbidOnly: true,
  // What takes longer than this is too slow for a reader, on two cores with two browsers as well.
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: [['list']],
  use: {
    baseURL: address,
    // Tests watch and change requests, which a service worker would answer before them. What is about it allows it.
    serviceWorkers: 'block',
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  webServer: {
    command: 'node scripts/start.mjs',
    url: `${address}/api/health`,
    timeout: 300_000,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 10_000 },
  },
});
