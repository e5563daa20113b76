// Whether a call of a Server Action can be one of this site's pages. Next.js answers what it cannot decode with 500.

import { readFileSync } from 'node:fs';
import path from 'node:path';

/** Bytes of the longest call; Next.js allows an action as much. */
const CALL_MAX_BYTES = 1024 * 1024;
/** Values inside one another. A recording is text within a text, so no call of ours comes near. */
const DEPTH_MAX = 64;
/**
 * How React writes what JSON has not: "$" begins it, and a text that begins so is written "$$". Left out is what no action of ours takes:
 * functions, promises, forms, files and what refers to another part.
 */
const SPECIAL = /^\$(?:\$|undefined$|NaN$|-?Infinity$|-0$|D\d{4}-\d\d-\d\dT[\d:.]{1,15}Z$)/;

/**
 * The status with which a call is refused; null for one that can be decoded. Reads the body and puts it back.
 *
 * @param {import('node:http').IncomingMessage} request a POST with the header "next-action"
 */
export async function callRefusal(request) {
  const { headers } = request;
  if (!/^[0-9a-f]{42}$/.test(String(headers['next-action']))) return 404;
  if (!/^text\/plain\b/.test(headers['content-type'] ?? '')) return 415;
  const length = Number(headers['content-length'] ?? Number.NaN);
  if (!Number.isInteger(length)) return 411;
  if (length > CALL_MAX_BYTES) return 413;
  const body = await peek(request, length);
  return body !== null && isCall(body.toString('utf8')) ? null : 400;
}

/** The first `length` bytes of the body, which stay to be read; null when it ends before. */
function peek(request, length) {
  if (length === 0) return Promise.resolve(Buffer.alloc(0));
  return new Promise((resolve) => {
    const settle = (bytes) => {
      for (const event of ['end', 'error', 'close']) request.removeListener(event, onEnd);
      request.removeListener('readable', onReadable);
      if (bytes !== null) request.unshift(bytes);
      resolve(bytes);
    };
    const onEnd = () => settle(null);
    const onReadable = () => {
      const bytes = request.read(length);
      if (bytes !== null) settle(bytes.length === length ? bytes : null);
    };
    for (const event of ['end', 'error', 'close']) request.on(event, onEnd);
    request.on('readable', onReadable);
  });
}

/** Whether the text is a list of arguments as React writes them. */
export function isCall(text) {
  try {
    const value = JSON.parse(text);
    return Array.isArray(value) && isArgument(value, DEPTH_MAX);
  } catch {
    return false;
  }
}

function isArgument(value, depth) {
  if (typeof value === 'string') return !value.startsWith('$') || SPECIAL.test(value);
  if (typeof value !== 'object' || value === null) return true;
  if (depth === 0) return false;
  // A name that an object has of itself would be taken for its own in what is decoded.
  const isOdd = !Array.isArray(value) && Object.hasOwn(value, '__proto__');
  return !isOdd && Object.values(value).every((each) => isArgument(each, depth - 1));
}

/**
 * Ids of the Server Actions of these names. Throws where the build has none of one.
 *
 * @param {string} next the build's folder, `.next`
 * @param {readonly string[]} names
 */
export function actionIds(next, names) {
  const { node } = JSON.parse(readFileSync(path.join(next, 'server', 'server-reference-manifest.json'), 'utf8'));
  const ids = Object.keys(node);
  return new Set(
    names.map((name) => {
      const id = ids.find((each) => node[each].exportedName === name);
      if (id === undefined) throw new Error(`the build has no action ${name}`);
      return id;
    }),
  );
}
