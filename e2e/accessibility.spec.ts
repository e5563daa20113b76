import { expect, type Page, test } from '@playwright/test';
import axe, { type RunOptions } from 'axe-core';
import { texts } from './fixtures/language';
import { SignUpPage } from './pages/account-pages';
import { LabPage, labPanels } from './pages/lab-page';

const topic = '/topics/12-consensus-algorithms';
/** One page of each kind, with what it is tagged with. Lessons, labs and topics are told apart by tests that need no browser. */
const open = [
  ['', '@home'],
  ['/topics', '@topics'],
  ['/paths/foundations', '@paths'],
  ['/placement', '@placement'],
  ['/search?q=redis', '@search'],
  [topic, '@topics'],
  [`${topic}/lesson/elections`, '@lesson'],
  ['/cases/write-to-a-replica', '@lesson'],
  ['/labs', '@labs'],
  ['/labs/raft', '@labs'],
  ['/labs/gil', '@gil'],
  ['/labs/hash-ring', '@hash-ring'],
  ['/labs/io-multiplexing', '@io-multiplexing'],
  ['/labs/concurrency-models', '@concurrency-models'],
  ['/labs/worker-pools', '@worker-pools'],
  ['/labs/autoscaling', '@autoscaling'],
  ['/labs/kafka-group', '@kafka-group'],
  ['/labs/raft/experiment', '@experiment'],
  ['/embed/raft', '@embed'],
  ['/sign-in', '@sign-in'],
  ['/sign-up', '@sign-up'],
  ['/reset-password', '@reset-password'],
  ['/design', '@design'],
  ['/design/lesson', '@design'],
  ['/design/questions', '@questions'],
  ['/nothing-here', '@home'],
] as const;
const own = [`${topic}/quiz`, `${topic}/practice`, '/review', '/progress', '/classes', '/account'];

/** The phone's layout and the desk's, each in a language and a theme of its own: by turns over the pages, both have both. */
const looks = [
  { language: 'ko', colorScheme: 'light' },
  { language: 'en', colorScheme: 'dark' },
] as const;
const widths = [390, 1440];

/** Contrast is most of what axe takes, and the same at every width. */
const withoutContrast: RunOptions = { rules: { 'color-contrast': { enabled: false } } };

/** What axe finds on the page, and by how much it is wider than the window. */
async function faults(page: Page, options: RunOptions = {}): Promise<unknown[]> {
  // Read once for a page: it is a megabyte. No page of ours has frames, which would each need it too.
  if (await page.evaluate(() => !('axe' in window))) await page.evaluate(axe.source);
  const found = await page.evaluate(async (wanted) => {
    const { axe: inPage } = window as unknown as { axe: typeof axe };
    const { violations } = await inPage.run(document, { ...wanted, resultTypes: ['violations'], iframes: false });
    return violations.map(({ id, nodes }) => ({ id, at: nodes.map((node) => node.target.join(' ')) }));
  }, options);
  return [...found, ...(await overflow(page))];
}

async function overflow(page: Page): Promise<unknown[]> {
  const pixels = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  return pixels > 0 ? [{ id: 'overflow', pixels }] : [];
}

/** Gives the page a width, and the two frames in which what observes sizes has seen it. */
async function resize(page: Page, width: number): Promise<void> {
  await page.setViewportSize({ width, height: 900 });
  await page.evaluate(() => new Promise((seen) => requestAnimationFrame(() => requestAnimationFrame(seen))));
}

/** Looks at the open page at both widths, and between them at its width alone. */
async function check(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle');
  const found: unknown[] = [];
  for (const width of widths) {
    await resize(page, width);
    for (const fault of await faults(page, width === widths[0] ? withoutContrast : {})) found.push({ width, fault });
  }
  await resize(page, 768);
  found.push(...(await overflow(page)));
  expect(found).toEqual([]);
}

for (const [index, [path, tag]] of open.entries()) {
  const { language, colorScheme } = looks[index % 2 === 0 ? 0 : 1];
  test.describe(`in ${language}, ${colorScheme}`, () => {
    test.use({ colorScheme });
    test(`axe finds nothing on ${path || '/'}, and it is not wider than the window`, { tag }, async ({ page }) => {
      await page.goto(`/${language}${path}`);
      await check(page);
    });
  });
}

for (const [index, { language, colorScheme }] of looks.entries()) {
  test.describe(`in ${language}, ${colorScheme}`, () => {
    test.use({ colorScheme });

    test('axe finds nothing on a learner’s own pages', {
      tag: ['@quiz', '@practice', '@review', '@progress', '@classes'],
    }, async ({ page }) => {
      const person = { name: 'Learner', email: `axe-${language}-${Date.now()}@example.test` };
      await new SignUpPage(page, language, texts(language)).signUp(person);
      for (const [place, path] of own.entries()) {
        if (place % 2 !== index) continue;
        await page.goto(`/${language}${path}`);
        await check(page);
      }
    });

    test('axe finds nothing in any panel of the lab', { tag: ['@labs', '@raft'] }, async ({ page }) => {
      const lab = new LabPage(page, language, texts(language));
      await page.setViewportSize({ width: widths[index] ?? 390, height: 900 });
      await lab.open('raft');
      await lab.button('nextMark').click();
      await lab.openPanel('nodes');
      await lab.server('s1').click();
      const found: unknown[] = [];
      for (const panel of labPanels) {
        await lab.openPanel(panel);
        for (const fault of await faults(page)) found.push({ panel, fault });
      }
      expect(found).toEqual([]);
    });
  });
}
