// The interpreter in a thread of Node: for the command line, for comparing with the machine's Python, and for tests.
import { parentPort, workerData } from 'node:worker_threads';
import { importPyodide } from './files.mjs';
import { fixChanceAndTime, startInterpreter } from './interpreter.mjs';

const { packageFolder, files, modules } = workerData;
const { loadPyodide } = await importPyodide();
const options = { indexURL: packageFolder, stdLibURL: files.library, lockFileURL: files.lockFile };
fixChanceAndTime(globalThis);
const run = await startInterpreter(globalThis, loadPyodide, options, modules, (text) =>
  parentPort.postMessage({ text }),
);
parentPort.on('message', (source) => {
  try {
    run(source);
    parentPort.postMessage({ ended: true });
  } catch (error) {
    parentPort.postMessage({ ended: true, error: String(error) });
  }
});
parentPort.postMessage({ ready: true });
