// npm test: everything that must hold, from a fresh clone. Stops at the first stage that fails.

import { findChromium } from './chromium.mjs';
import { startPostgres } from './postgres.mjs';
import { build, checkNode, fail, generateClient, installPackages, root, tool } from './setup.mjs';

checkNode();
process.chdir(root);
await installPackages();
await generateClient();
const chromium = await findChromium();

await stage('lint', () => tool('biome', ['ci', '--error-on-warnings', '.']));
await stage(
  'types',
  async () =>
    (await tool('next', ['typegen'])) ||
    (await tool('tsc', ['--noEmit'])) ||
    tool('tsc', ['--noEmit', '--project', 'sim']),
);
await stage('content', () => tool('tsx', ['scripts/content-check.ts']));
await stage('unit and integration tests on the embedded database', () => tool('vitest', ['run']));

await stage('the integration tests again, on PostgreSQL', async () => {
  const postgres = await startPostgres();
  if (!postgres) {
    console.log('No PostgreSQL binaries on this machine: the integration tests ran on the embedded database only.');
    return 0;
  }
  try {
    return await tool('vitest', ['run', '--project', 'integration'], { TEST_DATABASE_URL: postgres.url });
  } finally {
    await postgres.stop();
  }
});

await stage('production build', build);
await stage('end-to-end tests', () => tool('playwright', ['test'], { CHROMIUM_PATH: chromium }));
console.log('\nAll stages passed.');

/** Runs a stage and ends the whole run with its exit code when it fails. */
async function stage(name, work) {
  console.log(`\n── ${name}`);
  const started = performance.now();
  const code = await work();
  if (code) fail(`${name} failed.`);
  console.log(`── ${name}: ${((performance.now() - started) / 1000).toFixed(1)} s`);
}
