// What `npm start` and `npm test` share. No dependencies: this runs before anything is installed.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/** Ends the process with one line that says what to do. */
export function fail(message) {
  console.error(`error: ${message}`);
  process.exit(1);
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
}

const buildInputs = [
  'app',
  'components',
  'content',
  'lib',
  'messages',
  'prisma',
  'quiz',
  'server',
  'sim',
  'instrumentation.ts',
  'next.config.js',
  'package-lock.json',
  'package.json',
  'postcss.config.mjs',
  'proxy.ts',
  'tsconfig.json',
];

/** Builds for production when anything that goes into the build has changed since the last one. */
export async function build() {
  const stamp = path.join(root, '.next', 'interleave-build');
  const wanted = hashFiles(buildInputs.flatMap((input) => filesBelow(path.join(root, input))));
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  console.log('Building…');
  if ((await tool('tsx', ['scripts/content-check.ts'])) !== 0) fail('the content has mistakes: mend the lines above.');
  if ((await tool('next', ['build'], { NEXT_TELEMETRY_DISABLED: '1' })) !== 0) fail('the build failed: see above.');
  writeFileSync(stamp, wanted);
}

function filesBelow(place) {
  if (!existsSync(place)) return [];
  if (statSync(place).isFile()) return [place];
  return readdirSync(place, { withFileTypes: true })
    .filter((entry) => entry.name !== 'generated' && entry.name !== 'testdata' && !/\.test\.tsx?$/.test(entry.name))
    .flatMap((entry) => filesBelow(path.join(place, entry.name)))
    .sort();
}

function hashFiles(files) {
  const hash = createHash('sha256');
  for (const file of files) {
    if (existsSync(file)) hash.update(path.relative(root, file)).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}
