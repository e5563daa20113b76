// What `npm start` and `npm test` share. No dependencies: this runs before anything is installed.
import { spawn, spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeBuiltPages } from './built-pages.mjs';
import { writeClientPackages } from './client-packages.mjs';

export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/** Programs of ours that no bundler of pages knows of, as the build has them. */
const programs = path.join(root, '.next', 'programs');

/** The thread that runs recordings again. */
export const replayWorker = path.join(programs, 'replay-worker.mjs');

/** Python's files, as they are sent to readers. */
export const pythonFiles = path.join(root, 'public', 'python');

/** Ends the process with one line that says what to do. */
export function fail(message) {
  console.error(`error: ${message}`);
  process.exit(1);
}

/**
 * What the environment says about serving; ends the process where it says nonsense. The embedded database is for this machine alone
 * unless HOST says otherwise; `isLocal` tells whether nobody else can reach it (server/environment.ts says the same).
 */
export function readSettings(env = process.env) {
  const number = (name, fallback, least, most) => {
    const text = env[name]?.trim() || fallback;
    const value = Number(text);
    if (Number.isInteger(value) && value >= least && value <= most) return value;
    return fail(`${name}=${text} is no number from ${least} to ${most}.`);
  };
  const isEmbedded = !env.DATABASE_URL?.trim();
  const host = env.HOST?.trim() || (isEmbedded ? '127.0.0.1' : undefined);
  const trustedProxies = number('TRUSTED_PROXIES', '0', 0, 9);
  return {
    port: number('PORT', '3000', 1, 65535),
    host,
    trustedProxies,
    logLevel: env.LOG_LEVEL?.trim() || (isEmbedded ? 'warn' : 'info'),
    isLocal: trustedProxies === 0 && /^(127\.[\d.]+|::1|localhost)$/.test(host ?? ''),
  };
}

export function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  fail(`Node ${process.versions.node} is too old: Interleave needs Node 20.19 or newer (https://nodejs.org).`);
}

/** Runs a command to its end with its output shown. Returns its exit code. */
export function run(command, args, env = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } });
    child.on('error', (error) => fail(`cannot run ${command}: ${error.message}`));
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

/** Runs a package's command line tool by its own path: no shell, no lookup in PATH, the same on every system. */
export function tool(name, args, env = {}) {
  return run(process.execPath, [toolPath(name), ...args], env);
}

export function toolPath(name) {
  const [packageName, binName] = {
    tsc: ['typescript', 'tsc'],
    playwright: ['@playwright/test', 'playwright'],
    biome: ['@biomejs/biome', 'biome'],
    depcruise: ['dependency-cruiser', 'depcruise'],
  }[name] ?? [name, name];
  const folder = path.join(root, 'node_modules', packageName);
  const { bin } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  return path.join(folder, typeof bin === 'string' ? bin : bin[binName]);
}

/** Installs the packages when the lock file is not the one that was installed last. */
export async function installPackages() {
  const stamp = path.join(root, 'node_modules', '.interleave-lock');
  const wanted = hashFiles([path.join(root, 'package-lock.json')]);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  console.log('Installing packages…');
  // Not `npm ci`: it refuses a lock file without the binaries of every other platform, which a registry may not serve.
  const args = ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'];
  const npm = process.env.npm_execpath;
  const code = npm ? await run(process.execPath, [npm, ...args]) : await run('npm', args);
  if (code !== 0) {
    fail('the packages could not be installed: see what npm says above, then run the same command again.');
  }
  writeFileSync(stamp, wanted);
}

/** Writes the database client from the schema when the schema is not the one it was last written from. */
export async function generateClient() {
  const generated = path.join(root, 'server', 'db', 'generated');
  const stamp = path.join(generated, '.schema');
  const wanted = hashFiles([path.join(root, 'prisma', 'schema.prisma'), path.join(root, 'package-lock.json')]);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  // Generating looks for this binary but never runs it; naming any executable keeps Prisma from downloading one.
  const env = {
    PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
    CHECKPOINT_DISABLE: '1',
  };
  const result = spawnSync(process.execPath, [toolPath('prisma'), 'generate'], {
    cwd: root,
    env: { ...process.env, ...env },
    encoding: 'utf8',
  });
  if (result.status !== 0) fail(`the database client could not be generated:\n${result.stderr || result.stdout}`);
  mkdirSync(generated, { recursive: true });
  writeFileSync(stamp, wanted);
  // What TypeScript remembers of the files that use the client is about the one before.
  for (const memory of ['tsconfig.tsbuildinfo', path.join('.next', 'cache', '.tsbuildinfo')]) {
    rmSync(path.join(root, memory), { force: true });
  }
}

const buildInputs = [
  'app',
  'components',
  'content',
  'lib',
  'messages',
  'prisma',
  'public/icons',
  'python',
  'quiz',
  'scripts/built-pages.mjs',
  'scripts/client-packages.mjs',
  'scripts/early-input.mjs',
  'scripts/paint-first.mjs',
  'server',
  'service-worker',
  'sim',
  'instrumentation-client.ts',
  'instrumentation.ts',
  'next.config.js',
  'package-lock.json',
  'package.json',
  'postcss.config.mjs',
  'proxy.ts',
  'tsconfig.json',
];

/**
 * Builds for production when anything that goes into the build has changed since the last one. `isChecked`: npm test has checked
 * content and types already, and will ask for the sizes of all modules. Of two processes that want to build at the same time, one
 * waits for the other.
 */
