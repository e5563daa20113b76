// CPython in this thread, closed in: what runs in it reaches neither the network nor anything that the site keeps. Shared by the page's
// worker and Node's thread, which bring its files in different ways.

/** Bytes that one program may take, the interpreter's own 20 MB among them. */
const MEMORY_MAX_BYTES = 256 * 2 ** 20;
const PAGE_BYTES = 65_536;

/** The version of the package; its own check compares this with the files. */
export const LOCK_FILE = JSON.stringify({
  info: { abi_version: '2023_0', arch: 'wasm32', platform: 'emscripten_3_1_46', python: '3.11.3', version: '0.25.1' },
  // No package beyond the standard library: none is to be fetched.
  packages: {},
});

/** 2026-01-01T00:00:00Z, as in recorder.py. */
const EPOCH_MS = 1_767_225_600_000;

/** What a thread has to reach others, or to keep things. */
const WAYS_OUT = [
  ...['fetch', 'XMLHttpRequest', 'WebSocket', 'WebSocketStream', 'EventSource', 'WebTransport', 'RTCPeerConnection'],
  ...['importScripts', 'Worker', 'SharedWorker', 'BroadcastChannel', 'MessageChannel', 'caches', 'indexedDB'],
  ...['cookieStore', 'FileReader', 'FileReaderSync', 'Notification', 'navigator', 'require', 'process'],
];

/** Python's own way to JavaScript, taken away from programs: the modules, what finds them, and the objects that they hold. */
const CLOSE_JAVASCRIPT = `
def close():
    import gc
    import sys
    from _pyodide import _importhook
    ours = ("js", "pyodide", "_pyodide", "pyodide_js", "_pyodide_core")
    def is_ours(name):
        return name.split(".")[0] in ours
    class Closed:
        @staticmethod
        def find_spec(name, path=None, target=None):
            if is_ours(name):
                raise ModuleNotFoundError(f"No module named {name!r}", name=name)
    sys.meta_path[:] = [Closed, *(each for each in sys.meta_path if not is_ours(type(each).__module__))]
    for name in filter(is_ours, list(sys.modules)):
        del sys.modules[name]
    _importhook.jsfinder.jsproxies.clear()
    _importhook.jsfinder.hook = None
    for each in gc.get_objects():
        if type(each) is _importhook.JsLoader:
            each.jsproxy = None
        # Functions of those modules that are still known somewhere find nothing in them any more.
        elif type(each) is dict and is_ours(str(each.get("__name__", ""))):
            for key, value in list(each.items()):
                if type(value).__name__ == "JsProxy":
                    each[key] = None
close()
del close
`;

/** Makes chance and the clock the same for every program, also where C code asks for them. */
export function fixChanceAndTime(scope) {
  let state = 1;
  const nextByte = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state >>> 24;
  };
  const getRandomValues = (array) => {
    const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
    for (let at = 0; at < bytes.length; at += 1) bytes[at] = nextByte();
    return array;
  };
  Object.defineProperty(scope, 'crypto', { value: { getRandomValues }, configurable: true });
  scope.Date.now = () => EPOCH_MS;
  Object.defineProperty(scope.performance, 'now', { value: () => 0, configurable: true });
}

/** Memory grows so far and no further: a program that wants more gets Python's MemoryError. */
export function limitMemory(scope) {
  const { Memory } = scope.WebAssembly;
  scope.WebAssembly.Memory = function LimitedMemory(descriptor) {
    const maximum = Math.min(descriptor.maximum ?? Number.POSITIVE_INFINITY, MEMORY_MAX_BYTES / PAGE_BYTES);
    return new Memory({ ...descriptor, maximum });
  };
}

/** Takes away all that leads out of this thread. To be called when the interpreter has what it needs. */
export function closeWaysOut(scope) {
  for (const name of WAYS_OUT) {
    // Some stand on the scope, others on what it inherits from.
    for (let owner = scope; owner !== null; owner = Object.getPrototypeOf(owner)) {
      if (Object.hasOwn(owner, name)) Object.defineProperty(owner, name, { value: undefined, configurable: true });
    }
  }
}

/**
 * Starts the interpreter and closes it in.
 *
 * @param scope the thread's global object
 * @param loadPyodide the package's, with the options that say where its files are
 * @param modules the recorder's own Python, by the names of its files
 * @param write takes what a program writes to the standard output, in parts of lines: the recorder's events
 * @returns runs the recorder on a program; it ends when the program does
 */
export async function startInterpreter(scope, loadPyodide, options, modules, write) {
  limitMemory(scope);
  const pyodide = await loadPyodide({ ...options, env: { PYTHONHASHSEED: '0' }, jsglobals: { setTimeout: () => 0 } });
  const decoder = new TextDecoder();
  pyodide.setStdout({
    write(bytes) {
      write(decoder.decode(bytes, { stream: true }));
      return bytes.length;
    },
  });
  pyodide.setStdin({ error: true });
  for (const [name, text] of Object.entries(modules)) pyodide.FS.writeFile(`/lib/${name}`, text);
  pyodide.runPython('import sys; sys.path.append("/lib"); import recorder');
  const run = pyodide.runPython('recorder.run');
  pyodide.runPython(CLOSE_JAVASCRIPT);
  return (source) => run(source);
}
