import { expect, test } from '@playwright/test';
import { texts } from './fixtures/language';
import { LabPage } from './pages/lab-page';

const t = texts('en');

/** A key of the lab's own, on the item that is selected with a digit (null: on the lab itself), and what the caption says of it. */
const labs = [
  { labId: 'kafka-group', scenarioId: 'member-crash', select: '2', key: 'c', caption: /c1.*crash/i },
  { labId: 'io-multiplexing', scenarioId: 'edge-and-partial-read', select: null, key: 'c', caption: /connect/i },
  { labId: 'concurrency-models', scenarioId: 'fork-with-a-held-lock', select: '1', key: 'f', caption: /fork/i },
  { labId: 'autoscaling', scenarioId: 'three-pods-one-works', select: '4', key: 'x', caption: /pod-1.*kill/i },
  { labId: 'worker-pools', scenarioId: 'rolling-deploy', select: '2', key: 'x', caption: /kill/i },
] as const;

for (const { labId, scenarioId, select, key, caption } of labs) {
  test(`${labId} is played and acted on by keyboard alone`, { tag: [`@${labId}`, '@labs'] }, async ({ page }) => {
    const lab = new LabPage(page, 'en', t);
    await lab.openScenario(labId, scenarioId);
    const press = (name: string) => page.keyboard.press(name);
    await press('Tab');
    await expect(page.getByRole('link', { name: t('lab.skip') })).toBeFocused();
    await press('Enter');
    await press('Home');
    await press('ArrowRight');
    await expect(lab.scrubBar()).toHaveAttribute('aria-valuetext', /step 1\b/);
    await press('Space');
    await expect(lab.button('pause')).toBeVisible();
    await press('Space');
    await expect(lab.button('play')).toBeVisible();
    if (select !== null) await press(select);
    await press(key);
    await expect(page.locator('[data-lab="caption"]')).toContainText(caption);
    await press('Home');
    await expect(lab.scrubBar()).toHaveAttribute('aria-valuetext', /step 0\b/);
  });
}
