import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sendPythonFile } from './python-files.mjs';

const VERSION = '0123456789abcdef0123';
let folder = '';
let server: Server;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'python-files-'));
  mkdirSync(path.join(folder, VERSION));
  writeFileSync(path.join(folder, 'secret.js'), 'not to be sent');
  for (const name of ['worker.js', 'pyodide.asm.wasm', 'pyodide.asm.wasm.br']) {
    writeFileSync(path.join(folder, VERSION, name), name);
  }
  server = createServer((request, response) => {
    if (!sendPythonFile(request, response, folder)) response.writeHead(404).end('something else');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

async function ask(address: string, init: RequestInit = {}) {
  const { port } = server.address() as AddressInfo;
  const response = await fetch(`http://127.0.0.1:${port}${address}`, {
    headers: { 'accept-encoding': 'gzip' },
    ...init,
  });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

test('a file is sent with its type, to be kept for ever', async () => {
  const { status, headers, text } = await ask(`/python/${VERSION}/pyodide.asm.wasm`);
  expect([status, text]).toEqual([200, 'pyodide.asm.wasm']);
  expect(headers.get('content-type')).toBe('application/wasm');
  expect(headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
});

test('who takes Brotli gets what was compressed beforehand', async () => {
  const init = { method: 'HEAD', headers: { 'accept-encoding': 'gzip, br' } };
  const { headers } = await ask(`/python/${VERSION}/pyodide.asm.wasm`, init);
  expect(headers.get('content-encoding')).toBe('br');
  expect(headers.get('content-length')).toBe(String('pyodide.asm.wasm.br'.length));
  expect(headers.get('vary')).toBe('Accept-Encoding');
});

test('the worker may run scripts of the site and WebAssembly, and connect to nothing', async () => {
  const { headers } = await ask(`/python/${VERSION}/worker.js`);
  expect(headers.get('content-security-policy')).toBe("default-src 'none'; script-src 'self' 'wasm-unsafe-eval'");
});

test('nothing else is answered', async () => {
  for (const address of [
    `/python/${VERSION}/pyodide.js`,
    `/python/${VERSION}/..%2fsecret.js`,
    '/python/secret.js',
    `/python/${VERSION}/complete`,
    '/ko/labs',
  ]) {
    expect([address, (await ask(address)).status]).toEqual([address, 404]);
  }
  expect((await ask(`/python/${VERSION}/worker.js`, { method: 'POST' })).status).toBe(404);
});
