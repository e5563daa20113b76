/**
 * A RabbitMQ of our own: Debian's `rabbitmq-server`, started in a private folder on free ports of the loopback interface,
 * with the management and consistent-hash plugins, and stopped with everything that was started for it.
 */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { freePort } from '../free-port.mjs';

const serverScript = '/usr/lib/rabbitmq/bin/rabbitmq-server';
const controlScript = '/usr/lib/rabbitmq/bin/rabbitmqctl';
/** Long, because the machine may be busy. */
const startTimeoutMs = 300_000;
const stopTimeoutMs = 20_000;

export interface RabbitmqServer {
  readonly amqpPort: number;
  readonly managementPort: number;
  /** The management API: the path below `/api`, and what is answered (null for no content). Throws for a refused request. */
  api(method: 'GET' | 'PUT' | 'POST' | 'DELETE', apiPath: string, body?: unknown): Promise<unknown>;
  /** What an Erlang expression comes to inside the broker, as `rabbitmqctl eval` prints it. Throws when it fails. */
  evaluate(expression: string): Promise<string>;
  stop(): Promise<void>;
}

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Signals the process and all its descendants: each child here leads a process group. */
function signalGroup(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch {
    // The group has ended already.
  }
}

function exited(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => child.once('exit', () => resolve()));
}

interface Ports {
  readonly amqp: number;
  readonly management: number;
  readonly distribution: number;
  readonly epmd: number;
}

function writeConfiguration(folder: string, ports: Ports): void {
  mkdirSync(path.join(folder, 'log'));
  writeFileSync(path.join(folder, 'env.conf'), '');
  writeFileSync(path.join(folder, 'enabled_plugins'), '[rabbitmq_management,rabbitmq_consistent_hash_exchange].\n');
  const lines = [
    `listeners.tcp.local = 127.0.0.1:${ports.amqp}`,
    'management.tcp.ip = 127.0.0.1',
    `management.tcp.port = ${ports.management}`,
    'disk_free_limit.absolute = 1MB',
    'vm_memory_high_watermark.absolute = 2GB',
    // The write-ahead log of quorum queues is preallocated: its default is half a gigabyte.
    'raft.wal_max_size_bytes = 32000000',
    'log.file.level = warning',
    'heartbeat = 0',
  ];
  writeFileSync(path.join(folder, 'rabbitmq.conf'), `${lines.join('\n')}\n`);
}

function environment(folder: string, ports: Ports): NodeJS.ProcessEnv {
  return {
    NODE_ENV: process.env.NODE_ENV,
    PATH: process.env.PATH,
    LANG: 'C.UTF-8',
    // The Erlang cookie is made in the home folder.
    HOME: folder,
    ERL_EPMD_PORT: String(ports.epmd),
    ERL_EPMD_ADDRESS: '127.0.0.1',
    RABBITMQ_NODENAME: `interleave-${process.pid}@localhost`,
    RABBITMQ_CONF_ENV_FILE: path.join(folder, 'env.conf'),
    RABBITMQ_CONFIG_FILE: path.join(folder, 'rabbitmq.conf'),
    RABBITMQ_ADVANCED_CONFIG_FILE: path.join(folder, 'none.config'),
    RABBITMQ_ENABLED_PLUGINS_FILE: path.join(folder, 'enabled_plugins'),
    RABBITMQ_MNESIA_BASE: path.join(folder, 'mnesia'),
    RABBITMQ_LOG_BASE: path.join(folder, 'log'),
    RABBITMQ_PID_FILE: path.join(folder, 'pid'),
    RABBITMQ_DIST_PORT: String(ports.distribution),
    RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS: '-kernel inet_dist_use_interface {127,0,0,1}',
    RABBITMQ_CTL_ERL_ARGS: '-kernel inet_dist_use_interface {127,0,0,1}',
  };
}

function managementApi(port: number): RabbitmqServer['api'] {
  const authorization = `Basic ${Buffer.from('guest:guest').toString('base64')}`;
  return async (method, apiPath, body) => {
    const response = await fetch(`http://127.0.0.1:${port}/api${apiPath}`, {
      method,
      headers: { authorization, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`management API: ${method} ${apiPath} answered ${response.status} ${text}`);
    return text === '' ? null : (JSON.parse(text) as unknown);
  };
}

async function untilItAnswers(server: ChildProcess, api: RabbitmqServer['api'], output: () => string): Promise<void> {
  const deadline = Date.now() + startTimeoutMs;
  for (;;) {
    if (server.exitCode !== null || server.signalCode !== null) throw new Error(`rabbitmq-server ended:\n${output()}`);
    try {
      await api('GET', '/health/checks/local-alarms');
      return;
    } catch (error) {
      if (Date.now() > deadline) throw new Error(`rabbitmq-server does not answer: ${String(error)}\n${output()}`);
      await pause(200);
    }
  }
}

/**
 * Starts a broker and waits until it answers. It is stopped by `stop`, and also when this process ends in any way that lets
 * it say goodbye (an exception, SIGINT, SIGTERM). Throws when the broker is not installed or does not start.
 */
export async function startRabbitmqServer(): Promise<RabbitmqServer> {
  // In memory where the system offers it: a quorum queue syncs its log to the disk at each step.
  const folder = mkdtempSync(path.join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'interleave-rabbitmq-'));
  const [amqp, management, distribution, epmd] = await Promise.all([freePort(), freePort(), freePort(), freePort()]);
  const ports: Ports = { amqp, management, distribution, epmd };
  writeConfiguration(folder, ports);

  const env = environment(folder, ports);
  const spawned = { cwd: folder, env, detached: true } as const;
  const epmdProcess = spawn('epmd', ['-address', '127.0.0.1', '-port', String(epmd)], { ...spawned, stdio: 'ignore' });
  const server = spawn(serverScript, [], { ...spawned, stdio: ['ignore', 'pipe', 'pipe'] });
  const children = [server, epmdProcess];
  let output = '';
  for (const stream of [server.stdout, server.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-4_000);
    });
  }
  for (const child of children) {
    child.once('error', (error) => {
      output += String(error);
    });
  }

  const killAll = (): void => {
    for (const child of children) signalGroup(child, 'SIGKILL');
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  };
  const onSignal = (): void => process.exit(130);
  process.once('exit', killAll);
  process.once('SIGINT', onSignal);
  process.once('SIGTERM', onSignal);

  const api = managementApi(management);
  const stop = async (): Promise<void> => {
    signalGroup(server, 'SIGTERM');
    await Promise.race([exited(server), pause(stopTimeoutMs)]);
    killAll();
    await Promise.all(children.map(exited));
    process.off('exit', killAll);
    process.off('SIGINT', onSignal);
    process.off('SIGTERM', onSignal);
  };
  try {
    await untilItAnswers(server, api, () => output);
  } catch (error) {
    await stop();
    throw error;
  }
  const evaluate = async (expression: string): Promise<string> => {
    const { stdout } = await promisify(execFile)(controlScript, ['eval', expression], { cwd: folder, env });
    return stdout;
  };
  return { amqpPort: amqp, managementPort: management, api, evaluate, stop };
}
