/** What the server's benchmark and the chaos run share: production servers of the app on one PostgreSQL, and the way to call them. */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { freePort } from '../free-port.mjs';

const root = process.cwd();

/** The environment of every server of one run: they share the database and the secrets, as several processes of one site do. */
export interface Site {
  readonly databaseUrl: string;
  readonly secret: string;
}

export function newSite(databaseUrl: string): Site {
  return { databaseUrl, secret: randomBytes(32).toString('base64') };
}

/** A production server of the app on a port of its own. */
export class AppProcess {
  private child: ChildProcess | null = null;

  private constructor(
    private readonly site: Site,
    private readonly port: number,
  ) {}

  /** Starts one and resolves when it answers. Throws when there is no production build. */
  static async start(site: Site): Promise<AppProcess> {
    if (!existsSync(path.join(root, '.next', 'BUILD_ID'))) throw new Error('no production build: run "npm start" once');
    const app = new AppProcess(site, await freePort());
    await app.start();
    return app;
  }

  get address(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get pid(): number {
    if (this.child?.pid === undefined) throw new Error('the server does not run');
    return this.child.pid;
  }

  async start(): Promise<void> {
    const child = spawn(process.execPath, ['scripts/serve.mjs'], {
      cwd: root,
      // Its complaints about a database that is gone are expected in a chaos run, and nothing else is.
      stdio: ['ignore', 'ignore', process.env.SHOW_SERVER_LOG ? 'inherit' : 'ignore'],
      env: {
        ...process.env,
        DATABASE_URL: this.site.databaseUrl,
        NEXTAUTH_SECRET: this.site.secret,
        NEXTAUTH_URL: this.address,
        PORT: String(this.port),
        HOST: '127.0.0.1',
        LOG_LEVEL: 'error',
      },
    });
    this.child = child;
    for (const deadlineMs = Date.now() + 60_000; Date.now() < deadlineMs; ) {
      if (child.exitCode !== null) throw new Error(`the server ended with code ${child.exitCode}`);
      const response = await fetch(`${this.address}/api/health`).catch(() => null);
      if (response?.ok) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`nothing answers at ${this.address}`);
  }

  /** Ends it as a power cut would. */
  async kill(): Promise<void> {
    if (this.child === null || this.child.exitCode !== null) return;
    const exited = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await exited;
    this.child = null;
  }
}

/** Server Actions by name, as the build lists them. */
function actionIds(): ReadonlyMap<string, string> {
  const file = path.join(root, '.next', 'server', 'server-reference-manifest.json');
  const { node } = JSON.parse(readFileSync(file, 'utf8')) as { node: Record<string, { exportedName: string }> };
  return new Map(Object.entries(node).map(([id, { exportedName }]) => [exportedName, id]));
}

/** Where calls come from unless said: a page that has its actions itself, since Next.js hands others on by another request. */
const QUIZ_PAGE = '/en/topics/12-consensus-algorithms/quiz';

/** Where a server is reached. */
interface Addressed {
  readonly address: string;
}

/** A signed-in browser without the browser. */
export class Session {
  private static ids: ReadonlyMap<string, string> | null = null;

  /** `cookie`: what a browser that is signed in already sends. */
  constructor(readonly cookie: string) {}

  /** Signs in as a browser does. Throws when that is refused. */
  static async signIn(app: Addressed, email: string, password: string): Promise<Session> {
    const csrf = await fetch(`${app.address}/api/auth/csrf`);
    const { csrfToken } = (await csrf.json()) as { csrfToken: string };
    const response = await fetch(`${app.address}/api/auth/callback/credentials`, {
      method: 'POST',
      redirect: 'manual',
      headers: { 'content-type': 'application/x-www-form-urlencoded', cookie: cookiesOf(csrf), origin: app.address },
      body: new URLSearchParams({ csrfToken, email, password, json: 'true' }),
    });
    const cookie = cookiesOf(response);
    await response.arrayBuffer();
    if (!cookie.includes('session-token')) throw new Error(`${email} could not sign in: ${response.status}`);
    return new Session(cookie);
  }

  /**
   * Calls a Server Action with one argument.
   *
   * @returns what it resolved to; null when the server could not be reached or failed
   */
  async call(app: Addressed, action: string, input: unknown, page = QUIZ_PAGE): Promise<ActionReply | null> {
    Session.ids ??= actionIds();
    const id = Session.ids.get(action);
    if (id === undefined) throw new Error(`the build has no action ${action}`);
    try {
      const response = await fetch(app.address + page, {
        method: 'POST',
        headers: {
          'next-action': id,
          'content-type': 'text/plain;charset=UTF-8',
          accept: 'text/x-component',
          cookie: this.cookie,
          // As browsers say it of a fetch: a request without it is taken for a page's, and gets the whole page in its answer.
          'sec-fetch-dest': 'empty',
          origin: app.address,
        },
        body: JSON.stringify([input], escapeDollar),
      });
      const text = await response.text();
      return response.ok ? readReply(text) : null;
    } catch {
      return null;
    }
  }
}

/** React's wire format takes a text that begins with `$` for a reference. */
function escapeDollar(_key: string, value: unknown): unknown {
  return typeof value === 'string' && value.startsWith('$') ? `$${value}` : value;
}

function cookiesOf(response: Response): string {
  return response.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ');
}

/** What a Server Action resolved to. */
export type ActionReply = { readonly ok: boolean; readonly reason?: string } & Readonly<Record<string, unknown>>;

/** Reads the rows of React's wire format that plain data is made of: `id:JSON`, `id:T<hex length>,text`, and references `$id`. */
export function readReply(text: string): ActionReply | null {
  const rows = new Map<string, unknown>();
  const bytes = Buffer.from(text);
  let at = 0;
  while (at < bytes.length) {
    const colon = bytes.indexOf(':', at);
    const id = bytes.toString('utf8', at, colon);
    if (bytes[colon + 1] === 'T'.charCodeAt(0)) {
      const comma = bytes.indexOf(',', colon);
      const length = Number.parseInt(bytes.toString('utf8', colon + 2, comma), 16);
      rows.set(id, bytes.toString('utf8', comma + 1, comma + 1 + length));
      at = comma + 1 + length;
    } else {
      const end = bytes.indexOf('\n', colon);
      const line = bytes.toString('utf8', colon + 1, end === -1 ? bytes.length : end);
      if (/^[[{"\d-]|^(true|false|null)/.test(line)) rows.set(id, JSON.parse(line));
      at = end === -1 ? bytes.length : end + 1;
    }
  }
  const head = rows.get('0') as { a?: string } | undefined;
  return head?.a === undefined ? null : (resolve(head.a, rows) as ActionReply);
}

function resolve(value: unknown, rows: ReadonlyMap<string, unknown>): unknown {
  if (typeof value === 'string') {
    if (value.startsWith('$$')) return value.slice(1);
    const [, id, path] = /^\$@?([0-9a-f]+)((?::[^:]+)*)$/.exec(value) ?? [];
    if (id === undefined || !rows.has(id)) return value === '$undefined' ? undefined : value;
    let found = rows.get(id);
    for (const key of (path ?? '').split(':').slice(1)) {
      found = found !== null && typeof found === 'object' ? (found as Record<string, unknown>)[key] : undefined;
    }
    // A text of its own row is what it says, references are only in structures.
    return typeof found === 'string' && path === '' ? found : resolve(found, rows);
  }
  if (Array.isArray(value)) return value.map((each) => resolve(each, rows));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, resolve(inner, rows)]));
}
