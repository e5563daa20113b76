import { measureFrames, play, withApp, withPage } from './browser';

/** What a playing lab costs a browser: frames per second and script time per frame, against the production build. */
export async function bench(): Promise<void> {
  await withApp(async (address) => {
    for (const speed of ['1×', '8×']) await measure('five servers', `${address}/en/labs/raft`, speed);
    await measure('50 nodes, 1,000 messages in flight', `${address}/en/design/crowd`, '1×');
  });
}

async function measure(what: string, address: string, speed: string): Promise<void> {
  await withPage(async (page) => {
    await page.goto(address);
    await play(page, speed);
    console.log(`${what}, playing at ${speed}: ${await measureFrames(page)}`);
  });
}
