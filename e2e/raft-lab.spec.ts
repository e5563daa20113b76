import { readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { texts } from './fixtures/language';
import { SignUpPage } from './pages/account-pages';
import { LabPage } from './pages/lab-page';

const t = texts('en');
const rules = [
  'electionRestriction',
  'commitOnlyCurrentTerm',
  'persistVote',
  'consistencyCheck',
  'majorityQuorum',
  'jointConsensus',
] as const;

test('without any one of its rules a run that breaks Raft is found, shrunk and played within 30 seconds', async ({
  page,
}) => {
  test.setTimeout(300_000);
  const lab = new LabPage(page, 'en', t);
  for (const rule of rules) {
    await lab.open('raft');
    await lab.openPanel('rules');
    const title = t(`raft.explore.rules.${rule}.title`);
    const started = performance.now();
    await page.getByRole('button', { name: t('lab.explore.startNamed', { rule: title }) }).click();
    const goTo = page.getByRole('button', { name: t('lab.explore.goToViolation') });
    await expect(goTo).toBeVisible({ timeout: 30_000 });
    console.log(`${rule}: found and shrunk after ${((performance.now() - started) / 1000).toFixed(1)} s`);
    await goTo.click();
    await expect(page.getByText(/^Rule broken: /).first()).toBeVisible();
  }
});

test('credit for a challenge is given by the server and shown in the progress', async ({ page }) => {
  await new SignUpPage(page, 'en', t).signUp({ name: 'Learner', email: `challenge-${Date.now()}@example.test` });
  const lab = new LabPage(page, 'en', t);
  await lab.open('raft');
  await lab.openPanel('challenges');
  await page.getByRole('button', { name: t('raft.challenges.elect-a-leader.title') }).click();
  await page.getByRole('button', { name: t('lab.challenges.start'), exact: true }).click();
  await lab.openPanel('nodes');
  await lab.server('s1').click();
  await page.keyboard.press('t');
  await lab.button('play').click();
  await expect(page.getByText(t('lab.challenges.credit.credited'))).toBeVisible();
  await page.reload();
  await lab.openPanel('challenges');
  await expect(page.getByRole('button', { name: t('raft.challenges.elect-a-leader.title') })).toContainText(
    t('lab.challenges.credited'),
  );
});

test('a run is exported, imported and embedded; what is no recording is refused in words', async ({ page }) => {
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
  await expect(lab.server('s4')).toContainText(t('ui.states.crashed'));
});

test('a message in flight shows its fields under the names of the paper', async ({ page }) => {
  const lab = new LabPage(page, 'en', t);
  await lab.open('raft');
  await lab.button('nextMark').click();
  await lab.openPanel('messages');
  const messages = page.getByRole('tabpanel', { name: t('lab.panels.messages') });
  await messages
    .getByRole('button', { name: t('raft.messages.requestVote') })
    .first()
    .click();
  for (const field of ['term', 'candidateId', 'lastLogIndex', 'lastLogTerm']) {
    await expect(messages.getByRole('rowheader', { name: field, exact: true })).toBeVisible();
  }
});
