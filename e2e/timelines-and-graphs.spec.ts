import { expect, test } from '@playwright/test';
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
