// A page can be read without its scripts. As Next.js writes it, they are fetched beside what the page is painted from, and run as soon as
// they are there, which is often between the first layout and the first paint: on a phone the reader waits for them. Here they are
// fetched once something has been painted.
import { createGzip } from 'node:zlib';
import { EARLY_INPUT } from './early-input.mjs';

/** What Next.js writes where a script is to be fetched. */
const SCRIPT = /<script src="(\/_next\/static\/[^"]+)" async=""(?: nonce="([^"]+)")?><\/script>/g;

/** A page that is nothing until its scripts draw it: one that fails, or leads elsewhere. */
const IS_EMPTY = /<html[^>]* id="__next_error__"/;

const HEAD_END = '</head>';

/**
 * Runs in the page. A browser that does not tell of its paints, and a tab in the background, which is not painted, go by what has been
 * loaded.
 */
const LOADER = `(function () {
  var isDone = false;
  function load() {
    if (isDone) return;
    isDone = true;
    document.querySelectorAll('script[data-src]').forEach(function (script) { script.src = script.dataset.src; });
  }
  try {
    new PerformanceObserver(function (paints) {
      if (paints.getEntriesByName('first-contentful-paint').length > 0) load();
    }).observe({ type: 'paint', buffered: true });
  } catch (error) {}
  addEventListener('load', function () { setTimeout(load, 500); });
})();`.replaceAll(/\n */g, '');

/**
 * A page, or its beginning, with the scripts of its head fetched after its first paint, and what is done to it until then kept for them.
 *
 * @param {string} html
 */
export function paintFirst(html) {
  const end = html.indexOf(HEAD_END);
  const head = html.slice(0, end);
  const [script] = head.matchAll(SCRIPT);
  if (script === undefined || IS_EMPTY.test(head)) return html;
  const nonce = script[2] === undefined ? '' : ` nonce="${script[2]}"`;
  const waiting = head.replaceAll(SCRIPT, '<script data-src="$1" async=""></script>');
  return `${waiting}<script${nonce}>${LOADER}${EARLY_INPUT}</script>${html.slice(end)}`;
}

/**
 * Has a page that is rendered for this request sent like that. It is packed here, for Next.js would pack it before.
 *
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 */
export function sendPaintFirst(request, response) {
  const { method, headers } = request;
  if (method !== 'GET' || headers.rsc !== undefined || !headers.accept?.includes('text/html')) return;
  const isPacked = /\bgzip\b/.test(headers['accept-encoding'] ?? '');
  delete headers['accept-encoding'];
  const original = { write: response.write, end: response.end, writeHead: response.writeHead };
  const send = (chunk) => original.write.call(response, chunk);
  const packer = isPacked ? createGzip().on('data', send) : null;
  const pass = (chunk) => {
    if (packer === null) return send(chunk);
    packer.write(chunk);
    return packer.flush();
  };
  let state = 'new';
  /** What came of the head so far. */
  let head = Buffer.alloc(0);

  /** Its headers say whether it is a page. */
  function begin() {
    if (state !== 'new') return;
    const isPage = response.statusCode !== 304 && /^text\/html/.test(response.getHeader('content-type') ?? '');
    state = isPage ? 'head' : 'passed';
    if (!isPage) return;
    response.removeHeader('content-length');
    if (isPacked) response.setHeader('content-encoding', 'gzip');
  }
  function passHead() {
    state = 'body';
    // What follows it may end within a letter.
    const end = head.indexOf(HEAD_END) + HEAD_END.length;
    pass(Buffer.from(paintFirst(head.subarray(0, end).toString())));
    pass(head.subarray(end));
  }
  response.writeHead = (...rest) => {
    begin();
    return original.writeHead.apply(response, rest);
  };
  response.write = (chunk, ...rest) => {
    begin();
    if (state === 'passed') return original.write.call(response, chunk, ...rest);
    if (state === 'body') pass(chunk);
    else {
      head = Buffer.concat([head, Buffer.from(chunk)]);
      if (head.includes(HEAD_END)) passHead();
    }
    return true;
  };
  response.end = (...rest) => {
    begin();
    if (state === 'passed') return original.end.call(response, ...rest);
    const [chunk] = rest;
    if (chunk !== undefined && typeof chunk !== 'function') response.write(chunk);
    // No page: an answer of another form.
    if (state === 'head') pass(head);
    if (packer === null) return original.end.call(response);
    packer.once('end', () => original.end.call(response)).end();
    return response;
  };
}
