import { readFileSync } from 'node:fs';
import { Agent, request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import path from 'node:path';
import fc from 'fast-check';
import { type Seeded, startSeeded } from '../../e2e/fixtures/seeded-app';
import { openEmbedded } from '../../server/db/open';
import { type FuzzedRequest, fuzzedRequest, RAW_REQUESTS } from './requests';

export interface FuzzResult {
  /** How many answers had each status; "closed" where the connection was ended without one. */
  readonly statuses: Readonly<Record<string, number>>;
  /** What should not have been answered so, at most 20. */
  readonly failures: readonly { readonly why: string; readonly request: FuzzedRequest; readonly answer: string }[];
  /** Memory of the server in MB, after each tenth of the requests. */
  readonly memoryMb: readonly number[];
  /** Rows by table, before and after. */
  readonly rows: readonly { readonly table: string; readonly before: number; readonly after: number }[];
}

const IN_FLIGHT = 8;
const FAILURES_MAX = 20;
/** A frame of a stack, a package's or the machine's path, a database's message. */
const TELLING =
  /\bat [^\n]{0,200}(?:\.[cm]?[jt]sx?|node:[\w/]+):\d+:\d+|node_modules\/|PrismaClient|Invalid `prisma|server\/db\//;

/** Sends requests made of chance to a production server of its own, on loopback, and says what came of it. */
export async function fuzz(options: { readonly requests: number; readonly seed: number }): Promise<FuzzResult> {
  // With so little room for objects a leak would end the server; what is measured beside it is WebAssembly and buffers.
  const app = await startSeeded({ TRUSTED_PROXIES: '1', NODE_OPTIONS: '--max-old-space-size=256' });
  try {
    return await fuzzApp(app, options);
  } finally {
    await app.end();
  }
}

async function fuzzApp(app: Seeded, options: { requests: number; seed: number }): Promise<FuzzResult> {
  const { address } = app.server;
  const target = { address, actionIds: actionIds(), classId: app.classId };
  const all = fc.sample(fuzzedRequest(target), { numRuns: options.requests, seed: options.seed });
  const statuses: Record<string, number> = {};
  const failures: { why: string; request: FuzzedRequest; answer: string }[] = [];
  const memoryMb: number[] = [];
  const agent = new Agent({ keepAlive: true, maxSockets: IN_FLIGHT });
  let next = 0;
  const worker = async () => {
    for (let index = next++; index < all.length; index = next++) {
      const request = all[index];
      if (request === undefined) return;
      const { status, body } = await send(address, request, app.cookies[request.role], agent);
      statuses[status] = (statuses[status] ?? 0) + 1;
      const why = Number(status) >= 500 ? 'status' : TELLING.exec(body)?.[0];
      if (why !== undefined && failures.length < FAILURES_MAX)
        failures.push({ why, request, answer: `${status} ${body.slice(0, 300)}` });
      if ((index + 1) % Math.ceil(all.length / 10) === 0) memoryMb.push(residentMb(app.server.pid));
    }
  };
  const workers = Array.from({ length: IN_FLIGHT }, worker);
  await Promise.all(workers);
  for (const raw of RAW_REQUESTS) {
    const answer = await sendRaw(address, raw);
    const status = /^HTTP\/1\.1 (\d+)/.exec(answer)?.[1] ?? 'closed';
    statuses[status] = (statuses[status] ?? 0) + 1;
    if (Number(status) >= 500 || TELLING.test(answer)) {
      failures.push({
        why: 'raw',
        request: { role: 'anonymous', method: '', path: '', headers: {}, body: raw.slice(0, 100) },
        answer: answer.slice(0, 300),
      });
    }
  }
  agent.destroy();
  const health = await fetch(`${address}/api/health/ready`);
  if (!health.ok) throw new Error(`the server is not ready afterwards: ${health.status}`);
  await app.server.terminate();
  return { statuses, failures, memoryMb, rows: await rowsOf(app) };
}

/** Ids of the Server Actions of the build, as its pages send them. */
function actionIds(): string[] {
  const file = path.join(import.meta.dirname, '../../.next/server/server-reference-manifest.json');
  return Object.keys(JSON.parse(readFileSync(file, 'utf8')).node);
}

function send(
  address: string,
  { method, path, headers, body }: FuzzedRequest,
  cookie: string,
  agent: Agent,
): Promise<{ status: string; body: string }> {
  const all = { ...headers, cookie: [cookie, headers.cookie].filter(Boolean).join('; ') };
  return new Promise((resolve) => {
    const closed = (error: Error) => resolve({ status: `closed (${(error as NodeJS.ErrnoException).code})`, body: '' });
    const request = httpRequest(address, { method, path, headers: all, agent }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk) => {
        text += chunk;
      });
      response.on('end', () => resolve({ status: String(response.statusCode), body: text })).on('error', closed);
    });
    request.on('error', closed);
    request.end(body);
  });
}

function sendRaw(address: string, raw: string): Promise<string> {
  return new Promise((resolve) => {
    let answer = '';
    const socket = connect(Number(new URL(address).port), '127.0.0.1', () => socket.write(raw));
    socket.setTimeout(2_000, () => socket.destroy());
    socket.on('data', (chunk) => {
      answer += chunk;
    });
    socket.on('error', () => {}).on('close', () => resolve(answer));
  });
}

function residentMb(pid: number): number {
  const pages = Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]);
  return Math.round((pages * 4096) / 1024 / 1024);
}

/** What the seeded accounts are made of; everything else was empty. */
const SEEDED: Readonly<Record<string, number>> = { users: 4, sessions: 4, classes: 2, memberships: 1, settings: 1 };

async function rowsOf({ dataDir }: Seeded): Promise<FuzzResult['rows']> {
  const { connection, close } = await openEmbedded(dataDir);
  const tables = await connection.query(
    "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> '_prisma_migrations' ORDER BY 1",
  );
  const rows: { table: string; before: number; after: number }[] = [];
  for (const { name } of tables) {
    const [count] = await connection.query(`SELECT count(*)::int AS n FROM "${name}"`);
    rows.push({ table: String(name), before: SEEDED[String(name)] ?? 0, after: Number(count?.n) });
  }
  await close();
  return rows;
}
