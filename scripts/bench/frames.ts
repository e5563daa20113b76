import { frameLengths, MEASURED_MS, play, spread, withApp, withPage } from './browser';

/** What a playing lab costs a browser: frames per second and script time per frame, against the production build. */
export async function bench(): Promise<void> {
  await withApp(async (address) => {
    for (const speed of ['1×', '8×']) await measure('five servers', `${address}/en/labs/raft`, speed);
    await measure('50 nodes, 1,000 messages in flight', `${address}/en/design/crowd`, '1×');
  });
}

async function measure(what: string, address: string, speed: string): Promise<void> {
  await withPage(async (page) => {
    const metrics = await page.context().newCDPSession(page);
    await metrics.send('Performance.enable');
    const scriptSeconds = async () => {
      const { metrics: all } = await metrics.send('Performance.getMetrics');
      return all.find(({ name }) => name === 'ScriptDuration')?.value ?? 0;
    };
    await page.goto(address);
    await play(page, speed);
    const before = await scriptSeconds();
    const lengths = await page.evaluate<number[]>(frameLengths());
    const scriptMs = ((await scriptSeconds()) - before) * 1000;
    const perSecond = ((lengths.length / MEASURED_MS) * 1000).toFixed(1);
    const each = (scriptMs / lengths.length).toFixed(2);
    console.log(
      `${what}, playing at ${speed}: ${perSecond} frames/s, ${spread(lengths)}, ${each} ms of script per frame`,
    );
  });
}
