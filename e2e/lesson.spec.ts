import { readFile } from 'node:fs/promises';
import { type BrowserContext, expect, test } from '@playwright/test';
import { parse } from 'yaml';
import { topicFile } from '../content/topic';
import { texts } from './fixtures/language';
import { SignUpPage } from './pages/account-pages';
import { LabPage } from './pages/lab-page';
import { LessonPage, LessonParts } from './pages/lesson-page';

const tag = ['@lesson', '@design', '@topic-12', '@raft'];

const topicId = '12-consensus-algorithms';

async function thirdSection() {
  const { sections } = topicFile.parse(parse(await readFile(`content/${topicId}/topic.yaml`, 'utf8')));
  const [, , third] = sections;
  if (third === undefined) throw new Error('the lesson has three sections and more');
  return third;
}

for (const language of ['ko'] as const) {
  test.describe(`a lesson, in ${language}`, () => {
    const t = texts(language);

    test('a question is answered by one press, and told at once', { tag }, async ({ page }) => {
      const parts = new LessonParts(page, language, t);
      await parts.open();
      await expect(parts.text('answer')).toBeHidden();
      await parts.option('option1').click();
      await expect(parts.text('answer')).toBeVisible();
      await expect(
        parts
          .root()
          .getByRole('status')
          .filter({ hasText: t('lesson.predict.wrong') }),
      ).toBeVisible();
      await expect(parts.option('option2')).toContainText(t('lesson.predict.isRight'));
      // It is answered for good: a press on another option, which Playwright would take for a disabled button, changes nothing.
      await parts.option('option2').press('Enter');
      await expect(parts.option('option2')).toHaveAttribute('aria-pressed', 'false');
    });

    test('text waits for what happens in its lab, and stays once it has come about', { tag }, async ({ page }) => {
      const parts = new LessonParts(page, language, t);
      await parts.open();
      await expect(parts.hint()).toBeVisible();
      await expect(parts.text('when')).toBeHidden();
      const lab = new LabPage(page, language, t);
      await expect(async () => {
        await lab.button('nextMark').click();
        await expect(parts.text('when')).toBeVisible({ timeout: 500 });
      }).toPass({ intervals: [0] });
      await expect(parts.hint()).toBeHidden();
      await lab.button('start').click();
      await expect(parts.text('when')).toBeVisible();
    });

    test('a term is explained on focus, and Escape puts the card away', { tag }, async ({ page }) => {
      const parts = new LessonParts(page, language, t);
      await parts.open();
      const card = page.getByRole('dialog').filter({ hasText: t('design.lesson.termText') });
      await parts.term().click();
      await expect(card).toBeVisible();
      await page.keyboard.press('Escape');
      await expect(card).toBeHidden();
      await page.keyboard.press('Shift+Tab');
      await page.keyboard.press('Tab');
      await expect(card).toBeVisible();
      await expect(parts.term()).toBeFocused();
    });

    test('on paper everything is there, and a lab is an address', { tag }, async ({ page }) => {
      const parts = new LessonParts(page, language, t);
      await parts.open();
      await expect(parts.text('when')).toBeHidden();
      await page.emulateMedia({ media: 'print' });
      await expect(parts.text('answer')).toBeVisible();
      await expect(parts.text('when')).toBeVisible();
      await expect(parts.hint()).toBeHidden();
      await expect(parts.root().getByText(`/${language}/labs/raft?scenario=first-election`)).toBeVisible();
      await expect(parts.root().getByRole('button', { name: t('lab.transport.play'), exact: true })).toBeHidden();
    });

    test('a reader without an account finds the place again on the same device', { tag }, async ({ page }) => {
      const lesson = new LessonPage(page, language, t);
      const third = await thirdSection();
      await lesson.open(topicId, 'elections');
      // The place is kept here or with an account: which, is known from then on.
      await expect(page.getByText(t('lesson.signedOut'))).toBeVisible();
      await expect(lesson.continueAt(third.title[language])).toHaveCount(0);
      await lesson.contents().getByRole('link', { name: third.title[language] }).click();
      await expect(lesson.current()).toHaveText(third.title[language]);
      // It is kept once the section has been read for a moment.
      await expect.poll(() => page.evaluate(() => localStorage.getItem('interleave.positions'))).toContain(third.id);
      await page.goto('about:blank');
      await lesson.open(topicId, 'elections');
      await lesson.continueAt(third.title[language]).click();
      await expect(lesson.section(third.id)).toBeInViewport();
    });

    test('a learner finds the place again on another device', { tag }, async ({ page, browser }) => {
      const third = await thirdSection();
      const person = { name: 'Learner', email: `place-${language}-${Date.now()}@example.test` };
      await new SignUpPage(page, language, t).signUp(person);
      const here = new LessonPage(page, language, t);
      const written = page.waitForResponse(
        (response) => response.ok() && response.request().postData()?.includes(`"sectionId":"${third.id}"`) === true,
      );
      await here.open(topicId, 'elections', third.id);
      await expect(here.current()).toHaveText(third.title[language]);
      await written;
      const elsewhere = await browser.newContext({ storageState: await signedIn(page.context()) });
      const there = new LessonPage(await elsewhere.newPage(), language, t);
      await there.open(topicId, 'elections');
      await expect(there.continueAt(third.title[language])).toBeVisible();
      await elsewhere.close();
    });

    test('the end of a topic leads on: quiz, challenges, review, next', { tag }, async ({ page }) => {
      const lesson = new LessonPage(page, language, t);
      await lesson.open(topicId, 'sentinel-and-quorum-queues');
      for (const name of [
        t('lessonEnd.youCan'),
        t('lessonEnd.quizTitle'),
        t('lessonEnd.challengesTitle', { lab: t('labs.raft.name') }),
        t('lessonEnd.nextTitle'),
      ]) {
        await expect(page.getByRole('heading', { name, exact: true })).toBeVisible();
      }
      await page.getByRole('link', { name: t('lessonEnd.toQuiz') }).click();
      await expect(page).toHaveURL(/\/quiz|sign-in/);
    });

    test('a link from before lessons were parted leads to the lesson that has the section', { tag }, async ({
      page,
    }) => {
      await page.goto(`/${language}/topics/${topicId}/lesson#commit-rule`);
      await expect(page).toHaveURL(new RegExp(`/${language}/topics/${topicId}/lesson/log-and-commit#commit-rule$`));
      await expect(new LessonPage(page, language, t).section('commit-rule')).toBeInViewport();
    });
  });
}

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('a lesson can be read whole', { tag }, async ({ page }) => {
    const parts = new LessonParts(page, 'en', texts('en'));
    await parts.open();
    await expect(parts.text('answer')).toBeVisible();
    await expect(parts.text('when')).toBeVisible();
    await expect(parts.hint()).toBeHidden();
  });
});

/** The session of a browser, and nothing else that it keeps. */
async function signedIn(context: BrowserContext) {
  const { cookies } = await context.storageState();
  return { cookies, origins: [] };
}
