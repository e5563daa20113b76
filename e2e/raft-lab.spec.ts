import { readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { texts } from './fixtures/language';
import { SignUpPage } from './pages/account-pages';
import { LabPage } from './pages/lab-page';

const tag = ['@raft', '@labs', '@progress'];

const t = texts('en');
/** One of the rules that can be switched off; sim/raft/explorer.test.ts finds a run for each of them. */
const rule = 'persistVote';

test('without one of its rules a run that breaks Raft is found, shrunk and played within 30 seconds', {
  tag,
}, async ({ page }) => {
  test.setTimeout(600_000);
  const lab = new LabPage(page, 'en', t);
  await lab.open('raft');
  await lab.openPanel('rules');
  const title = t(`labs.raft.explore.rules.${rule}.title`);
  const started = performance.now();
  await page.getByRole('button', { name: t('lab.explore.startNamed', { rule: title }) }).click();
  const goTo = page.getByRole('button', { name: t('lab.explore.goToViolation') });
  await expect(goTo).toBeVisible({ timeout: 30_000 });
  console.log(`${rule}: found and shrunk after ${((performance.now() - started) / 1000).toFixed(1)} s`);
  await goTo.click();
  await expect(page.getByText(/^Rule broken: /).first()).toBeVisible();
});

test('credit for a challenge is given by the server and shown in the progress', { tag }, async ({ page }) => {
  await new SignUpPage(page, 'en', t).signUp({ name: 'Learner', email: `challenge-${Date.now()}@example.test` });
  const lab = new LabPage(page, 'en', t);
  await lab.open('raft');
  await lab.openPanel('challenges');
  await page.getByRole('button', { name: t('labs.raft.challenges.elect-a-leader.title') }).click();
  await page.getByRole('button', { name: t('lab.challenges.start'), exact: true }).click();
  await lab.openPanel('nodes');
  await lab.server('s1').click();
  await page.keyboard.press('t');
  await lab.button('play').click();
  await expect(page.getByText(t('lab.challenges.credit.credited'))).toBeVisible();
  await page.reload();
  await lab.openPanel('challenges');
  await expect(page.getByRole('button', { name: t('labs.raft.challenges.elect-a-leader.title') })).toContainText(
    t('lab.challenges.credited'),
  );
});

test('a run is exported, imported and embedded; what is no recording is refused in words', { tag }, async ({
  page,
}) => {
  const lab = new LabPage(page, 'en', t);
  await lab.open('raft');
  for (let steps = 0; steps < 3; steps++) await lab.button('forward').click();
  await lab.server('s4').click();
  await page.keyboard.press('c');
  await lab.expectAddressOfNow();

  await page.getByRole('button', { name: t('lab.share.open') }).click();
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: t('lab.share.download') }).click();
  const exported = await readFile(await (await downloading).path(), 'utf8');
  await page.keyboard.press('Escape');

  const query = new URL(page.url()).search;
  await page.goto(`/en/embed/raft${query}`);
  await expect(lab.scrubBar()).toHaveAttribute('aria-valuetext', /step 4/);
  await expect(page.getByRole('banner')).toHaveCount(0);

  await lab.open('raft');
  await page.getByRole('button', { name: t('lab.share.importTitle') }).click();
  const paste = page.getByLabel(t('lab.share.paste'));
  await paste.fill('{"format": 1');
  await page.getByRole('button', { name: t('lab.share.openRun'), exact: true }).click();
  await expect(page.getByText(t('lab.share.importRefused.broken-json'))).toBeVisible();
  await paste.fill(exported);
  await page.getByRole('button', { name: t('lab.share.openRun'), exact: true }).click();
  await expect(lab.scrubBar()).toHaveAttribute('aria-valuetext', /step 4/);
  await expect(lab.server('s4')).toContainText(t('labs.raft.roles.crashed'));
});

test('a message in flight shows its fields under the names of the paper', { tag }, async ({ page }) => {
  const lab = new LabPage(page, 'en', t);
  await lab.open('raft');
  await lab.button('nextMark').click();
  await lab.openPanel('messages');
  const messages = page.getByRole('tabpanel', { name: t('lab.panels.messages') });
  await messages
    .getByRole('button', { name: t('labs.raft.messages.requestVote') })
    .first()
    .click();
  for (const field of ['term', 'candidateId', 'lastLogIndex', 'lastLogTerm']) {
    await expect(messages.getByRole('rowheader', { name: field, exact: true })).toBeVisible();
  }
});

