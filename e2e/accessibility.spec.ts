import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { texts } from './fixtures/language';
import { SignUpPage } from './pages/account-pages';
import { LabPage, labPanels } from './pages/lab-page';

const topic = '/topics/12-consensus-algorithms';
const open = [
  '',
  '/topics',
  '/paths/foundations',
  '/paths/distributed-systems',
  '/placement',
  '/search?q=redis',
  topic,
  `${topic}/lesson`,
  '/topics/03-amqp-protocol/lesson',
  '/topics/07-redis-streams/lesson',
  '/labs',
  '/labs/raft',
  '/labs/kafka-group',
  '/labs/raft/experiment',
  '/embed/raft',
  '/sign-in',
  '/sign-up',
  '/design',
  '/design/questions',
  '/nothing-here',
];
const own = [`${topic}/quiz`, `${topic}/practice`, '/review', '/progress', '/classes'];
const widths = [390, 768, 1440];
/** The phone's layout and the desk's; between them only room changes. */
const widthsForAxe = new Set([390, 1440]);

/** What axe finds on the page, and by how much it is wider than the window. */
async function faults(page: Page, width: number): Promise<unknown[]> {
  await page.setViewportSize({ width, height: 900 });
  const { violations } = widthsForAxe.has(width) ? await new AxeBuilder({ page }).analyze() : { violations: [] };
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  return [
    ...violations.map(({ id, nodes }) => ({ id, at: nodes.map((node) => node.target.join(' ')) })),
    ...(overflow > 0 ? [{ id: 'overflow', pixels: overflow }] : []),
  ];
}

for (const [language, colorScheme] of [
  ['ko', 'light'],
  ['en', 'dark'],
] as const) {
  test.describe(`in ${language}, ${colorScheme}`, () => {
    test.use({ colorScheme });

    test('axe finds nothing on any page, and no page is wider than the window', async ({ page }) => {
      test.setTimeout(600_000);
      const found: unknown[] = [];
      const check = async (paths: readonly string[]) => {
        for (const path of paths) {
          await page.goto(`/${language}${path}`);
          await page.waitForLoadState('networkidle');
          for (const width of widths) {
            const here = await faults(page, width);
            if (here.length > 0) found.push({ path, width, here });
          }
        }
      };
      await check(open);
      const person = { name: 'Learner', email: `axe-${language}-${Date.now()}@example.test` };
      await page.setViewportSize({ width: 1440, height: 900 });
      await new SignUpPage(page, language, texts(language)).signUp(person);
      await check(own);
      expect(found).toEqual([]);
    });

    test('axe finds nothing in any panel of the lab', async ({ page }) => {
      test.setTimeout(600_000);
      const t = texts(language);
      const lab = new LabPage(page, language, t);
      const found: unknown[] = [];
      for (const width of widthsForAxe) {
        await page.setViewportSize({ width, height: 900 });
        await lab.open('raft');
        await lab.button('nextMark').click();
        await lab.openPanel('nodes');
        await lab.server('s1').click();
        for (const panel of labPanels) {
          await lab.openPanel(panel);
          const here = await faults(page, width);
          if (here.length > 0) found.push({ panel, width, here });
        }
      }
      expect(found).toEqual([]);
    });
  });
}
