import { chargeWork } from '../../core/work';
import { type Context, deleteKey, touch } from './context';
import { usedMemory } from './memory';
import type { EvictionPolicy, ServerState } from './types';

/**
 * `performEvictions`: before a command, keys go by the policy until what is used is within `maxmemory`. False: it cannot be reached.
 * A server picks the best of five keys drawn by chance; here the best of all goes, and `random` takes the one that was made first.
 */
export function makeRoom(context: Context): boolean {
  const { server } = context;
  if (Number(server.options.maxmemory) === 0) return true;
  const limit = BigInt(server.options.maxmemory);
  while (BigInt(usedMemory(server)) > limit) {
    const key = keyToEvict(server, server.options.maxmemoryPolicy);
    if (key === null) return false;
    deleteKey(context, key);
    touch(context, key);
  }
  return true;
}

function keyToEvict(server: ServerState, policy: EvictionPolicy): string | null {
  if (policy === 'noeviction') return null;
  const isVolatile = policy.startsWith('volatile');
  let best: number | null = null;
  chargeWork(server.names.length);
  for (let i = 0; i < server.names.length; i++) {
    if (isVolatile && server.expires[i] === null) continue;
    if (best === null || rank(server, policy, i) < rank(server, policy, best)) best = i;
  }
  return best === null ? null : (server.names[best] ?? null);
}

/** The least goes first. */
function rank(server: ServerState, policy: EvictionPolicy, i: number): number {
  if (policy.endsWith('lru')) return server.usedMs[i] ?? 0;
  if (policy.endsWith('lfu')) return server.uses[i] ?? 0;
  return policy === 'volatile-ttl' ? Number(server.expires[i]) : i;
}
