// npm start: from a fresh clone to a running app. `--dev` serves with hot reload instead of building.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { writeClientPackages } from './client-packages.mjs';
import {
  build,
  checkNode,
  fail,
  generateClient,
  installPackages,
  readSettings,
  root,
  toolPath,
  writePythonFiles,
} from './setup.mjs';

const dev = process.argv.includes('--dev');

checkNode();
loadEnvFile();
const settings = readSettings();
const { port, host } = settings;
await checkPort();
await installPackages();
await generateClient();
if (dev) {
  await writeClientPackages(root);
  serveDevelopment(await writePythonFiles());
} else {
  await build();
  // Only now: it stands on packages.
  const { serve } = await import('./serve.mjs');
  await serve(settings);
}
const address = `http://localhost:${port}`;
await healthy(address);
announce(address);

/** Settings in `.env` count where the environment says nothing. */
function loadEnvFile() {
  const file = path.join(root, '.env');
  if (existsSync(file)) process.loadEnvFile(file);
}

function checkPort() {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', (error) => {
      if (error.code === 'EADDRINUSE')
        fail(`port ${port} is taken: stop what listens there, or choose another, e.g. PORT=${port + 1} npm start.`);
      fail(
        `cannot listen on port ${port} of HOST=${host ?? ''} (${error.code}): choose others, e.g. PORT=3000 npm start.`,
      );
    });
    probe.listen(port, host, () => probe.close(resolve));
  });
}

function serveDevelopment(python) {
  const args = ['dev', '--port', String(port), ...(host ? ['--hostname', host] : [])];
  const server = spawn(process.execPath, [toolPath('next'), ...args], {
    cwd: root,
    stdio: 'inherit',
    env: {
      NEXTAUTH_URL: `http://localhost:${port}`,
      NEXT_TELEMETRY_DISABLED: '1',
      ...process.env,
      NEXT_PUBLIC_PYTHON_FILES: python,
    },
  });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => server.kill(signal));
  server.on('exit', (code, signal) => process.exit(signal === 'SIGINT' || signal === 'SIGTERM' ? 0 : (code ?? 1)));
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
  if (!settings.isLocal) {
    console.log('No demo accounts: they exist only where nobody but this machine can reach them.');
    return;
  }
  const dataDir = path.resolve(root, process.env.DATA_DIR || '.data');
  for (const role of ['learner', 'instructor']) {
    const password = readFileSync(path.join(dataDir, `demo-${role}-password`), 'utf8');
    console.log(`  demo ${role.padEnd(10)}  ${role}@interleave.test  ${password}`);
  }
  console.log('Stop with Ctrl+C.');
}
