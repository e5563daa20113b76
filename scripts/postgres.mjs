// A private PostgreSQL for one test run, from the machine's own binaries, on loopback and a free port.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePort } from './free-port.mjs';
import { fail } from './setup.mjs';

/** Folder of `initdb` and `postgres`, the newest where there are several; undefined where there are none. */
function findBinaries() {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [
    ...versions.map((version) => path.join(debian, version, 'bin')),
    ...(process.env.PATH ?? '').split(path.delimiter),
  ];
  return folders.find((folder) => existsSync(path.join(folder, 'initdb')) && existsSync(path.join(folder, 'postgres')));
}

/** PostgreSQL refuses to run as root: then the account that its package made runs it. */
function unprivileged() {
  if (process.getuid?.() !== 0) return {};
  const id = (flag) => Number(spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }).stdout);
  return { uid: id('-u'), gid: id('-g') };
}

/** Starts a server and returns its address and how to crash and stop it, or null where PostgreSQL is not installed. */
export async function startPostgres() {
  const binaries = findBinaries();
  if (!binaries) return null;
  const owner = unprivileged();
  const folder = mkdtempSync(path.join(tmpdir(), 'interleave-postgres-'));
  if (owner.uid) chownSync(folder, owner.uid, owner.gid);
  const data = path.join(folder, 'data');
  const made = spawnSync(
    path.join(binaries, 'initdb'),
    ['-D', data, '-U', 'interleave', '--auth=trust', '--no-sync', '--encoding=UTF8'],
    { cwd: folder, encoding: 'utf8', ...owner },
  );
  if (made.status !== 0) fail(`initdb failed:\n${made.stderr}`);
  const port = await freePort();
  const settings = { listen_addresses: '127.0.0.1', unix_socket_directories: '', fsync: 'off' };
  const start = () => {
    const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    return serve(path.join(binaries, 'postgres'), ['-D', data, '-p', String(port), ...options], folder, owner);
  };
  let server = await start();
  const end = async (signal) => {
    const exited = once(server, 'exit');
    server.kill(signal);
    await exited;
  };
  return {
    url: `postgresql://interleave@127.0.0.1:${port}/postgres`,
    /** Where `pgbench` is. */
    binaries,
    /** Process id of the server, whose children serve the connections. */
    pid: () => server.pid,
    /** Ends it without a goodbye, as a crash would, and starts it again on the same data and port. */
    crash: async () => {
      await end('SIGQUIT');
      server = await start();
    },
    stop: async () => {
      await end('SIGINT');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Runs the server and resolves when it takes connections. */
async function serve(program, args, cwd, owner) {
  const server = spawn(program, args, { cwd, stdio: ['ignore', 'ignore', 'pipe'], ...owner });
  await new Promise((resolve, reject) => {
    let log = '';
    server.once('exit', () => reject(new Error(`PostgreSQL did not start:\n${log}`)));
    server.stderr.on('data', (chunk) => {
      log += chunk;
      if (log.includes('ready to accept connections')) resolve();
    });
  });
  return server;
}
