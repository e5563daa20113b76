import { expect, test } from '@playwright/test';
import { texts } from './fixtures/language';
import { password, SignInPage, SignUpPage } from './pages/account-pages';

const tag = ['@sign-in', '@sign-up', '@auth', '@classes'];

for (const language of ['en'] as const) {
  const t = texts(language);

  test.describe(`accounts, in ${language}`, () => {
    test('say by the field what is wrong, and keep what was typed', { tag }, async ({ page }) => {
      const form = new SignUpPage(page, language, t);
      await form.open();
      await form.submit();
      for (const field of ['name', 'email', 'password.length'] as const)
        await form.expectError(t(`account.errors.${field}`));
      await form.fill({ name: 'Learner', email: 'no address', password });
      await form.submit();
      await form.expectError(t('account.errors.email'));
      await expect(page.getByLabel(t('account.name'), { exact: true })).toHaveValue('Learner');
      await expect(page.getByText(t('account.errors.name'))).toHaveCount(0);
    });

    test('are one to an address; sign-out ends the session, sign-in goes on where one wanted to go', { tag }, async ({
      page,
    }) => {
      const person = { name: 'Learner', email: `account-${language}-${Date.now()}@example.test` };
      const signUp = new SignUpPage(page, language, t);
      await signUp.signUp(person);
      await page.getByRole('button', { name: t('site.account', { name: person.name }) }).click();
      await page.getByRole('menuitem', { name: t('site.signOut') }).click();
      await expect(page.getByRole('link', { name: t('site.signIn'), exact: true })).toBeVisible();

      await signUp.open();
      await signUp.fill({ ...person, password });
      await signUp.submit();
      await signUp.expectError(t('account.errors.email-taken'));

      await page.goto(`/${language}/classes`);
      await expect(page).toHaveURL(new RegExp(`/${language}/sign-in\\?next=`));
      const signIn = new SignInPage(page, language, t);
      await signIn.submit(person.email, 'not the password');
      await signIn.expectError(t('account.errors.credentials'));
      await signIn.submit(person.email, password);
      await expect(page.getByRole('heading', { name: t('classes.title'), level: 1 })).toBeVisible();
    });
  });
}
