/** What anyio's versions do differently: 3.6 hands a freed token to the newest waiter, 3.7 and 4 to the oldest. */
export type AnyioVersion = '3.6' | '4';

/**
 * anyio's `CapacityLimiter` on asyncio (`anyio/_backends/_asyncio.py`, 3.6.2 and 4.14), once its event loop has come to rest: who is
 * woken has its token.
 */
export interface Limiter {
  readonly anyio: AnyioVersion;
  tokens: number;
  readonly borrowers: string[];
  /**
   * Oldest first. Woken by a larger number of tokens, a waiter of 3.6 borrows and yet stays in the queue: whoever comes later waits
   * behind it although tokens are free, and a token that is freed may be given to nobody.
   */
  readonly queue: { readonly id: string; isWoken: boolean }[];
}

export function newLimiter(anyio: AnyioVersion, tokens: number): Limiter {
  return { anyio, tokens, borrowers: [], queue: [] };
}

/** `acquire_on_behalf_of`: whether a token is borrowed at once; else it waits. */
export function acquire(limiter: Limiter, id: string): boolean {
  const { borrowers, queue, tokens } = limiter;
  if (queue.length > 0 || borrowers.length >= tokens) {
    queue.push({ id, isWoken: false });
    return false;
  }
  borrowers.push(id);
  return true;
}

/** `release_on_behalf_of`: who borrows the token now, or null. */
export function release(limiter: Limiter, id: string): string | null {
  const { anyio, borrowers, queue, tokens } = limiter;
  const index = borrowers.indexOf(id);
  if (index >= 0) borrowers.splice(index, 1);
  if (queue.length === 0 || borrowers.length >= tokens) return null;
  const next = anyio === '3.6' ? queue.pop() : queue.shift();
  if (next === undefined || next.isWoken) return null;
  borrowers.push(next.id);
  return next.id;
}

/** The setter of `total_tokens`: who borrows now. As many are woken as there are more tokens, however many are still borrowed. */
export function resize(limiter: Limiter, tokens: number): readonly string[] {
  const { anyio, borrowers, queue } = limiter;
  const more = Math.max(0, tokens - limiter.tokens);
  limiter.tokens = tokens;
  const woken = anyio === '3.6' ? queue.filter(({ isWoken }) => !isWoken).slice(0, more) : queue.splice(0, more);
  for (const each of woken) {
    each.isWoken = true;
    borrowers.push(each.id);
  }
  return woken.map(({ id }) => id);
}

/** Somebody who waits stops waiting. */
export function giveUp({ queue }: Limiter, id: string): void {
  const index = queue.findIndex((each) => each.id === id && !each.isWoken);
  if (index >= 0) queue.splice(index, 1);
}
