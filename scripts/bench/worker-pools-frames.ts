import { recordScenario } from '../../sim/core/scenario';
import { encodeRecording } from '../../sim/core/share-link';
import { workerPoolsConfig } from '../../sim/worker-pools/config';
import { workerPools } from '../../sim/worker-pools/model';
import { publish } from '../../sim/worker-pools/scenarios';
import { measureFrames, play, withApp, withPage } from './browser';

const TASKS = 1_000;
const PLAYED_MS = 60_000;

/** Frames per second while twelve children work through a thousand tasks, against the production build. */
export async function bench(): Promise<void> {
  const config = workerPoolsConfig.parse({ c: 12, mult: 4, late: true });
  const commands = [{ tick: 0, command: publish(TASKS, 600) }];
  const run = encodeRecording(
    recordScenario(workerPools, { id: 'frames', config, seed: 1, commands, endTick: PLAYED_MS }),
  );
  await withApp((address) =>
    withPage(async (page) => {
      await page.goto(`${address}/en/labs/worker-pools?run=${run}`);
      await page.getByRole('button', { name: 'The whole run', exact: true }).click();
      await play(page, '1×');
      console.log(`12 children, ${TASKS.toLocaleString('en')} tasks, playing: ${await measureFrames(page)}`);
    }),
  );
}
