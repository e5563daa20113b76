import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { build } from 'esbuild';
import { contentSecurityPolicy } from '../../lib/content-security-policy';
import { writeSiteFiles } from '../../python/site-files.mjs';
import { sendPythonFile } from '../python-files.mjs';
import { responseHeaders } from '../response-headers.mjs';
import { withPage } from './browser';

const HELLO =
  'import asyncio\nasync def main():\n    await asyncio.sleep(1)\n    print("slept")\nasyncio.run(main())\n';

const YIELDS = 9_990;
const PROGRAMS: Readonly<Record<string, string>> = {
  'one second of sleep': HELLO,
  '10,000 iterations with their lines': `import asyncio\nasync def main():\n    for n in range(${YIELDS}):\n        await asyncio.sleep(0)\nasyncio.run(main())\n`,
  'an endless loop that catches everything':
    'while True:\n    try:\n        sum(range(10**12))\n    except BaseException:\n        pass\n',
  'a program right after it': HELLO,
  'a list of 1 GB': 'x = [0] * 250_000_000\n',
  '50 MB of output': 'for n in range(50_000):\n    print("x" * 1_000)\n',
  'endless recursion': 'def f(): f()\nf()\n',
  'a connection to this server': 'import socket\nsocket.socket().connect(("127.0.0.1", PORT))\n',
};

/** How soon Python runs in a page, and what programs that try to have no end do to it; in Chromium, from a server of its own. */
export async function bench(): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'interleave-python-'));
  const { server, answered } = await serve(folder);
  try {
    const { port } = server.address() as AddressInfo;
    await withPage((page) => measure(page, port, answered));
  } finally {
    server.close();
    await rm(folder, { recursive: true });
  }
}

async function measure(page: Page, port: number, answered: { bytes: number; paths: string[] }): Promise<void> {
  for (const visit of ['first visit', 'second visit', 'third visit']) {
    answered.bytes = 0;
    await page.goto(`http://127.0.0.1:${port}/`);
    const times = await page.evaluate<string>(`visit(${JSON.stringify(HELLO)})`);
    console.log(`${visit}: ${times}; ${(answered.bytes / 1e6).toFixed(2)} MB`);
    await page.evaluate<void>('idle()');
  }
  answered.paths = [];
  for (const [name, source] of Object.entries(PROGRAMS)) {
    const program = JSON.stringify(source.replace('PORT', String(port)));
    console.log(`${name}: ${await page.evaluate<string>(`runOne(${program})`)}`);
    // The next interpreter is ready, as where a reader looks at a result before the next program; not after an endless loop.
    if (!name.startsWith('an endless')) await page.evaluate<void>('idle()');
  }
  console.log(`requests while programs ran: ${answered.paths.filter((each) => !each.startsWith('/python/')).length}`);
}

/** A page under the policy of any page of the site, and the interpreter's files as the site sends them. */
async function serve(folder: string): Promise<{ server: Server; answered: { bytes: number; paths: string[] } }> {
  const files = await writeSiteFiles(folder);
  const address = JSON.stringify({ ...files, address: `/python/${files.folder}/` });
  const script = await pageScript(address);
  const policy = contentSecurityPolicy('/', []);
  const answered = { bytes: 0, paths: [] as string[] };
  const server = createServer((request, response) => {
    const url = request.url ?? '/';
    answered.paths.push(url);
    for (const [name, value] of Object.entries(responseHeaders(url, false))) response.setHeader(name, value);
    response.once('finish', () => {
      answered.bytes += Number(response.getHeader('content-length') ?? 0);
    });
    if (sendPythonFile(request, response, folder)) return;
    if (url === '/page.js') response.writeHead(200, { 'content-type': 'text/javascript' }).end(script);
    else if (url !== '/') response.writeHead(404).end();
    else
      response
        .writeHead(200, { 'content-type': 'text/html', 'content-security-policy': policy })
        .end('<!doctype html><title>Python</title><script src="/page.js"></script>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, answered };
}

async function pageScript(address: string): Promise<string> {
  const contents = `import { createPageRunner } from './page-runner';
    let runner;
    window.runOne = async (source) => {
      const started = performance.now();
      let count = 0, last;
      await runner.run(source, (event) => { count += 1; last = event; });
      return Math.round(performance.now() - started) + ' ms, ' + count + ' events, ' + last.join(' ').slice(0, 60);
    };
    window.idle = () => runner.prepare();
    window.visit = async (source) => {
      const started = performance.now();
      const since = () => Math.round(performance.now() - started);
      let share = 0;
      runner = await createPageRunner(${address}, (loaded) => { share = loaded; });
      const loaded = since();
      await runner.prepare();
      const ready = since();
      await window.runOne(source);
      return 'loaded and compiled ' + loaded + ' ms, started ' + ready + ' ms, first result ' + since() + ' ms (told ' + share * 100 + ' %)';
    };`;
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: path.join(import.meta.dirname, '..', '..', 'python') },
    bundle: true,
    write: false,
    format: 'iife',
  });
  return outputFiles[0]?.text ?? '';
}