test('an answer to a prediction is kept and shown again, and counts in the progress', { tag }, async ({ page }) => {
  await new SignUpPage(page, 'en', t).signUp({ name: 'Learner', email: `predict-${Date.now()}@example.test` });
  const lab = new LabPage(page, 'en', t);
  const card = page.getByRole('dialog', { name: t('lab.predict.title') });
  const question = t('labs.raft.predictions.who-takes-over.question');

  await lab.openScenario('raft', 'leader-crash');
  await lab.scrubTo(1);
  await expect(card).toContainText(question);
  await card.getByRole('radio', { name: 's3', exact: true }).click();
  await card.getByRole('button', { name: t('lab.predict.answer') }).click();
  await expect(card).toContainText(t('lab.predict.right'), { timeout: 30_000 });
  await expect(card).toContainText(t('lab.predict.keep.kept'));

  await lab.openScenario('raft', 'leader-crash');
  await lab.scrubTo(1);
  await expect(card).toContainText(question);
  await expect(card).toContainText('You answered “s3” on');
  await expect(card).toContainText(t('lab.predict.right'));
  await expect(card.getByRole('radio')).toHaveCount(0);

  await page.goto('/en/progress');
  await expect(page.getByText('1 of 1 right')).toBeVisible();
});

test('a question comes before what it asks about can be seen', { tag }, async ({ page }) => {
  const lab = new LabPage(page, 'en', t);
  await lab.openScenario('raft', 'leader-crash');
  await lab.scrubTo(1);
  const card = page.getByRole('dialog', { name: t('lab.predict.title') });
  await expect(card).toBeVisible();
  await lab.openPanel('trace');
  const rows = page.getByRole('list', { name: t('lab.trace.list') }).getByRole('button');
  await expect(rows.last()).toBeVisible();
  const before = await rows.count();
  await card.getByRole('button', { name: t('lab.predict.skip') }).click();
  await lab.scrubTo(1);
  await expect(async () => expect(await rows.count()).toBeGreaterThan(before)).toPass();
});

test('credit that had to wait for the connection shows when it comes', { tag }, async ({ page, context }) => {
  await new SignUpPage(page, 'en', t).signUp({ name: 'Learner', email: `waiting-${Date.now()}@example.test` });
  const lab = new LabPage(page, 'en', t);
  await lab.open('raft');
  await lab.openPanel('challenges');
  await page.getByRole('button', { name: t('labs.raft.challenges.elect-a-leader.title') }).click();
  await page.getByRole('button', { name: t('lab.challenges.start'), exact: true }).click();
  await lab.openPanel('nodes');
  await lab.server('s1').click();
  await context.setOffline(true);
  await page.keyboard.press('t');
  await lab.button('play').click();
  await expect(page.getByText(t('lab.challenges.credit.queued'))).toBeVisible();
  await context.setOffline(false);
  await expect(page.getByText(t('lab.challenges.credit.credited'))).toBeVisible({ timeout: 30_000 });
});

test('a message is inspected by a click on the canvas', { tag }, async ({ page }) => {
  const lab = new LabPage(page, 'en', t);
  await lab.open('raft');
  await lab.button('nextMark').click();
  const canvas = page.locator('.lab-canvas .react-flow');
  const box = await canvas.boundingBox();
  if (box === null) throw new Error('the canvas is not shown');
  // Where messages are is drawn, not said: the pointer becomes a hand over one. The page hears of moves once in a frame.
  const isOver = async () => (await canvas.getAttribute('data-over-message')) !== null;
  const found = async () => {
    for (let y = 60; y < box.height - 20; y += 10) {
      for (let x = 60; x < box.width - 60; x += 10) {
        const point = { x: box.x + x, y: box.y + y };
        await page.mouse.move(point.x, point.y);
        if (!(await isOver())) continue;
        await page.waitForTimeout(200);
        if (await isOver()) return point;
      }
    }
    throw new Error('no message is found');
  };
  const { x, y } = await found();
  await page.mouse.click(x, y);
  const messages = page.getByRole('tabpanel', { name: t('lab.panels.messages') });
  await expect(messages.getByRole('rowheader', { name: 'candidateId', exact: true })).toBeVisible();
});

test('the explorer shows that the impossible challenge cannot be met', { tag }, async ({ page }) => {
  test.setTimeout(600_000);
  const lab = new LabPage(page, 'en', t);
  await lab.open('raft');
  await lab.openPanel('challenges');
  await page.getByRole('button', { name: t('labs.raft.challenges.two-leaders-in-one-term.title') }).click();
  await page.getByRole('button', { name: t('lab.challenges.search') }).click();
  await expect(page.getByText('10,000 schedules found no violation.').first()).toBeAttached({ timeout: 150_000 });
  await expect(page.getByText(t('labs.raft.challenges.two-leaders-in-one-term.why'))).toBeVisible();
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test('the panels are in a sheet beside which servers can be acted on', { tag }, async ({ page }) => {
    const lab = new LabPage(page, 'en', t);
    await lab.open('raft');
    await lab.openPanel('nodes');
    const sheet = page.getByRole('dialog', { name: t('lab.panels.groups.see') });
    await expect(sheet).toBeVisible();
    await page.locator('.react-flow__node').filter({ hasText: 's1' }).getByRole('button').tap();
    await expect(lab.server('s1')).toHaveAttribute('aria-pressed', 'true');
    await lab.openPanel('faults');
    await expect(page.getByRole('tabpanel', { name: t('lab.panels.faults') })).toBeVisible();
    await page.getByRole('button', { name: t('lab.panels.full') }).press('Enter');
    await expect(page.getByRole('button', { name: t('lab.panels.half') })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  });
});
