// Serves the production build. Next.js leaves to the one who runs it: what an address is worth, requests that are none, the log, and
// an end that loses nothing. `npm start` runs this within itself; `node scripts/serve.mjs` serves what has been built.
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import pino from 'pino';
import { actionIds, callRefusal } from './action-guard.mjs';
import { readBuiltPages } from './built-pages.mjs';
import { sendPaintFirst } from './paint-first.mjs';
import { sendPythonFile } from './python-files.mjs';
import { clientAddress, isHost, loggedPath, refusalStatus } from './request-guard.mjs';
import { responseHeaders } from './response-headers.mjs';
import { pythonFiles, readSettings, replayWorker, root } from './setup.mjs';
import { drain } from './shutdown.mjs';

/** Actions that are sent often and say little: those of the outbox, by their names. */
const WRITES = [
  ...['submitAnswer', 'submitReview', 'submitChallengeReview', 'submitChallenge', 'submitPrediction'],
  ...['keepRun', 'markRead', 'markPosition'],
];

/**
 * Serves until SIGTERM or SIGINT. Resolves when it listens.
 *
 * @param {{ port: number, host: string | undefined, trustedProxies: number, logLevel: string }} settings
 */
export async function serve({ port, host, trustedProxies, logLevel }) {
  process.env.NODE_ENV = 'production';
  process.env.NEXT_TELEMETRY_DISABLED = '1';
  process.env.LOG_LEVEL = logLevel;
  process.env.NEXTAUTH_URL ??= `http://localhost:${port}`;
  const log = pino({ level: logLevel, base: { pid: process.pid } });
  // What the app and this server tell each other; the app reads it in server/serving.ts.
  const builtPages = readBuiltPages(path.join(root, '.next'));
  const smallReplies = actionIds(path.join(root, '.next'), WRITES);
  const serving = { isDraining: false, closers: new Set(), builtPages, startReplayThread };
  globalThis.interleaveServing = serving;

  const { default: next } = await import('next');
  // Where this process can reach itself: some actions are handed on that way.
  // Next.js calls every address of this machine "localhost": with another name its own rewrites would go out and come in again.
  const isLocal = host === undefined || /^(0\.0\.0\.0|127\.[\d.]+|::1?)$/.test(host);
  const hostname = isLocal ? 'localhost' : host;
  const server = createServer({ headersTimeout: 10_000, requestTimeout: 30_000, keepAliveTimeout: 5_000 });
  const app = next({ dev: false, dir: root, hostname, port, httpServer: server, quiet: true });
  await app.prepare();
  const handle = app.getRequestHandler();
  const { host: siteHost, protocol } = new URL(process.env.NEXTAUTH_URL);

  server.on('request', async (request, response) => {
    const id = randomUUID();
    const startedMs = performance.now();
    response.once('close', () => {
      const { statusCode } = response;
      const line = { id, method: request.method, path: loggedPath(request.url), status: statusCode };
      log[statusCode >= 500 ? 'error' : 'info']({ ...line, ms: Math.round(performance.now() - startedMs) });
      if (serving.isDraining) server.closeIdleConnections();
    });
    response.setHeader('x-request-id', id);
    response.setHeaders(new Map(Object.entries(responseHeaders(request.url, protocol === 'https:'))));
    if (serving.isDraining) response.setHeader('connection', 'close');
    const hosts = [request.headers.host, siteHost];
    if (trustedProxies > 0) hosts.push(request.headers['x-forwarded-host']);
    let refusal = refusalStatus(request, hosts);
    if (refusal === null && request.method === 'POST' && !request.url.startsWith('/api/')) {
      refusal = request.headers['next-action'] === undefined ? 405 : await callRefusal(request);
    }
    if (refusal !== null) {
      response.writeHead(refusal, { connection: 'close', 'content-type': 'text/plain' }).end();
      return;
    }
    if (sendPythonFile(request, response, pythonFiles)) return;
    settleHeaders(request, id, trustedProxies);
    // Packing a reply of some hundred bytes costs more than it saves.
    if (smallReplies.has(request.headers['next-action'])) delete request.headers['accept-encoding'];
    sendPaintFirst(request, response);
    try {
      await handle(request, response);
    } catch (error) {
      log.error({ id, err: error });
      if (!response.headersSent) response.writeHead(500);
      response.end();
    }
  });

  await new Promise((resolve, reject) => server.once('error', reject).listen(port, host, resolve));
  for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => void stop(server, serving, signal));
}

/** A thread that runs recordings again. It is given nothing of this process' environment: it needs none of its secrets. */
function startReplayThread(resourceLimits) {
  return new Worker(replayWorker, { resourceLimits, env: {}, name: 'replay' });
}

/** Replaces what the client says about itself by what this server knows. */
function settleHeaders(request, id, trustedProxies) {
  const { headers } = request;
  const address = clientAddress(request.socket.remoteAddress, headers['x-forwarded-for'], trustedProxies);
  headers['x-request-id'] = id;
  headers['x-client-address'] = address;
  headers['x-forwarded-for'] = address;
  // A policy is this server's to make, with the nonce in it, and only a POST calls an action: proxy.ts leaves calls alone.
  for (const name of ['forwarded', 'x-real-ip', 'content-security-policy']) delete headers[name];
  if (request.method !== 'POST') delete headers['next-action'];
  const forwarded = ['x-forwarded-host', 'x-forwarded-proto', 'x-forwarded-port'];
  if (trustedProxies === 0 || !isHost(headers['x-forwarded-host'] ?? 'localhost')) {
    for (const name of forwarded) delete headers[name];
  }
  // The origin was found to be this site's: Next.js compares it with one of the addresses only that the site has.
  if (request.method === 'POST' && headers.origin !== undefined)
    headers['x-forwarded-host'] = new URL(headers.origin).host;
}

/** Ends the process in good order; a second signal ends it at once. Whoever presses Ctrl+C has no balancer to tell. */
async function stop(server, serving, signal) {
  if (serving.isDraining) process.exit(1);
  await drain(server, serving, signal === 'SIGINT' ? { notReadyMs: 0 } : {});
  process.exit(0);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await serve(readSettings());
}
