import path from 'node:path';
import { expect, test } from '@playwright/test';
import { build } from 'esbuild';
import { finalSnapshot, type LabRecording, scenarioRecordings } from './fixtures/replay-in-browser';

declare global {
  /** What the bundle below leaves in the page. */
  var replayed: { finalSnapshot(recording: LabRecording): string };
}

// The engine is put into the page as a script of the test's own.
test.use({ bypassCSP: true });

test('a recording comes to the same bytes in Chromium as in Node', async ({ page }) => {
  const bundle = await build({
    entryPoints: [path.join(import.meta.dirname, 'fixtures/replay-in-browser.ts')],
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'replayed',
  });
  await page.goto('/en/sign-in');
  await page.addScriptTag({ content: bundle.outputFiles[0]?.text ?? '' });
  for (const recording of scenarioRecordings()) {
    const inBrowser = await page.evaluate((each) => replayed.finalSnapshot(each), recording);
    expect(inBrowser).toBe(finalSnapshot(recording));
  }
});
