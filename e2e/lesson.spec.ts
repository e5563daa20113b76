import { readFile } from 'node:fs/promises';
import { type BrowserContext, expect, test } from '@playwright/test';
import { parse } from 'yaml';
import { topicFile } from '../content/topic';
import { languages, texts } from './fixtures/language';
import { SignUpPage } from './pages/account-pages';
import { LabPage } from './pages/lab-page';
import { LessonPage, LessonParts } from './pages/lesson-page';

const topicId = '12-consensus-algorithms';

async function thirdSection() {
  const { sections } = topicFile.parse(parse(await readFile(`content/${topicId}/topic.yaml`, 'utf8')));
  const [, , third] = sections;
  if (third === undefined) throw new Error('the lesson has three sections and more');
  return third;
}

for (const language of languages) {
  test.describe(`a lesson, in ${language}`, () => {
    const t = texts(language);

    test('a question is answered by one press, and told at once', async ({ page }) => {
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

    test('text waits for what happens in its lab, and stays once it has come about', async ({ page }) => {
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

    test('a term is explained on focus, and Escape puts the card away', async ({ page }) => {
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

    test('on paper everything is there, and a lab is an address', async ({ page }) => {
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

    test('a reader without an account finds the place again on the same device', async ({ page }) => {
      const lesson = new LessonPage(page, language, t);
      const third = await thirdSection();
      await lesson.open(topicId);
      await expect(lesson.continueAt(third.title[language])).toHaveCount(0);
      await lesson.contents().getByRole('link', { name: third.title[language] }).click();
      await expect(lesson.current()).toHaveText(third.title[language]);
      await expect(async () => {
        await page.goto('about:blank');
        await lesson.open(topicId);
        await expect(lesson.continueAt(third.title[language])).toBeVisible({ timeout: 1_000 });
      }).toPass();
      await lesson.continueAt(third.title[language]).click();
      await expect(lesson.section(third.id)).toBeInViewport();
    });

    test('a learner finds the place again on another device', async ({ page, browser }) => {
      const third = await thirdSection();
      const person = { name: 'Learner', email: `place-${language}-${Date.now()}@example.test` };
      await new SignUpPage(page, language, t).signUp(person);
      const here = new LessonPage(page, language, t);
      const written = page.waitForResponse(
        (response) => response.ok() && response.request().postData()?.includes(`"sectionId":"${third.id}"`) === true,
      );
      await here.open(topicId, third.id);
      await expect(here.current()).toHaveText(third.title[language]);
      await written;
      const elsewhere = await browser.newContext({ storageState: await signedIn(page.context()) });
      const there = new LessonPage(await elsewhere.newPage(), language, t);
      await there.open(topicId);
      await expect(there.continueAt(third.title[language])).toBeVisible();
      await elsewhere.close();
    });

    test('the end of a lesson leads on: quiz, challenges, review, next', async ({ page }) => {
      const lesson = new LessonPage(page, language, t);
      await lesson.open(topicId);
      for (const name of [
        t('lesson.end.youCan'),
        t('lesson.end.quizTitle'),
        t('lesson.end.challengesTitle', { lab: t('raft.name') }),
        t('lesson.end.nextTitle'),
      ]) {
        await expect(page.getByRole('heading', { name, exact: true })).toBeVisible();
      }
      await page.getByRole('link', { name: t('lesson.end.toQuiz') }).click();
      await expect(page).toHaveURL(/\/quiz|sign-in/);
    });
  });
}

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('a lesson can be read whole', async ({ page }) => {
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
