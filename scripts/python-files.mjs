// Sends the interpreter's files (python/site-files.mjs): compressed when the site was built, and for ever the same at their address.
import { createReadStream, statSync } from 'node:fs';
import path from 'node:path';

const TYPES = { '.js': 'text/javascript; charset=utf-8', '.wasm': 'application/wasm', '.zip': 'application/zip' };

/** Of the worker: it runs scripts of this site and WebAssembly, and connects to nothing. */
const WORKER_POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'";

const FILE = /^\/python\/([0-9a-f]{20})\/([a-z_]+(?:\.asm)?(\.js|\.wasm|\.zip))$/;

/**
 * Answers a request for one of them.
 *
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 * @param {string} folder where they lie, `public/python`
 * @returns {boolean} false: it asks for something else, and nothing was done
 */
export function sendPythonFile(request, response, folder) {
  const [, version, name, ending] = FILE.exec(request.url.replace(/\?.*/, '')) ?? [];
  if (name === undefined || (request.method !== 'GET' && request.method !== 'HEAD')) return false;
  const isBrotli = /\bbr\b/.test(String(request.headers['accept-encoding'] ?? ''));
  const file = path.join(folder, version, isBrotli ? `${name}.br` : name);
  const found = statSync(file, { throwIfNoEntry: false });
  if (found === undefined) return false;
  response.setHeader('content-type', TYPES[ending]);
  response.setHeader('content-length', found.size);
  response.setHeader('cache-control', 'public, max-age=31536000, immutable');
  response.setHeader('vary', 'Accept-Encoding');
  if (isBrotli) response.setHeader('content-encoding', 'br');
  if (name === 'worker.js') response.setHeader('content-security-policy', WORKER_POLICY);
  if (request.method === 'HEAD') response.end();
  else createReadStream(file).pipe(response);
  return true;
}
