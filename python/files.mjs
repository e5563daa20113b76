// The files of the interpreter: where Node finds them, and how the site's are made.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { LOCK_FILE } from './interpreter.mjs';

const here = import.meta.dirname;
const root = path.dirname(here);
const require = createRequire(import.meta.url);

/** The package's folder: wasm, its JavaScript, and the standard library as sources. */
export const packageFolder = () => path.dirname(require.resolve('pyodide/package.json'));

/** The recorder's Python, by the names of its files. */
export const recorderModules = () =>
  Object.fromEntries(
    ['recorder.py', 'virtual_time.py'].map((name) => [name, readFileSync(path.join(here, name), 'utf8')]),
  );

/** The package's own loader, for Node. */
export const importPyodide = () => import(pathToFileURL(path.join(packageFolder(), 'pyodide.mjs')).href);

/**
 * The standard library, compiled, and the list of packages, which is empty: made once and kept beside the packages.
 *
 * @returns {Promise<{ library: string, lockFile: string }>} their paths
 */
export async function preparedFiles() {
  const made = createHash('sha256')
    .update(readFileSync(path.join(here, 'pack.py')))
    .update(readFileSync(path.join(packageFolder(), 'package.json')))
    .update(LOCK_FILE)
    .digest('hex')
    .slice(0, 16);
  const folder = path.join(root, 'node_modules', '.interleave-python', made);
  const files = { library: path.join(folder, 'python_stdlib.zip'), lockFile: path.join(folder, 'lock.json') };
  if (existsSync(folder)) return files;
  const { loadPyodide } = await importPyodide();
  const pyodide = await loadPyodide({ indexURL: packageFolder() });
  pyodide.FS.writeFile('/lib/pack.py', readFileSync(path.join(here, 'pack.py')));
  const packed = pyodide.runPython('import sys; sys.path.append("/lib"); import pack; pack.pack()');
  const written = `${folder}.${process.pid}`;
  mkdirSync(written, { recursive: true });
  writeFileSync(path.join(written, 'python_stdlib.zip'), packed.toJs());
  writeFileSync(path.join(written, 'lock.json'), LOCK_FILE);
  // Two processes may make it at the same time: the second finds it there.
  try {
    renameSync(written, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
    rmSync(written, { recursive: true });
  }
  return files;
}
