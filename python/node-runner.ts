import { Worker } from 'node:worker_threads';
import { packageFolder, preparedFiles, recorderModules } from './files.mjs';
import { type InterpreterThread, ProgramRunner, type ThreadMessage } from './program-runner';

/** How long a program may run, where nobody says otherwise. */
const TIME_MAX_MS = 10_000;

/** Runs programs in threads of Node. `keepsSpare`: more than one is to be run. */
export async function createNodeRunner({ timeMaxMs = TIME_MAX_MS, keepsSpare = false } = {}): Promise<ProgramRunner> {
  const workerData = { packageFolder: packageFolder(), files: await preparedFiles(), modules: recorderModules() };
  return new ProgramRunner({
    startThread: () => threadOf(new Worker(new URL('./node-thread.mjs', import.meta.url), { workerData, env: {} })),
    timeMaxMs,
    spareAfterMs: keepsSpare ? 1_000 : null,
    after(ms, call) {
      const timer = setTimeout(call, ms);
      return () => clearTimeout(timer);
    },
  });
}

function threadOf(worker: Worker): InterpreterThread {
  let listener: (message: ThreadMessage) => void = () => {};
  worker.on('message', (message: ThreadMessage) => listener(message));
  worker.on('error', (error) => listener({ failed: String(error) }));
  return {
    run: (source) => worker.postMessage(source),
    listen(next) {
      listener = next;
    },
    terminate: () => void worker.terminate(),
  };
}
