import { createServer, type ServerResponse } from 'node:http';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { paintFirst, sendPaintFirst } from './paint-first.mjs';

const script = (name: string, attributes = '') =>
  `<script src="/_next/static/chunks/${name}.js" async=""${attributes}></script>`;
const pageOf = (head: string) =>
  `<!DOCTYPE html><html><head>${head}</head><body><p>글</p>${script('entry')}</body></html>`;
const page = pageOf(script('a') + script('b'));
const chunk = (name: string) => `/_next/static/chunks/${name}.js`;

/** The page in a browser whose paints are told by the test. */
function open(html: string) {
  let tell = () => {};
  const scripts = [...html.matchAll(/<script data-src="([^"]+)"/g)].map(([, src]) => ({ dataset: { src }, src: '' }));
  const [, text = ''] = /<script>(.*)<\/script><\/head>/.exec(html) ?? [];
  runInNewContext(text, {
    PerformanceObserver: class {
      constructor(note: (list: { getEntriesByName: () => readonly object[] }) => void) {
        tell = () => note({ getEntriesByName: () => [{}] });
      }
      observe() {}
    },
    addEventListener: () => {},
    document: { querySelectorAll: (selector: string) => (selector === 'script[data-src]' ? scripts : []) },
  });
  return { paint: () => tell(), fetched: () => scripts.flatMap(({ src }) => (src === '' ? [] : [src])) };
}

describe('a page', () => {
  it('fetches the scripts of its head after the first paint', () => {
    const opened = open(paintFirst(page));
    expect(opened.fetched()).toEqual([]);
    opened.paint();
    expect(opened.fetched()).toEqual([chunk('a'), chunk('b')]);
  });

  it('lets nothing run that its policy does not know', () => {
    const html = paintFirst(pageOf(script('a', ' nonce="abc="')));
    expect(html.match(/<script nonce="abc=">\(function/)).not.toBeNull();
  });

  it('stays as it is when it has no scripts, or is drawn by them', () => {
    const failed = page.replace('<html', '<html id="__next_error__"');
    for (const html of [pageOf(''), failed]) expect(paintFirst(html)).toBe(html);
  });
});

describe('what is sent for a request', () => {
  /** The answer to a browser that asks for a page, or for what is told. */
  async function answer(send: (response: ServerResponse) => void, headers: Record<string, string> = {}) {
    const server = createServer((request, response) => {
      sendPaintFirst(request, response);
      send(response);
    });
    await new Promise<void>((resolve) => server.listen(0, resolve));
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : null;
    const found = await fetch(`http://localhost:${port}`, { headers: { accept: 'text/html', ...headers } });
    const text = await found.text();
    server.close();
    return { text, packed: found.headers.get('content-encoding') };
  }
  const inPieces = (size: number) => (response: ServerResponse) => {
    const bytes = Buffer.from(page);
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.flushHeaders();
    for (let at = 0; at < bytes.length; at += size) response.write(bytes.subarray(at, at + size));
    response.end();
  };

  it('is the page like that, in whatever pieces it comes, packed for who can unpack it', async () => {
    const text = paintFirst(page);
    const withinLetter = Buffer.from(page).indexOf('글') + 1;
    for (const size of [7, withinLetter]) {
      expect(await answer(inPieces(size))).toEqual({ text, packed: 'gzip' });
      expect(await answer(inPieces(size), { 'accept-encoding': 'identity' })).toEqual({ text, packed: null });
    }
  });

  it('is the page like that when it comes at once', async () => {
    const whole = await answer((response) => {
      response.setHeader('content-type', 'text/html');
      response.setHeader('content-length', Buffer.byteLength(page));
      response.writeHead(200);
      response.end(page);
    });
    expect(whole.text).toBe(paintFirst(page));
  });

  it('is left alone when it is no page, or none was asked for', async () => {
    const asText = (response: ServerResponse) => {
      response.setHeader('content-type', 'text/plain');
      response.end(page);
    };
    expect(await answer(asText)).toEqual({ text: page, packed: null });
    expect(await answer(inPieces(7), { rsc: '1' })).toEqual({ text: page, packed: null });
  });
});
