import type { RedisVersion, ServerState } from './types';

/** Whether the server is of this version or a later one. */
export function isSince({ version }: Pick<ServerState, 'version'>, since: RedisVersion): boolean {
  // The names of the versions sort as the versions do.
  return version >= since;
}
