// The files of the interpreter as a site sends them: in a folder that is named by what is in them, so that a browser that has them never
// asks again, each of them compressed beside it.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { packageFolder, preparedFiles } from './files.mjs';

/** Brotli's 11 would save an eighth, and take two minutes instead of six seconds. */
const BROTLI = { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_LGWIN]: 24 };

/**
 * Writes them below `parent`, where no other version of them stays.
 *
 * @param {string} parent a folder of the site, such as `public/python`
 * @returns {Promise<{ folder: string, moduleBytes: number, libraryBytes: number }>} the folder's name, and what two of them come to
 */
export async function writeSiteFiles(parent) {
  const { library } = await preparedFiles();
  const ofPackage = (name) => readFileSync(path.join(packageFolder(), name));
  const files = new Map([
    ['worker.js', await bundledWorker()],
    ['pyodide.js', ofPackage('pyodide.js')],
    ['pyodide.asm.js', ofPackage('pyodide.asm.js')],
    ['pyodide.asm.wasm', ofPackage('pyodide.asm.wasm')],
    ['python_stdlib.zip', readFileSync(library)],
  ]);
  const hash = createHash('sha256');
  for (const [name, data] of files) hash.update(`${name}\0${data.length}\0`).update(data);
  const folder = hash.digest('hex').slice(0, 20);
  if (!existsSync(path.join(parent, folder, 'complete'))) writeAll(parent, folder, files);
  const bytes = (name) => files.get(name)?.length ?? 0;
  return { folder, moduleBytes: bytes('pyodide.asm.wasm'), libraryBytes: bytes('python_stdlib.zip') };
}

function writeAll(parent, folder, files) {
  mkdirSync(parent, { recursive: true });
  for (const other of readdirSync(parent)) rmSync(path.join(parent, other), { recursive: true });
  const into = path.join(parent, folder);
  mkdirSync(into);
  for (const [name, data] of files) {
    writeFileSync(path.join(into, name), data);
    writeFileSync(path.join(into, `${name}.br`), brotliCompressSync(data, { params: BROTLI }));
  }
  writeFileSync(path.join(into, 'complete'), '');
}

/** One script, no module: Pyodide's own are loaded into it. */
async function bundledWorker() {
  // Only now: this comes with the packages.
  const { build } = await import('esbuild');
  const { outputFiles } = await build({
    entryPoints: [path.join(import.meta.dirname, 'page-worker.mjs')],
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2022',
    loader: { '.py': 'text' },
    write: false,
    logLevel: 'warning',
  });
  return Buffer.from(outputFiles[0].contents);
}
