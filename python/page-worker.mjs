// The interpreter in a worker of a page. Its answer's Content-Security-Policy lets it connect to nothing: the page hands it all that it
// needs (scripts/python-files.mjs). That policy also lets it compile WebAssembly, which no page's does: one worker compiles the module for
// all others. A page could not: who comes by a link within the site keeps the policy of the page that was opened first.
import { closeWaysOut, fixChanceAndTime, LOCK_FILE, startInterpreter } from './interpreter.mjs';
// Their texts: esbuild puts them here.
import recorder from './recorder.py';
import virtualTime from './virtual_time.py';

/** Where files would be: what asks for them is answered from what the page handed over. */
const FOLDER = 'https://python.invalid/';

addEventListener(
  'message',
  async ({ data: { compile, module, library, script, loader } }) => {
    try {
      if (compile !== undefined) {
        postMessage({ module: await WebAssembly.compile(compile) });
        return;
      }
      fixChanceAndTime(globalThis);
      globalThis.fetch = async (address) =>
        String(address).endsWith('.json') ? new Response(LOCK_FILE) : new Response(library);
      WebAssembly.instantiateStreaming = async (_, imports) => ({
        module,
        instance: await WebAssembly.instantiate(module, imports),
      });
      importScripts(script, loader);
      const options = { indexURL: FOLDER, lockFileURL: `${FOLDER}lock.json`, stdLibURL: `${FOLDER}python_stdlib.zip` };
      const modules = { 'recorder.py': recorder, 'virtual_time.py': virtualTime };
      const run = await startInterpreter(globalThis, globalThis.loadPyodide, options, modules, (text) =>
        postMessage({ text }),
      );
      closeWaysOut(globalThis);
      const send = postMessage;
      addEventListener('message', ({ data: { source } }) => {
        try {
          run(source);
          send({ ended: true });
        } catch (error) {
          send({ ended: true, error: String(error) });
        }
      });
      send({ ready: true });
    } catch (error) {
      postMessage({ failed: String(error) });
    }
  },
  { once: true },
);
