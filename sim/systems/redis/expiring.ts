import { chargeWork } from '../../core/work';
import { type Context, deleteKey, touch } from './context';
import type { Int64, ServerState } from './types';

/** So many keys that are looked through count as one element. */
const KEYS_PER_ELEMENT = 8;

/** When the first key is no longer there, Unix milliseconds; null: none expires. */
export function firstExpiryMs({ expires }: ServerState): number | null {
  let first: number | null = null;
  chargeWork(Math.ceil(expires.length / KEYS_PER_ELEMENT));
  for (const expiryMs of expires) {
    // What is beyond a number's exact range never comes.
    if (typeof expiryMs !== 'number') continue;
    if (first === null || expiryMs + 1 < first) first = expiryMs + 1;
  }
  return first;
}

/**
 * Deletes the keys whose time is over. A server does so when somebody asks for the key, and within a tenth of a second otherwise
 * (`activeExpireCycle`); here at once, which nobody can tell but by DBSIZE, and by when a blocked XREADGROUP learns of it.
 */
export function expireKeys(context: Context): void {
  const { server, env } = context;
  chargeWork(Math.ceil(server.expires.length / KEYS_PER_ELEMENT));
  const { nowMs } = env;
  // For each command: a loop costs less than a function for every key.
  let isAnyOver = false;
  for (const expiryMs of server.expires) if (isOver(expiryMs, nowMs)) isAnyOver = true;
  if (!isAnyOver) return;
  const gone = server.names.filter((_, i) => isOver(server.expires[i] ?? null, nowMs));
  for (const key of gone) {
    deleteKey(context, key);
    touch(context, key);
  }
}

function isOver(expiryMs: Int64 | null, nowMs: number): boolean {
  return typeof expiryMs === 'number' && expiryMs < nowMs;
}
