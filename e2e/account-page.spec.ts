import { readFile } from 'node:fs/promises';
import { type Browser, expect, type Locator, type Page, test } from '@playwright/test';
import { freePort } from '../scripts/free-port.mjs';
import { type MailServer, startMailServer } from '../server/testing/mail-server';
import { type OpenIdServer, startOpenIdServer } from '../server/testing/openid-server';
import type { Role } from './access-table';
import { type Language, texts } from './fixtures/language';
import { type Seeded, startSeeded } from './fixtures/seeded-app';
import { AccountPage, ResetPasswordPage } from './pages/account-page';
import { SignInPage } from './pages/account-pages';

const LABEL = 'University';
/** What the accounts of the roles have. */
const PASSWORD = 'a password for tests';

let app: Seeded;
let mail: MailServer;
let provider: OpenIdServer;

test.beforeAll(async () => {
  const port = await freePort();
  mail = await startMailServer();
  provider = await startOpenIdServer(`http://localhost:${port}`, {
    newcomer: { email: 'newcomer@example.test', email_verified: true, name: 'Newcomer' },
    namesake: { email: 'other-learner@example.test', email_verified: true, name: 'Namesake' },
  });
  app = await startSeeded(
    {
      SMTP_URL: mail.url,
      MAIL_FROM: 'Interleave <interleave@example.test>',
      OIDC_ISSUER: provider.issuer,
      OIDC_CLIENT_ID: provider.clientId,
      OIDC_CLIENT_SECRET: provider.clientSecret,
      OIDC_LABEL: LABEL,
    },
    port,
  );
});
test.afterAll(async () => {
  await app.end();
  await provider.close();
  await mail.close();
});

/** A page of the seeded app, signed in as a role. */
async function pageOf(browser: Browser, role: Role = 'anonymous'): Promise<Page> {
  const context = await browser.newContext({ baseURL: app.server.address });
  const [name = '', value = ''] = app.cookies[role].split('=');
  if (role !== 'anonymous') await context.addCookies([{ name, value, url: app.server.address }]);
  return context.newPage();
}

/** Goes to the provider from the sign-in page. */
async function goToProvider(page: Page, language: Language): Promise<void> {
  const t = texts(language);
  await page.goto(`/${language}/sign-in`);
  await page.getByRole('button', { name: t('account.openId.signIn', { label: LABEL }) }).click();
}

async function sayWho(page: Page, who: string): Promise<void> {
  await page.getByLabel('Who are you?').fill(who);
  await page.getByRole('button', { name: 'Continue' }).click();
}

test('a forgotten password is replaced by a link that comes by mail, once', {
  tag: ['@reset-password', '@sign-in'],
}, async ({ browser }) => {
  const t = texts('ko');
  const email = 'other-instructor@example.test';
  const elsewhere = await pageOf(browser, 'other instructor');
  const page = await pageOf(browser);
  await page.goto('/ko/sign-in');
  await page.getByRole('link', { name: t('account.reset.forgotten') }).click();
  const reset = new ResetPasswordPage(page, t);
  await reset.askFor(email);
  await expect.poll(() => mail.mails.filter(({ to }) => to === email).length).toBe(1);
  const [link = ''] = /http\S+/.exec(mail.mails.find(({ to }) => to === email)?.text ?? '') ?? [];
  await page.goto(link);
  await reset.choose('three unrelated words');
  await expect(page.getByText(t('account.reset.done'))).toBeVisible();
  expect(page.url()).not.toContain('#');

  const signIn = new SignInPage(page, 'ko', t);
  await signIn.open();
  await signIn.submit(email, PASSWORD);
  await signIn.expectError(t('account.errors.credentials'));
  await signIn.submit(email, 'three unrelated words');
  await expect(page).toHaveURL(/\/ko\/topics$/);
  await elsewhere.goto('/ko/account');
  await expect(elsewhere).toHaveURL(/\/ko\/sign-in/);

  await page.goto('about:blank');
  await page.goto(link);
  await reset.choose('three other words here');
  await expect(page.getByText(t('account.errors.expired'))).toBeVisible();
});

test('who comes from the provider has an account from then on, and never somebody else’s', {
  tag: ['@sign-in', '@account'],
}, async ({ browser }) => {
  const t = texts('en');
  const page = await pageOf(browser);
  await goToProvider(page, 'en');
  await sayWho(page, 'newcomer');
  await expect(page).toHaveURL(/\/en\/topics$/);
  await expect(page.getByRole('button', { name: t('site.account', { name: 'Newcomer' }) })).toBeVisible();

  const namesake = await pageOf(browser);
  await goToProvider(namesake, 'en');
  await sayWho(namesake, 'namesake');
  await expect(namesake.getByText(t('account.openId.errors.email-taken'))).toBeVisible();

  // Its owner links it, signed in.
  const owner = await pageOf(browser, 'other learner');
  const account = new AccountPage(owner, 'en', t);
  await account.open();
  await account.link(LABEL, PASSWORD);
  await sayWho(owner, 'namesake');
  await expect(owner.getByText(t('account.openId.linked', { label: LABEL }))).toBeVisible();
  // The provider remembers who this browser is.
  await goToProvider(namesake, 'en');
  await expect(
    namesake.getByRole('button', { name: t('site.account', { name: 'Name of other learner' }) }),
  ).toBeVisible();
});

/** Presses Tab until `target` has the focus, as somebody without a pointer does. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press('Tab');
    if (await target.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error('the Tab key does not lead there');
}

test('all of the account page is done by the keyboard alone', { tag: ['@account'] }, async ({ browser }) => {
  const t = texts('en');
  const page = await pageOf(browser, 'own instructor');
  const account = new AccountPage(page, 'en', t);
  await account.open();
  await tabTo(page, account.name);
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type('Typed by hand');
  await page.keyboard.press('Enter');
  await expect(page.getByText(t('account.nameSaved'))).toBeVisible();

  await tabTo(page, account.deleteButton);
  await page.keyboard.press('Enter');
  await expect(account.question).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(account.question).toBeHidden();
  await expect(account.deleteButton).toBeFocused();

  await account.open();
  await tabTo(page, account.signOutEverywhere);
  await page.keyboard.press('Space');
  await expect(page.getByRole('link', { name: t('site.signIn'), exact: true })).toBeVisible();
  await page.goto('/en/account');
  await expect(page).toHaveURL(/\/en\/sign-in/);
});

test('leave and be forgotten', { tag: ['@account', '@classes'] }, async ({ browser }) => {
  const t = texts('en');
  const page = await pageOf(browser, 'self');
  const account = new AccountPage(page, 'en', t);
  await account.open();
  await expect(account.sessions).toHaveCount(1);
  const [file] = await Promise.all([page.waitForEvent('download'), account.download.click()]);
  const kept = JSON.parse(await readFile(await file.path(), 'utf8'));
  expect(kept).toMatchObject({ email: app.self.email, name: app.self.name });
  await expect(account.consequences).toContainText(t('account.delete.taken', { count: 1 }));
  await account.deleteWith(PASSWORD);
  await expect(page).toHaveURL(/\/en$/);
  await expect(page.getByRole('link', { name: t('site.signIn'), exact: true })).toBeVisible();

  const signIn = new SignInPage(page, 'en', t);
  await signIn.open();
  await signIn.submit(app.self.email, PASSWORD);
  await signIn.expectError(t('account.errors.credentials'));
});
