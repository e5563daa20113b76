import { once } from 'node:events';
import { createServer, get, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CLOSING_MAX_MS, drain, IN_FLIGHT_MAX_MS, NOT_READY_MS } from './shutdown.mjs';

let server: Server;
/** Requests that wait to be answered. */
let held: ServerResponse[];
beforeEach(async () => {
  held = [];
  server = createServer((_request, response) => void held.push(response)).listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterEach(() => server.closeAllConnections());

/** Sends a request over a connection of its own and resolves to its body; `begun` when the server has it. */
async function send(): Promise<{ body: Promise<string> }> {
  const { port } = server.address() as AddressInfo;
  const arrived = once(server, 'request');
  const request = get({ port, host: '127.0.0.1', agent: false });
  const body = once(request, 'response').then(([response]) => text(response as IncomingMessage));
  // Some are cut off on purpose: the test asks about it later.
  body.catch(() => {});
  await Promise.race([arrived, once(request, 'error').then(([error]) => Promise.reject(error))]);
  return { body };
}

/** A clock that each wait is ended by hand on. */
function handClock() {
  const waits = new Map<number, () => void>();
  return {
    wait: (ms: number) => new Promise<void>((resolve) => void waits.set(ms, resolve)),
    end: async (ms: number) => {
      await vi.waitFor(() => expect(waits.has(ms)).toBe(true));
      waits.get(ms)?.();
    },
  };
}

describe('a server that is told to end', () => {
  it('takes requests while it says that it is not ready, then finishes those it has and no others', async () => {
    const closer = vi.fn(async () => {});
    const serving = { isDraining: false, closers: new Set([closer]) };
    const clock = handClock();
    const early = await send();
    const drained = drain(server, serving, { wait: clock.wait });
    expect(serving.isDraining).toBe(true);
    const late = await send();
    await clock.end(NOT_READY_MS);
    await vi.waitFor(() => expect(server.listening).toBe(false));
    expect(closer).not.toHaveBeenCalled();
    for (const response of held) response.setHeader('connection', 'close').end('whole');
    expect(await Promise.all([early.body, late.body])).toEqual(['whole', 'whole']);
    await drained;
    expect(closer).toHaveBeenCalledOnce();
  });

  it('cuts off a request that does not end', async () => {
    const clock = handClock();
    const { body } = await send();
    const drained = drain(server, { isDraining: false, closers: new Set() }, { notReadyMs: 0, wait: clock.wait });
    await clock.end(IN_FLIGHT_MAX_MS);
    await drained;
    await expect(body).rejects.toThrow();
  });

  it('waits for nothing that cannot be put away, and is gone within ten seconds', async () => {
    const clock = handClock();
    const closers = new Set([() => new Promise(() => {}), () => Promise.reject(new Error('already gone'))]);
    const drained = drain(server, { isDraining: false, closers }, { notReadyMs: 0, wait: clock.wait });
    await clock.end(CLOSING_MAX_MS);
    await drained;
    expect(NOT_READY_MS + IN_FLIGHT_MAX_MS + CLOSING_MAX_MS).toBeLessThan(10_000);
  });
});
