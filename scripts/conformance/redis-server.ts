import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { RedisConnection } from './redis-connection';

/** A redis-server of this process' own. */
export interface RedisServer {
  readonly port: number;
  /** What `INFO server` calls redis_version. */
  readonly version: string;
  stop(): Promise<void>;
}

const START_TIMEOUT_MS = 10_000;

/**
 * Starts the installed redis-server on a free port of the loopback interface, without persistence, in a folder of its own. Throws
 * when there is none, or when it does not answer.
 */
export async function startRedisServer(): Promise<RedisServer> {
  const folder = await mkdtemp(path.join(tmpdir(), 'redis-conformance-'));
  const port = await freePort();
  const settings = { port, bind: '127.0.0.1', dir: folder, save: '', appendonly: 'no', 'latency-tracking': 'no' };
  const flags = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const child = spawn('redis-server', flags, { stdio: 'ignore' });
  const failure = new Promise<never>((_, reject) => {
    child.once('error', (error) => reject(new Error(`redis-server cannot be started: ${error.message}`)));
    child.once('exit', (code) => reject(new Error(`redis-server ended at once (${code}).`)));
  });
  failure.catch(() => {});
  // Whoever stops this process stops its server too.
  const stopNow = () => {
    child.kill('SIGTERM');
    process.exit(130);
  };
  process.once('SIGINT', stopNow).once('SIGTERM', stopNow);
  async function stop(): Promise<void> {
    process.off('SIGINT', stopNow).off('SIGTERM', stopNow);
    await stopChild(child);
    await rm(folder, { recursive: true, force: true });
  }
  try {
    const version = await Promise.race([waitForVersion(port), failure]);
    return { port, version, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function waitForVersion(port: number): Promise<string> {
  const endMs = Date.now() + START_TIMEOUT_MS;
  for (;;) {
    try {
      const connection = await RedisConnection.open(port);
      const info = await connection.call(['INFO', 'server']);
      connection.close();
      return /redis_version:(\S+)/.exec(String(info))?.[1] ?? 'unknown';
    } catch (error) {
      if (Date.now() > endMs) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.pid === undefined) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await ended;
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('No free port.');
  return address.port;
}