export async function build({ isChecked = false } = {}) {
  const release = await takeBuildLock();
  try {
    await buildWhatChanged(isChecked);
  } finally {
    release();
  }
}

async function buildWhatChanged(isChecked) {
  const stamp = path.join(root, '.next', 'interleave-build');
  const analysis = path.join(root, '.next', 'diagnostics', 'analyze');
  const wanted = hashFiles(
    buildInputs.flatMap((input) => filesBelow(path.join(root, input))),
    // Pages name their pictures by whole addresses.
    process.env.NEXTAUTH_URL,
  );
  const isBuilt = existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted;
  if (isBuilt && (!isChecked || existsSync(analysis))) return;
  // The sizes of another build would be read as this one's.
  rmSync(analysis, { recursive: true, force: true });
  const env = {
    NEXT_TELEMETRY_DISABLED: '1',
    NEXT_PUBLIC_BUILD_ID: wanted.slice(0, 20),
    NEXT_PUBLIC_PYTHON_FILES: await writePythonFiles(),
    NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: serverActionsKey(),
    ...(isChecked ? { TYPES_ARE_CHECKED: '1' } : {}),
  };
  console.log('Building…');
  if (!isChecked && (await tool('tsx', ['scripts/content-check.ts'])) !== 0)
    fail('the content has mistakes: mend the lines above.');
  await writeClientPackages(root);
  if ((await tool('next', ['build', ...(isChecked ? ['--analyze'] : [])], env)) !== 0)
    fail('the build failed: see above.');
  writeBuiltPages(path.join(root, '.next'));
  await writeServiceWorker();
  await writePrograms(programs);
  // The pictures of links.
  if ((await run(process.execPath, [path.join(programs, 'write-previews.mjs')])) !== 0)
    fail('the pictures of links could not be drawn: see above.');
  writeFileSync(stamp, wanted);
}

/** Writes what a page needs to run Python. Returns what pages know of it. */
export async function writePythonFiles() {
  // Only now: it stands on packages.
  const { writeSiteFiles } = await import('../python/site-files.mjs');
  const { folder, ...sizes } = await writeSiteFiles(pythonFiles);
  return JSON.stringify({ address: `/python/${folder}/`, ...sizes });
}

/** Waits until no other process of this folder builds. Returns what lets the next one build. */
async function takeBuildLock() {
  const file = path.join(root, 'node_modules', '.interleave-build-lock');
  for (;;) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' });
      return () => rmSync(file, { force: true });
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    const holder = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0;
    if (isRunning(holder)) await new Promise((resolve) => setTimeout(resolve, 200));
    else rmSync(file, { force: true });
  }
}

function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Writes public/sw.js: the service worker, with the name and the files of the build that was just made. */
async function writeServiceWorker() {
  // Only now: this comes with the packages.
  const esbuild = await import('esbuild');
  const next = path.join(root, '.next');
  const chunks = readdirSync(path.join(next, 'static', 'chunks')).filter((name) => /\.(js|css)$/.test(name));
  await esbuild.build({
    entryPoints: [path.join(root, 'service-worker', 'worker.ts')],
    outfile: path.join(root, 'public', 'sw.js'),
    bundle: true,
    minify: true,
    target: 'es2022',
    logLevel: 'warning',
    define: {
      BUILD_ID: JSON.stringify(readFileSync(path.join(next, 'BUILD_ID'), 'utf8').trim()),
      CHUNKS: JSON.stringify(chunks),
    },
  });
}

/** Bundles the replay worker and what draws the pictures of links into a folder. What they share, and fetch later, has files of its own. */
export async function writePrograms(folder) {
  const esbuild = await import('esbuild');
  await esbuild.build({
    entryPoints: ['replay-worker', 'write-previews'].map((name) => path.join(root, 'app', 'previews', `${name}.ts`)),
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    minify: true,
    define: { 'process.env.NODE_ENV': '"production"' },
    // Packages that are no ES modules ask for Node's own by this name.
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    // Of a lab's view, a program takes what it says, not how it looks.
    loader: { '.css': 'empty' },
    logLevel: 'error',
  });
}

/**
 * The key that goes into the ids of Server Actions: builds that share it understand each other's pages. Next alone would make
 * another every two weeks and on every machine. Without one in the environment it is made once and kept in the data folder.
 */
function serverActionsKey() {
  const given = process.env.NEXT_SERVER_ACTIONS_ENCRYPTION_KEY;
  if (given) return given;
  const folder = path.resolve(root, process.env.DATA_DIR?.trim() || '.data');
  const file = path.join(folder, 'server-actions-key');
  mkdirSync(folder, { recursive: true });
  try {
    writeFileSync(file, randomBytes(32).toString('base64'), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
  }
  return readFileSync(file, 'utf8').trim();
}

function filesBelow(place) {
  if (!existsSync(place)) return [];
  if (statSync(place).isFile()) return [place];
  return readdirSync(place, { withFileTypes: true })
    .filter((entry) => entry.name !== 'generated' && entry.name !== 'testdata' && !/\.test\.tsx?$/.test(entry.name))
    .flatMap((entry) => filesBelow(path.join(place, entry.name)))
    .sort();
}

function hashFiles(files, also = '') {
  const hash = createHash('sha256').update(also);
  for (const file of files) {
    if (existsSync(file)) hash.update(path.relative(root, file)).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}
