import { recordScenario } from '../../sim/core/scenario';
import { encodeRecording } from '../../sim/core/share-link';
import { gilConfig, ticksFromMs } from '../../sim/gil/config';
import { gil } from '../../sim/gil/gil';
import { measureFrames, play, withApp, withPage } from './browser';

/** Eight threads that take turns every millisecond: some 9,000 bars in three seconds. */
const PLAYED_MS = 3_000;

/** Frames per second of lanes that play with all their bars in view, against the production build. */
export async function bench(): Promise<void> {
  const operations = [{ type: 'cpu', ms: 100, checkEveryMs: 0.1 }];
  const threads = Array.from({ length: 8 }, (_, index) => ({ id: `t${index}`, operations, repeats: true }));
  const config = gilConfig.parse({ intervalMs: 1, threads });
  const endTick = ticksFromMs(PLAYED_MS);
  const run = encodeRecording(recordScenario(gil, { id: 'eight-lanes', config, seed: 1, commands: [], endTick }));
  await withApp((address) =>
    withPage(async (page) => {
      await page.goto(`${address}/en/labs/gil?run=${run}`);
      await page.getByRole('button', { name: 'The whole run', exact: true }).click();
      await play(page, '1×');
      console.log(`8 lanes, ${PLAYED_MS} ms of turns in view, playing: ${await measureFrames(page)}`);
    }),
  );
}
