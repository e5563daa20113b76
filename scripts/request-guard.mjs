// What is settled about a request before Next.js sees it: where it comes from, and whether it is one at all.
import { isIP, isIPv6 } from 'node:net';

/** Bytes of the longest body that anything here reads, with room to spare: an action's is at most 1 MB. */
const BODY_MAX_BYTES = 2 * 1024 * 1024;
const METHODS = new Set(['GET', 'HEAD', 'POST']);

/**
 * The address that a request comes from. Each proxy appends to X-Forwarded-For whom it heard, so with `trustedProxies` of our own in
 * front, the client is that many entries from the end; what stands before is the client's own say-so. With none the header counts for
 * nothing. An IPv6 address is cut to its first half, the network: a single client may use all of it.
 *
 * @param {string | undefined} socketAddress
 * @param {string | string[] | undefined} forwardedFor
 * @param {number} trustedProxies
 */
export function clientAddress(socketAddress, forwardedFor, trustedProxies) {
  const chain = String(forwardedFor ?? '')
    .split(',')
    .map((each) => each.trim());
  const named = trustedProxies > 0 ? chain.at(-trustedProxies) : undefined;
  const address = named && isIP(named) ? named : (socketAddress ?? '');
  return network(address.replace(/^::ffff:(?=\d+\.)/i, ''));
}

function network(address) {
  if (!isIPv6(address)) return isIP(address) ? address : 'unknown';
  const [head = '', tail = ''] = address.split('%')[0].split('::');
  const groups = (text) => (text === '' ? [] : text.split(':'));
  const missing = address.includes('::') ? 8 - groups(head).length - groups(tail).length : 0;
  const all = [...groups(head), ...Array(Math.max(0, missing)).fill('0'), ...groups(tail)];
  const first = all.slice(0, 4).map((group) => Number.parseInt(group, 16).toString(16));
  return `${first.join(':')}::/64`;
}

/**
 * The status with which a request is refused unseen; null for one that may go on. `hosts` are those that a page of this site may be
 * sent from.
 *
 * @param {{ method?: string, url?: string, headers: import('node:http').IncomingHttpHeaders }} request
 * @param {readonly string[]} hosts
 */
export function refusalStatus({ method = '', url = '', headers }, hosts) {
  if (!METHODS.has(method)) return 405;
  if (!isPath(url)) return 400;
  if (Number(headers['content-length'] ?? 0) > BODY_MAX_BYTES) return 413;
  return method === 'POST' && isForeign(headers, hosts) ? 403 : null;
}

/** Whether the target is a path that can be read: Next.js and the file system stumble over others. */
function isPath(url) {
  if (!url.startsWith('/')) return false;
  try {
    const path = decodeURIComponent(url.split('?')[0]);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    return !/[\0-\x1f\x7f\\\ud800-\udfff\ufffd]/.test(path.replace(/[\ud800-\udbff][\udc00-\udfff]/g, ''));
  } catch {
    return false;
  }
}

/** Whether a browser says that a page of another site sends this. */
function isForeign(headers, hosts) {
  if (headers['sec-fetch-site'] === 'cross-site') return true;
  const { origin } = headers;
  return origin !== undefined && !(URL.canParse(origin) && hosts.includes(new URL(origin).host));
}

/** Whether a header says a host, with or without a port. */
export function isHost(text) {
  return /^(?:[\w.-]+|\[[\da-f:.]+\])(?::\d{1,5})?$/i.test(text);
}

/** The path for the log: without the query, and without what lets somebody into a class. */
export function loggedPath(url = '') {
  return url
    .split('?')[0]
    .replace(/(\/join\/)[^/]+/, '$1…')
    .slice(0, 200);
}
