import { expect, test } from '@playwright/test';
import { texts } from './fixtures/language';

const tag = ['@topics', '@lesson'];

test.describe('the language', () => {
  test.describe('of a reader whose browser asks for English', () => {
    test.use({ locale: 'en-GB' });
    test('is English at first', { tag }, async ({ page }) => {
      await page.goto('/topics');
      await expect(page).toHaveURL(/\/en\/topics$/);
    });
  });

  test.describe('of a reader whose browser asks for a language there is not', () => {
    test.use({ locale: 'fi-FI' });
    test('is Korean, the language of the first readers', { tag }, async ({ page }) => {
      await page.goto('/');
      await expect(page).toHaveURL(/\/ko$/);
    });
  });

  test('is the one last chosen, whatever the browser asks for', { tag }, async ({ page }) => {
    await page.goto('/en/topics');
    const header = page.getByRole('banner');
    await header.getByRole('link', { name: '한국어' }).click();
    await expect(page).toHaveURL(/\/ko\/topics$/);
    await page.goto('/topics');
    await expect(page).toHaveURL(/\/ko\/topics$/);
  });

  test('changes without leaving the page, the query or the place in it', { tag }, async ({ page }) => {
    await page.goto('/ko/topics/12-consensus-algorithms/lesson/elections?from=test#split-vote');
    await page.getByRole('banner').getByRole('link', { name: 'English' }).click();
    await expect(page).toHaveURL(/\/en\/topics\/12-consensus-algorithms\/lesson\/elections\?from=test#split-vote$/);
    await expect(page.getByRole('heading', { name: 'When the vote splits' })).toBeInViewport();
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  });
});

test.describe('the theme', () => {
  test('follows the system until the reader chooses, then stays as chosen', { tag }, async ({ page }) => {
    const t = texts('en');
    const ground = () =>
      page.evaluate(() => getComputedStyle(document.body.parentElement ?? document.body).backgroundColor);
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.goto('/en/topics');
    const dark = await ground();
    await page.emulateMedia({ colorScheme: 'light' });
    await expect.poll(ground).not.toBe(dark);

    await page.getByRole('button', { name: t('site.theme.label') }).click();
    await page.getByRole('menuitemradio', { name: t('site.theme.dark') }).click();
    await expect.poll(ground).toBe(dark);
    await page.reload();
    await expect.poll(ground).toBe(dark);
  });
});

test('an address that leads nowhere answers 404, in the language of the address', { tag }, async ({ page }) => {
  const response = await page.goto('/ko/nothing-here');
  expect(response?.status()).toBe(404);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(texts('ko')('site.notFound.title'));
  expect((await page.goto('/en/topics/99-nothing'))?.status()).toBe(404);
});
