import { expect, test } from '@playwright/test';
import { texts } from './fixtures/language';
import { SignUpPage } from './pages/account-pages';
import { HomePage } from './pages/home-page';
import { LabPage } from './pages/lab-page';

const tag = ['@home', '@labs', '@raft', '@sign-up', '@progress'];

const challenge = 'elect-a-leader';

for (const language of ['en'] as const) {
  test('from landing without an account to a solved challenge, which signing up keeps', { tag }, async ({ page }) => {
    const t = texts(language);
    const home = new HomePage(page, language, t);
    const lab = new LabPage(page, language, t);
    const title = t(`labs.raft.challenges.${challenge}.title`);

    await test.step('the cluster of the home page loses its leader and elects another', async () => {
      await page.goto(`/${language}`);
      await home.liveButton('crash').click();
      await expect(home.clusterNews()).toContainText(t('home.live.says.crash', { server: 's5' }));
      await expect(home.clusterNews()).toContainText(/leads term 2/);
    });

    await test.step('without one of its rules it loses data, and the lab shows how', async () => {
      await home.liveButton('break').click();
      await expect(home.brokenRun()).toBeFocused();
      await page.keyboard.press('Enter');
      await expect(page).toHaveURL(/\/labs\/raft\?run=/);
      await expect(page.getByText(/^Rule broken: /).first()).toBeVisible();
    });

    await test.step('a challenge is solved', async () => {
      await lab.openPanel('challenges');
      await page.getByRole('button', { name: title }).click();
      await page.getByRole('button', { name: t('lab.challenges.start'), exact: true }).click();
      await lab.openPanel('nodes');
      await lab.server('s1').click();
      await page.keyboard.press('t');
      await lab.button('play').click();
      await expect(page.getByText(t('lab.challenges.credit.signed-out'))).toBeVisible();
    });

    await test.step('signing up leads back to it, and it counts', async () => {
      const bar = page.getByRole('region', { name: title });
      await bar.getByRole('link', { name: t('site.signUp'), exact: true }).click();
      await expect(page).toHaveURL(/\/sign-up\?next=/);
      const person = { name: 'Newcomer', email: `first-visit-${language}-${Date.now()}@example.test` };
      await new SignUpPage(page, language, t).signUpHere(person);
      await expect(page).toHaveURL(new RegExp(`/${language}/labs/raft\\?challenge=${challenge}`));
      await lab.openPanel('challenges');
      await expect(page.getByRole('button', { name: title })).toContainText(t('lab.challenges.credited'));
      await page.goto(`/${language}/progress`);
      await expect(page.getByText(t('progress.challengesMet', { count: 1 }))).toBeVisible();
    });
  });
}
