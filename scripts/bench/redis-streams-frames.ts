import type { Page } from '@playwright/test';
import { recordScenario } from '../../sim/core/scenario';
import { encodeRecording } from '../../sim/core/share-link';
import { redisStreams } from '../../sim/redis-streams/redis-streams';
import { bareFar, typed } from '../../sim/redis-streams/script';
import { frameLengths, openPanel, spread, withApp, withPage } from './browser';

const ENTRIES = 1_000_000;

/** Scrolls on, as far as the time that has passed. */
const scrollOn = `const scroller = document.querySelector('[data-log-browser]');
    scroller.scrollTop = share * (scroller.scrollHeight - scroller.clientHeight);`;

/** Frames while the log browser scrolls through a million entries, from end to end, against the production build. */
export async function bench(): Promise<void> {
  await withApp((address) => withPage((page) => measureScroll(page, address)));
}

async function measureScroll(page: Page, address: string): Promise<void> {
  const recording = recordScenario(redisStreams, {
    id: 'million',
    config: bareFar({ preloadEntries: ENTRIES }),
    seed: 1,
    commands: [{ tick: 0, command: typed('XGROUP CREATE orders workers 0') }],
    endTick: 0,
  });
  await page.goto(`${address}/en/labs/redis-streams?run=${encodeRecording(recording)}`);
  await openPanel(page, 'See', 'Log');
  await page.locator('[data-log-browser]').waitFor();
  const lengths = await page.evaluate<number[]>(frameLengths(scrollOn));
  await page.getByText('task 1000000', { exact: true }).waitFor();
  const over = lengths.filter((length) => length > 50).length;
  console.log(
    `scrolling ${ENTRIES.toLocaleString('en')} entries: ${lengths.length} frames, ${spread(lengths)}, ${over} over 50 ms`,
  );
}
