import 'server-only';
import { headers } from 'next/headers';
import { serving } from './serving';

/** Set by `scripts/serve.mjs` on every request, whatever the client sent under that name. Where something else serves, it counts for nothing. */
const HEADER = 'x-client-address';

/**
 * Where the request comes from: an IPv4 address, or the first half of an IPv6 address, all of which one client may have. What the
 * client says of itself counts only from proxies that TRUSTED_PROXIES names.
 */
export async function clientAddress(): Promise<string> {
  return (serving() && (await headers()).get(HEADER)) || 'unknown';
}
