import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { NodeLimits } from '../../sim/systems/redis/types';
import { freePort } from '../free-port.mjs';
import { RedisConnection } from './redis-connection';

/** A redis-server of this process' own. */
export interface RedisServer {
  readonly port: number;
  /** The process is killed, and a new one reads the append-only file of the same folder, under these limits of macro nodes. */
  restart(limits: NodeLimits): Promise<void>;
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
  let child: ChildProcess;
  const launch = async (more: Readonly<Record<string, string>>) => {
    const settings = {
      port,
      bind: '127.0.0.1',
      dir: folder,
      save: '',
      appendonly: 'no',
      // Written before the reply, so that a process that is killed has kept all that it answered.
      appendfsync: 'no',
      'latency-tracking': 'no',
      ...more,
    };
    const flags = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]);
    child = spawn('redis-server', flags, { stdio: 'ignore' });
    const failure = new Promise<never>((_, reject) => {
      child.once('error', (error) => reject(new Error(`redis-server cannot be started: ${error.message}`)));
      child.once('exit', (code) => reject(new Error(`redis-server ended at once (${code}).`)));
    });
    failure.catch(() => {});
    return Promise.race([waitForVersion(port), failure]);
  };
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
  async function restart({ nodeMaxEntries, nodeMaxBytes }: NodeLimits): Promise<void> {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await ended;
    const limits = { 'stream-node-max-entries': String(nodeMaxEntries), 'stream-node-max-bytes': String(nodeMaxBytes) };
    await launch({ appendonly: 'yes', ...limits });
  }
  try {
    const version = await launch({});
    return { port, version, restart, stop };
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
      const info = await connection.call(['INFO', 'everything']);
      connection.close();
      if (!/\r\nloading:0/.test(String(info))) throw new Error('redis-server is still loading its data.');
      return /redis_version:(\S+)/.exec(String(info))?.[1] ?? 'unknown';
    } catch (error) {
      if (Date.now() > endMs) throw error;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }
}

async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.pid === undefined) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await ended;
}
