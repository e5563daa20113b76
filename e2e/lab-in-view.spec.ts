import { expect, type Locator, type Page, test } from '@playwright/test';
import { isLabId, labs } from '../sim/catalog';
import { texts } from './fixtures/language';
import { LabPage } from './pages/lab-page';

const tag = ['@labs', '@raft', '@amqp', '@redis-streams', '@kafka-group', '@gil', '@hash-ring', '@io-multiplexing'];

const WINDOWS = { desktop: [1440, 789], laptop: [1366, 657], phone: [390, 844], frame: [800, 450] } as const;
type Window = keyof typeof WINDOWS;

/** Where the texts of a stage are measured too; `TEXT_FLOOR` of the shell, in pixels. */
const MEASURED: readonly Window[] = ['desktop', 'phone'];
const TEXT_FLOOR = 11;

const LAB_IDS = Object.keys(labs).filter(isLabId);

async function resize(page: Page, window: Window): Promise<void> {
  const [width, height] = WINDOWS[window];
  await page.setViewportSize({ width, height });
}

/** Wholly in the window without a scroll. */
async function expectInView(page: Page, parts: Readonly<Record<string, Locator>>, where: string): Promise<void> {
  for (const [name, part] of Object.entries(parts)) {
    await expect(part, `${name} of ${where}`).toBeInViewport({ ratio: 0.99 });
  }
  expect(await page.evaluate(() => window.scrollY), where).toBe(0);
}

/** The smallest text that is seen on the stage, in pixels of the screen. */
function smallestText(stage: Locator): Promise<{ readonly px: number; readonly text: string }> {
  return stage.evaluate((root) => {
    const area = root.getBoundingClientRect();
    const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    let smallest = { px: Number.POSITIVE_INFINITY, text: '' };
    for (let node = texts.nextNode(); node !== null; node = texts.nextNode()) {
      const element = node.parentElement;
      const text = node.textContent?.trim() ?? '';
      if (element === null || text === '' || element.closest('.sr-only, .visually-hidden') !== null) continue;
      if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const { left, top, right, bottom } = range.getBoundingClientRect();
      if (right <= area.left || left >= area.right || bottom <= area.top || top >= area.bottom) continue;
      let scale = 1;
      for (let each: Element | null = element; each !== null && each !== root; each = each.parentElement) {
        const { transform } = getComputedStyle(each);
        if (transform === 'none') continue;
        const { a, b } = new DOMMatrix(transform);
        scale *= Math.hypot(a, b);
      }
      const px = Number.parseFloat(getComputedStyle(element).fontSize) * scale;
      if (px < smallest.px) smallest = { px, text };
    }
    return smallest;
  });
}

for (const language of ['en', 'ko'] as const) {
  const ids = LAB_IDS.filter((_, index) => (index % 2 === 0) === (language === 'en'));

  test(`transport and caption are in view, and texts can be read: ${ids.join(', ')}`, { tag }, async ({ page }) => {
    const lab = new LabPage(page, language, texts(language));
    const [stage, caption] = ['stage', 'caption'].map((part) => page.locator(`[data-lab="${part}"]`));
    if (stage === undefined || caption === undefined) throw new Error('unreachable');
    const parts = { stage, caption, play: lab.button('play'), 'scrub bar': lab.scrubBar() };
    for (const id of ids) {
      await resize(page, 'desktop');
      await lab.open(id);
      for (const window of ['desktop', 'laptop', 'phone'] as const) {
        await resize(page, window);
        await expectInView(page, { ...parts, panels: lab.group('see') }, `${id} at ${window}`);
        if (!MEASURED.includes(window)) continue;
        await expect
          .poll(() => smallestText(stage).then(({ px, text }) => (px > TEXT_FLOOR - 0.05 ? '' : `${px}: ${text}`)), {
            message: `smallest text of ${id} at ${window}`,
          })
          .toBe('');
      }
      await resize(page, 'frame');
      await page.goto(`/${language}/embed/${id}`);
      await expectInView(page, parts, `${id} in a frame`);

      const [challenge] = labs[id].challenges;
      if (challenge === undefined) continue;
      await resize(page, 'laptop');
      await page.goto(`/${language}/labs/${id}?challenge=${challenge.id}`);
      const goal = page.locator('[data-lab="goal"]');
      for (const window of ['laptop', 'phone'] as const) {
        await resize(page, window);
        await expectInView(page, { goal, play: lab.button('play') }, `a challenge of ${id} at ${window}`);
      }
    }
  });
}
