import { readdir } from 'node:fs/promises';
import { expect, type Page, test } from '@playwright/test';
import { PAGES_CACHE } from '../lib/offline';
import { texts } from './fixtures/language';
import { SignUpPage } from './pages/account-pages';
import { LabPage } from './pages/lab-page';
import { LessonPage } from './pages/lesson-page';

const tag = ['@offline', '@lesson'];

const t = texts('en');
const topic = '12-consensus-algorithms';

test.use({ serviceWorkers: 'allow' });

/** Waits until the service worker has kept the page that is open. */
async function expectKept(page: Page): Promise<void> {
  const { pathname } = new URL(page.url());
  const isKept = (prefix: string) =>
    page.evaluate(
      async ([path, start]) => {
        const [name] = (await caches.keys()).filter((each) => each.startsWith(start ?? ''));
        return (
          name !== undefined && (await (await caches.open(name)).match(path ?? '', { ignoreVary: true })) !== undefined
        );
      },
      [pathname, prefix],
    );
  await expect.poll(() => isKept(PAGES_CACHE)).toBe(true);
}

/** Waits until the service worker has kept the code of all labs, which comes after the page. */
async function expectLabsKept(page: Page): Promise<void> {
  const chunks = (await readdir('.next/static/chunks')).filter((name) => name.endsWith('.js'));
  const missing = () =>
    page.evaluate(async (names) => {
      const cache = await caches.open('interleave-assets');
      const kept = new Set((await cache.keys()).map(({ url }) => url.split('/').at(-1)));
      return names.filter((name) => !kept.has(name)).length;
    }, chunks);
  await expect.poll(missing).toBe(0);
}

test('a visited lesson reads and a visited lab plays without a network; what is kept meanwhile is stored once', {
  tag,
}, async ({ page, context }) => {
  const lesson = new LessonPage(page, 'en', t);
  const lab = new LabPage(page, 'en', t);
  await new SignUpPage(page, 'en', t).signUp({ name: 'Learner', email: `offline-${Date.now()}@example.test` });
  await lesson.open(topic, 'sentinel-and-quorum-queues');
  await expectKept(page);
  await lab.open('raft');
  await expectKept(page);
  await expectLabsKept(page);

  await context.setOffline(true);
  await lesson.open(topic, 'sentinel-and-quorum-queues');
  await expect(lesson.section('quorum-queues')).toBeVisible();
  // A lab that was never scrolled to: its code came with the visit.
  await lesson.section('quorum-queues').scrollIntoViewIfNeeded();
  await expect(lab.button('play').last()).toBeVisible();

  await lab.open('raft');
  await lab.button('nextMark').click();
  await expect(lab.scrubBar()).not.toHaveAttribute('aria-valuetext', /step 0$/);

  // The page was opened without a network, and still knows whose run it is.
  await page.getByRole('button', { name: t('lab.keep.idle') }).click();
  await expect(page.getByText(t('lab.keep.queued'), { exact: true })).toBeVisible();
  // The reading position of the lesson may wait besides.
  const waiting = page.getByText(/not saved yet/);
  await expect(waiting).toBeVisible();
  await context.setOffline(false);
  await expect(page.getByText(t('lab.keep.kept'), { exact: true })).toBeVisible();
  await expect(waiting).toHaveCount(0);
  await page.reload();
  await expect(lab.button('play')).toBeVisible();

  await page.goto('/en/progress');
  await expect(page.getByText(t('progress.labRunsKept', { count: 1 }))).toBeVisible();
});

test('a page that was never visited says so without a network, and what can be read', { tag }, async ({
  page,
  context,
}) => {
  await page.goto('/ko/labs');
  await expectKept(page);
  await context.setOffline(true);
  await page.goto('/ko/progress');
  const ko = texts('ko');
  await expect(page.getByRole('heading', { name: ko('offline.title') })).toBeVisible();
  await page
    .getByRole('main')
    .getByRole('link', { name: ko('lab.index.title') })
    .click();
  await expect(page.getByRole('heading', { name: ko('lab.index.title'), level: 1 })).toBeVisible();
  await page.goto('/en/topics');
  await expect(page.getByRole('heading', { name: t('offline.title') })).toBeVisible();
  await expect(page.getByText(t('offline.none'))).toBeVisible();
});
