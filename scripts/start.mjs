// npm start: from a fresh clone to a running app. `--dev` serves with hot reload instead of building.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { build, checkNode, fail, generateClient, installPackages, root, toolPath } from './setup.mjs';

const dev = process.argv.includes('--dev');

checkNode();
loadEnvFile();
const port = readPort();
await checkPort(port);
await installPackages();
await generateClient();
if (!dev) await build();
await serve();

/** Settings in `.env` count where the environment says nothing. */
function loadEnvFile() {
  const file = path.join(root, '.env');
  if (existsSync(file)) process.loadEnvFile(file);
}

function readPort() {
  const text = process.env.PORT?.trim() || '3000';
  const number = Number(text);
  if (Number.isInteger(number) && number >= 1 && number <= 65535) return number;
  return fail(`PORT=${text} is no port: use a number from 1 to 65535.`);
}

function checkPort(number) {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', (error) => {
      if (error.code === 'EADDRINUSE')
        fail(`port ${number} is taken: stop what listens there, or choose another, e.g. PORT=${number + 1} npm start.`);
      fail(`cannot listen on port ${number} (${error.code}): choose another, e.g. PORT=3000 npm start.`);
    });
    probe.listen(number, () => probe.close(resolve));
  });
}

async function serve() {
  const address = `http://localhost:${port}`;
  const server = spawn(process.execPath, [toolPath('next'), dev ? 'dev' : 'start', '--port', String(port)], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { NEXTAUTH_URL: address, NEXT_TELEMETRY_DISABLED: '1', ...process.env },
  });
  server.stdout.on('data', (data) => {
    // Next's own banner says less than ours; in development its log is the developer's.
    if (dev) process.stdout.write(data);
  });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => server.kill(signal));
  server.on('exit', (code, signal) => process.exit(signal === 'SIGINT' || signal === 'SIGTERM' ? 0 : (code ?? 1)));
  await healthy(address);
  announce(address);
}

/** Resolves when the app answers: its database is open, migrated and seeded by then. */
async function healthy(address) {
  for (;;) {
    const response = await fetch(`${address}/api/health`).catch(() => null);
    if (response?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function announce(address) {
  console.log(`\nInterleave is running at ${address}`);
  if (process.env.DATABASE_URL) return;
  const dataDir = path.resolve(root, process.env.DATA_DIR || '.data');
  for (const role of ['learner', 'instructor']) {
    const password = readFileSync(path.join(dataDir, `demo-${role}-password`), 'utf8');
    console.log(`  demo ${role.padEnd(10)}  ${role}@interleave.test  ${password}`);
  }
  console.log('Stop with Ctrl+C.');
}
