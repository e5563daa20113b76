import { expect, type Page, test } from '@playwright/test';
import { texts } from './fixtures/language';
import { SignUpPage } from './pages/account-pages';
import { LabPage } from './pages/lab-page';
import { LessonPage } from './pages/lesson-page';

const tag = ['@labs', '@lesson', '@progress'];

const t = texts('en');

/** Answers as a server does that runs another build: it knows neither the page's actions nor its files. */
async function deployAnotherBuild(page: Page): Promise<void> {
  await page.route('**/*', async (route) => {
    const request = route.request();
    if (request.headers()['next-action'] !== undefined) {
      const headers = { 'x-nextjs-action-not-found': '1', 'content-type': 'text/plain' };
      return route.fulfill({ status: 404, headers, body: 'Server action not found.' });
    }
    if (request.url().includes('/_next/static/')) return route.fulfill({ status: 404, body: 'Not Found' });
    return route.fallback();
  });
}

test('a page whose build was replaced says so, and what it could not send arrives once after a reload', {
  tag,
}, async ({ page }) => {
  await new SignUpPage(page, 'en', t).signUp({ name: 'Learner', email: `version-${Date.now()}@example.test` });
  const lab = new LabPage(page, 'en', t);
  await lab.open('raft');
  await lab.button('nextMark').click();

  await deployAnotherBuild(page);
  await page.getByRole('button', { name: t('lab.keep.idle') }).click();
  await expect(page.getByText(t('lab.keep.queued'), { exact: true })).toBeVisible();
  await expect(page.getByText(t('site.newVersion.title'))).toBeVisible();

  const waiting = page.getByText(t('outbox.waiting', { count: 1 }));
  await expect(waiting).toBeVisible();
  await page.unrouteAll();
  await page.getByRole('button', { name: t('site.newVersion.reload') }).click();
  await expect(lab.button('play')).toBeVisible();
  await expect
    .poll(() => page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('interleave.outbox.'))))
    .toEqual([]);
  await expect(waiting).toHaveCount(0);

  await page.goto('/en/progress');
  await expect(page.getByText(t('progress.labRunsKept', { count: 1 }))).toBeVisible();
});

test('a lab whose code is gone leaves the lesson readable and says that a new version is here', { tag }, async ({
  page,
}) => {
  await page.setViewportSize({ width: 1200, height: 500 });
  const lesson = new LessonPage(page, 'en', t);
  await lesson.open('12-consensus-algorithms', 'elections');
  await deployAnotherBuild(page);
  await lesson.section('stale-leader').scrollIntoViewIfNeeded();
  await expect(page.getByText(t('lab.loadFailed.title')).first()).toBeVisible();
  await expect(page.getByText(t('site.newVersion.title'))).toBeVisible();
  await expect(lesson.contents()).toBeVisible();
});
