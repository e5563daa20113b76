import { expect, test, vi } from 'vitest';
import { createPageRunner } from './page-runner';

const FILES = { address: '/python/0/', moduleBytes: 6, libraryBytes: 4 };

/** A page whose site has the files, and whose workers are kept here. */
function stubPage(status = 200) {
  const workers: { address: string; sent: unknown[] }[] = [];
  const bodies: Readonly<Record<string, string>> = { 'pyodide.asm.wasm': 'module', 'python_stdlib.zip': 'libs' };
  vi.stubGlobal(
    'fetch',
    async (address: string) => new Response(bodies[address.slice(FILES.address.length)], { status }),
  );
  vi.stubGlobal(
    'Worker',
    class extends EventTarget {
      private readonly known: { address: string; sent: unknown[] };
      constructor(address: string) {
        super();
        this.known = { address, sent: [] };
        workers.push(this.known);
      }
      postMessage(message: { source?: string; compile?: ArrayBuffer }) {
        this.known.sent.push(message);
        const { source, compile } = message;
        const ready =
          compile === undefined ? { ready: true } : { module: { compiled: new TextDecoder().decode(compile) } };
        const data = source === undefined ? ready : { text: '["result"]\n' };
        queueMicrotask(() => this.dispatchEvent(Object.assign(new Event('message'), { data })));
      }
      terminate() {
        this.known.sent.push('terminated');
      }
    },
  );
  return workers;
}

test('the module is compiled once, progress is told to its end, and each worker is handed all that it needs', async () => {
  const workers = stubPage();
  const shares: number[] = [];
  const runner = await createPageRunner(FILES, (share) => shares.push(share));
  expect(shares.at(-1)).toBe(1);
  const events: unknown[] = [];
  await runner.run('pass', (event) => events.push(event));
  expect(events).toEqual([['result']]);
  const given = {
    module: { compiled: 'module' },
    library: new TextEncoder().encode('libs').buffer,
    script: '/python/0/pyodide.js',
    loader: '/python/0/pyodide.asm.js',
  };
  // A page's own policy lets it compile nothing.
  expect(workers[0]?.sent).toEqual([{ compile: new TextEncoder().encode('module').buffer }, 'terminated']);
  expect(workers[1]).toEqual({ address: '/python/0/worker.js', sent: [given, { source: 'pass' }, 'terminated'] });
  // The next program's.
  expect(workers[2]?.sent).toEqual([given]);
  runner.close();
});

test('a file that cannot be had is named', async () => {
  stubPage(503);
  await expect(createPageRunner(FILES, () => {})).rejects.toThrow(/^\/python\/0\/[a-z_.]+: 503$/);
});
