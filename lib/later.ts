/**
 * The answer of a server that refuses nothing but cannot do it now: a full queue, a rate limit, a limit of time. The same
 * request may succeed after `afterMs` milliseconds; the outbox keeps the write and sends it again then.
 */
export interface Later {
  readonly ok: false;
  readonly reason: 'later';
  readonly afterMs: number;
}

/** Says "try again in `afterMs` milliseconds". */
export function later(afterMs: number): Later {
  return { ok: false, reason: 'later', afterMs };
}
