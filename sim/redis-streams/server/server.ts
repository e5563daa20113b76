import type { Reply, ServerEnv, ServerOptions, ServerState } from './types';
import { BLOCKED } from './types';

/** What redis.conf says when it is not changed. */
export const DEFAULT_OPTIONS: ServerOptions = { nodeMaxEntries: 100, nodeMaxBytes: 4096 };

/** A server without keys. */
export function createServer(options: ServerOptions = DEFAULT_OPTIONS): ServerState {
  return { options, names: [], values: [], blocked: [], waiting: [], isErrnoEdom: false };
}

/**
 * Carries out one command of a client. Returns its reply, or BLOCKED: then the reply comes through `env.reply`, in this or a later
 * call. Replies of other clients that this command unblocks come through `env.reply` too, before this returns. A client that is
 * blocked has its further commands queued, as a connection would: BLOCKED.
 */
export function execute(
  _server: ServerState,
  _client: string,
  _argv: readonly string[],
  _env: ServerEnv,
): Reply | typeof BLOCKED {
  return BLOCKED;
}

/** The client's connection is closed: what it is blocked in, and what it queued, is forgotten. */
export function disconnect(_server: ServerState, _client: string, _env: ServerEnv): void {}

/** When the first BLOCK runs out, Unix milliseconds; null: none does. */
export function nextDueMs(_server: ServerState): number | null {
  return null;
}

/** Ends every BLOCK whose time is over at `env.nowMs`. */
export function advance(_server: ServerState, _env: ServerEnv): void {}
