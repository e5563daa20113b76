import { expect, type Locator, type Page, test } from '@playwright/test';
import { texts } from './fixtures/language';
import { LabPage } from './pages/lab-page';

const t = texts('en');

test('the hash ring is read, zoomed and changed by keyboard alone', { tag: ['@hash-ring', '@labs'] }, async ({
  page,
}) => {
  const lab = new LabPage(page, 'en', t);
  await lab.openScenario('hash-ring', 'ring-shrinks-shares');
  const host = page.getByRole('button', { name: /^10\.244\.0\.19:8000: / });
  await host.focus();
  await page.keyboard.press('Enter');
  await expect(host).toHaveAttribute('aria-pressed', 'true');
  await page.getByRole('button', { name: t('lab.graph.zoomIn'), exact: true }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: t('lab.graph.whole'), exact: true }).focus();
  await page.keyboard.press('Enter');
  const actions = page.getByRole('toolbar', { name: t('lab.nodeActions', { node: '10.244.0.19:8000' }) });
  await actions.getByRole('button').first().focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: /^10\.244\.0\.19:8000: / })).toHaveCount(0);
});

test("the GIL's lanes are read, moved and zoomed by keyboard alone", { tag: ['@gil', '@labs'] }, async ({ page }) => {
  const lab = new LabPage(page, 'en', t);
  await lab.openScenario('gil', 'workers-and-pools');
  const lanes = page.getByRole('list', { name: t('lab.lanes.label') });
  const first = lanes.getByRole('button').nth(1);
  await first.focus();
  await page.keyboard.press('Enter');
  await expect(first).toHaveAttribute('aria-pressed', 'true');
  const canvas = page.getByRole('img', { name: /^From / });
  const before = await canvas.getAttribute('aria-label');
  await page.getByRole('button', { name: t('lab.lanes.zoomIn'), exact: true }).focus();
  await page.keyboard.press('Enter');
  await expect(canvas).not.toHaveAttribute('aria-label', before ?? '');
  // What a screen reader has of the selected lane.
  await lab.button('forward').focus();
  for (let press = 0; press < 8; press += 1) await page.keyboard.press('Enter');
  await expect(
    page
      .getByRole('list', { name: /^What .* did in view/ })
      .getByRole('listitem')
      .first(),
  ).toBeAttached();
});

interface Place {
  readonly x: number;
  readonly y: number;
}

/** What fingers do, as a phone tells it. */
async function fingersOn(page: Page) {
  const devtools = await page.context().newCDPSession(page);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', places: readonly Place[]) =>
    devtools.send('Input.dispatchTouchEvent', { type, touchPoints: places.map((place, id) => ({ ...place, id })) });
  return {
    rest: (place: Place) => touch('touchStart', [place]),
    lift: () => touch('touchEnd', []),
    /** Each finger from one place to another. */
    async move(...ways: readonly { readonly from: Place; readonly to: Place }[]) {
      const at = (share: number) =>
        ways.map(({ from, to }) => ({ x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share }));
      await touch('touchStart', at(0));
      for (const share of [0.25, 0.5, 0.75, 1]) await touch('touchMove', at(share));
      await touch('touchEnd', []);
    },
  };
}

async function middleOf(part: Locator): Promise<Place> {
  const box = await part.boundingBox();
  if (box === null) throw new Error('it is not shown');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** Where a finger moves and two zoom: what is drawn there, and the attribute that tells how much of it is in view. */
const stages = [
  {
    labId: 'raft',
    scenarioId: 'leader-crash',
    item: /s1/,
    area: '.react-flow__pane',
    view: ['.react-flow__viewport', 'style'],
    steps: 0,
  },
  {
    labId: 'hash-ring',
    scenarioId: 'ring-shrinks-shares',
    item: /^10\.244\.0\.19:8000: /,
    area: 'svg:has(g[transform])',
    view: ['svg g[transform]', 'transform'],
    steps: 0,
  },
  {
    labId: 'gil',
    scenarioId: 'workers-and-pools',
    item: /^match-1\b/,
    area: 'canvas',
    view: ['[role="img"]', 'aria-label'],
    // A timeline moves no further than its run goes.
    steps: 10,
  },
] as const;

test.describe('by touch', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });
  for (const { labId, scenarioId, item, area, view, steps } of stages) {
    test(`the stage of ${labId} is moved, zoomed and acted on`, { tag: [`@${labId}`, '@labs'] }, async ({ page }) => {
      const lab = new LabPage(page, 'en', t);
      await lab.openScenario(labId, scenarioId);
      for (let step = 0; step < steps; step += 1) await lab.button('forward').click();
      const fingers = await fingersOn(page);
      const stage = page.locator('.isolate').first();
      const items = stage.locator('button[aria-pressed]');
      await expect(items.first()).toBeVisible();
      for (const target of await stage.getByRole('button').all()) {
        const box = await target.boundingBox();
        expect(
          Math.min(box?.width ?? 24, box?.height ?? 24),
          String(await target.textContent()),
        ).toBeGreaterThanOrEqual(24);
      }

      const one = items.and(page.getByRole('button', { name: item })).first();
      await fingers.rest(await middleOf(one));
      await expect(one).toHaveAttribute('aria-pressed', 'true');
      await fingers.lift();
      await expect(stage.getByRole('toolbar')).toBeVisible();
      await expect(one).toHaveAttribute('aria-pressed', 'true');

      const seen = async () => stage.locator(view[0]).first().getAttribute(view[1]);
      const { x, y } = await middleOf(stage.locator(area).first());
      const opening = await seen();
      await fingers.move(
        { from: { x: x - 20, y }, to: { x: x - 60, y } },
        { from: { x: x + 20, y }, to: { x: x + 60, y } },
      );
      await expect.poll(seen).not.toBe(opening);
      const zoomed = await seen();
      await fingers.move({ from: { x, y }, to: { x: x + 60, y } });
      await expect.poll(seen).not.toBe(zoomed);
    });
  }
});
