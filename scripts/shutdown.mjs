// How the server ends: it says that it is not ready, lets requests in flight finish, and puts away what the app has open.

/** How long new requests are still taken, so that a balancer hears "not ready" and sends its people elsewhere. */
export const NOT_READY_MS = 1_000;
/** How long requests in flight may take to end, and then what the app has to put away; all together less than 10 s. */
export const IN_FLIGHT_MAX_MS = 7_000;
export const CLOSING_MAX_MS = 1_500;

const timer = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Brings a server to its end. Resolves when no request is left and everything is put away, or the time for that is over.
 *
 * @param {import('node:http').Server} server
 * @param {{ isDraining: boolean, closers: Set<() => Promise<unknown>> }} serving
 * @param {{ notReadyMs?: number, wait?: (ms: number) => Promise<unknown> }} [options] `wait` stands in for the clock in tests
 */
export async function drain(server, serving, { notReadyMs = NOT_READY_MS, wait = timer } = {}) {
  serving.isDraining = true;
  if (notReadyMs > 0) await wait(notReadyMs);
  const closed = new Promise((resolve) => server.close(resolve));
  void wait(IN_FLIGHT_MAX_MS).then(() => server.closeAllConnections());
  await closed;
  const putAway = Promise.allSettled([...serving.closers].map((close) => close()));
  await Promise.race([putAway, wait(CLOSING_MAX_MS)]);
}
