import { createServer, request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callRefusal, isCall } from './action-guard.mjs';

describe('the arguments of an action', () => {
  it.each([
    '[]',
    '["text"]',
    '[{"id":"x","a":[1,null,true]}]',
    '["$$money"]',
    '["$undefined","$NaN","$-0"]',
    '["$D2026-01-01T00:00:00.000Z"]',
  ])('may be %s', (text) => {
    expect(isCall(text)).toBe(true);
  });

  it.each([
    ...[
      '',
      'null',
      '{}',
      '"x"',
      '[',
      '{"0":[]}',
      '["$F1"]',
      '["$@1"]',
      '[{"a":"$1:x"}]',
      '["$K1"]',
      '["$Q1"]',
      '["$n99"]',
      '["$"]',
    ],
    ...['["$Dnever"]', '[{"__proto__":{}}]', `${'['.repeat(1_000)}${']'.repeat(1_000)}`],
  ])('may not be %s', (text) => {
    expect(isCall(text)).toBe(false);
  });
});

describe('a call of an action', () => {
  // Says with what it is refused, else what is still there to be read.
  const server = createServer(async (request, response) => {
    const refusal = await callRefusal(request);
    if (refusal !== null) return void response.writeHead(refusal, { connection: 'close' }).end();
    let body = '';
    request.setEncoding('utf8').on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => response.end(body));
  });
  beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  const id = 'a0'.repeat(21);
  function call(
    body: string,
    headers: Record<string, string> = {},
    pieces = 1,
  ): Promise<{ status?: number; body: string }> {
    const { port } = server.address() as AddressInfo;
    const all = {
      'next-action': id,
      'content-type': 'text/plain;charset=UTF-8',
      'content-length': String(Buffer.byteLength(body)),
      ...headers,
    };
    return new Promise((resolve, reject) => {
      const request = httpRequest({ port, host: '127.0.0.1', method: 'POST', headers: all }, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (chunk) => {
          text += chunk;
        });
        response.on('end', () => resolve({ status: response.statusCode ?? 0, body: text }));
      });
      request.on('error', reject);
      const size = Math.ceil(body.length / pieces);
      for (let piece = 0; piece < pieces; piece++) request.write(body.slice(piece * size, (piece + 1) * size));
      request.end();
    });
  }

  it('is read and still there to be read, whatever its length and in however many pieces', async () => {
    for (const length of [0, 1, 20_000, 300_000]) {
      const body = JSON.stringify(['한'.repeat(length)]);
      expect((await call(body, {}, 5)).body).toBe(body);
    }
  });

  it('is refused when it cannot be one', async () => {
    expect((await call('[]', { 'next-action': 'x' })).status).toBe(404);
    expect((await call('[]', { 'next-action': `${id}0` })).status).toBe(404);
    expect((await call('[]', { 'content-type': 'multipart/form-data; boundary=x' })).status).toBe(415);
    expect((await call('[')).status).toBe(400);
    expect((await call('[]', { 'content-length': '2000000' })).status).toBe(413);
    expect((await call('')).status).toBe(400);
  });
});
