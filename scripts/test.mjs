// npm test: everything that must hold, from a fresh clone. Stops at the first stage that fails, and prints what each stage took.
// npm test -- --changed: of the tests, only those that what differs from the last commit on main can break. docs/testing.md says how.

import { findChromium } from './chromium.mjs';
import { startPostgres } from './postgres.mjs';
import { build, checkNode, fail, generateClient, installPackages, root, tool } from './setup.mjs';

const started = performance.now();
const taken = [];
const seconds = (since) => `${((performance.now() - since) / 1000).toFixed(1)} s`;

checkNode();
process.chdir(root);
const isChanged = process.argv[2] === '--changed';
if (process.argv.length > (isChanged ? 3 : 2)) fail('npm test takes no arguments but --changed.');
await installPackages();
await generateClient();
const chromium = await findChromium();
const plan = isChanged ? await planOfChanges() : { related: null, isServer: true, grep: '' };

await stage('lint', async () => (await tool('biome', ['ci', '--error-on-warnings', '.'])) || tool('knip', []));
await stage(
  'types',
  async () =>
    (await tool('next', ['typegen'])) ||
    (await tool('tsc', ['--noEmit'])) ||
    tool('tsc', ['--noEmit', '--project', 'sim']),
);
await stage('content', () => tool('tsx', ['scripts/content-check.ts']));
await stage('unit and integration tests on the embedded database', () =>
  plan.related === null
    ? tool('vitest', ['run'])
    : tool('vitest', ['related', '--run', '--passWithNoTests', ...plan.related]),
);
if (plan.isServer) await stage('the integration tests again, on PostgreSQL', testOnPostgres);
if (plan.grep !== null) {
  await stage('production build', () => build({ isChecked: true }));
  await stage('what pages send', () => tool('tsx', ['scripts/budgets.ts']));
  const only = plan.grep === '' ? [] : ['--grep', plan.grep, '--pass-with-no-tests'];
  await stage('end-to-end tests', () => tool('playwright', ['test', ...only], { CHROMIUM_PATH: chromium }));
}

console.log('\nAll stages passed.');
for (const [name, time] of taken) console.log(`${time.padStart(9)}  ${name}`);
console.log(`${seconds(started).padStart(9)}  in all`);

/** What to run for what has changed, and prints it. */
async function planOfChanges() {
  const { changedFiles, planFor } = await import('./changed.mjs');
  const files = changedFiles();
  const plan = await planFor(files);
  console.log(`${files.length} files differ from the last commit on main.`);
  if (plan.everythingFor) console.log(`Everything runs: ${plan.everythingFor} is behind all of it.`);
  else console.log(plan.grep === null ? 'No end-to-end test is about them.' : `End to end: ${plan.grep}`);
  return plan;
}

async function testOnPostgres() {
  const postgres = await startPostgres();
  if (!postgres) {
    console.log('No PostgreSQL binaries on this machine: the integration tests ran on the embedded database only.');
    return 0;
  }
  try {
    return await tool('vitest', ['run', '--project', 'integration*'], { TEST_DATABASE_URL: postgres.url });
  } finally {
    await postgres.stop();
  }
}

/** Runs a stage and ends the whole run with its exit code when it fails. */
async function stage(name, work) {
  console.log(`\n── ${name}`);
  const since = performance.now();
  const code = await work();
  if (code) fail(`${name} failed after ${seconds(since)}, ${seconds(started)} after the start.`);
  taken.push([name, seconds(since)]);
  console.log(`── ${name}: ${seconds(since)}`);
}
