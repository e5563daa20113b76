import { type InterpreterThread, ProgramRunner, type ThreadMessage } from './program-runner';

/** Where the site has the interpreter's files, and how large the two large ones are once they are unpacked. */
export interface SiteFiles {
  /** Ends with a slash. */
  readonly address: string;
  readonly moduleBytes: number;
  readonly libraryBytes: number;
}

/** What every interpreter of a page is started with. The module is compiled once. */
interface LoadedFiles {
  readonly module: WebAssembly.Module;
  readonly library: ArrayBuffer;
}

type Compiled = { readonly module: WebAssembly.Module } | { readonly failed: string };

const CANNOT_LOAD = 'the worker could not be loaded';

/** How long a program may run in a page. */
const TIME_MAX_MS = 5_000;

/** A program that has run so long may have no end: the next interpreter is started meanwhile. */
const SPARE_AFTER_MS = 1_000;

/**
 * Fetches the interpreter and gets ready to run programs in workers of this page.
 *
 * @param tell is given the loaded share, 0 to 1
 * @throws when a file cannot be fetched, or the browser cannot run it
 */
export async function createPageRunner(files: SiteFiles, tell: (share: number) => void): Promise<ProgramRunner> {
  const total = files.moduleBytes + files.libraryBytes;
  let loaded = 0;
  const count = (bytes: number): void => {
    loaded += bytes;
    tell(Math.min(1, loaded / total));
  };
  const [module, library] = await Promise.all([
    fetchCounted(`${files.address}pyodide.asm.wasm`, count).then((bytes) => compileInWorker(files.address, bytes)),
    fetchCounted(`${files.address}python_stdlib.zip`, count),
  ]);
  return new ProgramRunner({
    startThread: () => startWorker(files.address, { module, library }),
    timeMaxMs: TIME_MAX_MS,
    spareAfterMs: SPARE_AFTER_MS,
    after(ms, call) {
      const timer = setTimeout(call, ms);
      return () => clearTimeout(timer);
    },
  });
}

async function fetchCounted(address: string, count: (bytes: number) => void): Promise<ArrayBuffer> {
  const response = await fetch(address);
  if (!response.ok || response.body === null) throw new Error(`${address}: ${response.status}`);
  const counted = response.body.pipeThrough(
    new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
      transform(part, controller) {
        count(part.byteLength);
        controller.enqueue(part);
      },
    }),
  );
  return new Response(counted).arrayBuffer();
}

/** A page's own policy lets it compile nothing: see `page-worker.mjs`. */
function compileInWorker(address: string, bytes: ArrayBuffer): Promise<WebAssembly.Module> {
  const worker = new Worker(`${address}worker.js`);
  return new Promise<WebAssembly.Module>((resolve, reject) => {
    worker.addEventListener('message', ({ data }: MessageEvent<Compiled>) => {
      if ('module' in data) resolve(data.module);
      else reject(new Error(data.failed));
    });
    worker.addEventListener('error', ({ message }) => reject(new Error(message || CANNOT_LOAD)));
    worker.postMessage({ compile: bytes }, [bytes]);
  }).finally(() => worker.terminate());
}

function startWorker(address: string, { module, library }: LoadedFiles): InterpreterThread {
  const worker = new Worker(`${address}worker.js`);
  let listener: (message: ThreadMessage) => void = () => {};
  worker.addEventListener('message', ({ data }: MessageEvent<ThreadMessage>) => listener(data));
  worker.addEventListener('error', ({ message }) => listener({ failed: message || CANNOT_LOAD }));
  worker.postMessage({ module, library, script: `${address}pyodide.js`, loader: `${address}pyodide.asm.js` });
  return {
    run: (source) => worker.postMessage({ source }),
    listen(next) {
      listener = next;
    },
    terminate: () => worker.terminate(),
  };
}
