import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Browser, expect, type Page, test } from '@playwright/test';
import { parse } from 'yaml';
import { predictionItem, predictionsFile } from '../content/predictions';
import { PASS_PERCENT } from '../quiz/behaviour';
import { attemptSeed } from '../quiz/chance';
import { drawItems, quizItemCount } from '../quiz/draw';
import { type QuizItem, quizFile } from '../quiz/schema';
import { freePort } from '../scripts/free-port.mjs';
import { learnerKey, siteKey } from '../server/learner-key';
import { startServer } from './fixtures/app-server';
import { texts } from './fixtures/language';
import { SignUpPage } from './pages/account-pages';
import { LessonPage } from './pages/lesson-page';
import { QuestionRenderer } from './pages/question-renderer';
import { QuizPage } from './pages/quiz-page';

const tag = ['@quiz', '@practice', '@review', '@topic-12'];

const topic = '12-consensus-algorithms';
const t = texts('en');
/** Both servers know the same sessions. */
const secret = 'a secret for this test';

async function quizItems(): Promise<readonly QuizItem[]> {
  return quizFile.parse(parse(await readFile(`content/${topic}/quiz.yaml`, 'utf8'))).items;
}

/** Another browser of the same learner: the same cookies, nothing else. */
async function anotherBrowser(browser: Browser, page: Page, address: string): Promise<Page> {
  const context = await browser.newContext({
    baseURL: address,
    storageState: { cookies: await page.context().cookies(), origins: [] },
  });
  return context.newPage();
}

test('a learner answers three items in practice and reviews them the next day, on another device', { tag }, async ({
  browser,
}) => {
  const folder = await mkdtemp(path.join(tmpdir(), 'interleave-quiz-'));
  const port = await freePort();
  let server = await startServer(folder, port, { NEXTAUTH_SECRET: secret });
  let page = await browser.newPage({ baseURL: server.address });
  const practice = new QuizPage(page, 'en', t);
  await new SignUpPage(page, 'en', t).signUp({ name: 'Learner', email: 'learner@example.test' });

  await test.step('answers three items', async () => {
    await page.goto(`/en/topics/${topic}/practice`);
    await practice.begin();
    for (let question = 1; question <= 3; question += 1) {
      await practice.answerAnyhow();
      await expect(page.getByText(t('quiz.saved'))).toBeVisible();
      await practice.next();
    }
  });

  await test.step('reviews the next day, on another device', async () => {
    await server.kill();
    server = await startServer(folder, port, { NEXTAUTH_SECRET: secret, CLOCK_AHEAD_HOURS: '24' });
    page = await anotherBrowser(browser, page, server.address);
    await page.goto('/en/review');
    const left = page.getByRole('progressbar', { name: t('review.progress') });
    await expect(left).toBeVisible();
    const before = await left.getAttribute('aria-valuetext');
    const review = new QuizPage(page, 'en', t);
    await review.answerAnyhow();
    const next = page.getByRole('button', { name: t('review.next'), exact: true });
    await expect(next).toBeFocused();
    expect(await left.getAttribute('aria-valuetext')).not.toBe(before);
    // What was answered by mistake is taken back, and asked once more.
    await page.getByRole('button', { name: t('review.undo'), exact: true }).click();
    await expect(review.submit()).toBeVisible();
    await expect(left).toHaveAttribute('aria-valuetext', before ?? '');
    await review.answerAnyhow();
    await next.click();
    await expect(review.submit()).toBeVisible();
  });

  await server.kill();
  await rm(folder, { recursive: true });
});

test('two tabs share an attempt, and an answer given offline is sent later, once', { tag }, async ({
  page,
  context,
}) => {
  const quiz = new QuizPage(page, 'en', t);
  await new SignUpPage(page, 'en', t).signUp({ name: 'Learner', email: `tabs-${Date.now()}@example.test` });
  await quiz.open(topic);
  const otherTab = await context.newPage();
  const other = new QuizPage(otherTab, 'en', t);
  await other.open(topic);
  await quiz.begin();
  await other.begin();

  await context.setOffline(true);
  await quiz.answerAnyhow();
  await expect(page.getByText(t('quiz.waitingTitle')).first()).toBeVisible();
  await context.setOffline(false);
  await expect(page.getByText(t('quiz.toldAtTheEnd'))).toBeVisible({ timeout: 25_000 });

  // The other tab answers the same question: the first answer stays, and both go on with the next.
  await other.answerAnyhow();
  await other.expectSaved();
  await otherTab.reload();
  await other.next();
  const second = t('quiz.number', { number: 2, count: quizItemCount(await quizItems()) });
  await expect(otherTab.getByText(second)).toBeVisible();
});

test('practice tells at once, gives another try, and says what it costs', { tag }, async ({ page }) => {
  const quiz = new QuizPage(page, 'en', t);
  await new SignUpPage(page, 'en', t).signUp({ name: 'Learner', email: `practice-${Date.now()}@example.test` });
  await page.goto(`/en/topics/${topic}/practice`);
  await quiz.begin();
  // Nothing given is not wrong: it is asked for.
  await quiz.submit().click();
  await expect(page.getByText(t('quiz.missing.multiple'))).toBeVisible();
  for (const box of await quiz.choices().all()) await box.click();
  await quiz.submit().press('Enter');
  // The keyboard goes on from how it turned out.
  const tryAgain = page.getByRole('button', { name: t('quiz.tryAgain'), exact: true });
  await expect(tryAgain).toBeVisible();
  // Past what is told of the choice, its source and its run.
  const isFocused = () => tryAgain.evaluate((button) => button === document.activeElement);
  for (let press = 0; press < 12 && !(await isFocused()); press += 1) await page.keyboard.press('Tab');
  await expect(tryAgain).toBeFocused();
  await page.keyboard.press('Enter');
  for (const box of await quiz.choices().all()) await box.click();
  const [first] = await quizItems();
  if (first === undefined) throw new Error('the quiz is empty');
  await new QuestionRenderer(page, 'en', t).answerRight(first, 0);
  await quiz.submit().click();
  await expect(page.getByText(t('quiz.verdict.right'), { exact: true })).toBeVisible();
  await expect(page.getByText(t('quiz.helped', { lost: 1 }))).toBeVisible();
});

test('a checkpoint in a lesson is told at once', { tag }, async ({ page }) => {
  await new SignUpPage(page, 'en', t).signUp({ name: 'Learner', email: `checkpoint-${Date.now()}@example.test` });
  await page.goto(`/en/topics/${topic}/lesson/elections`);
  const checkpoint = page.getByRole('group', { name: t('quiz.checkpoint.title') }).first();
  // Its code comes when the reader does.
  await checkpoint.scrollIntoViewIfNeeded();
  await checkpoint.getByRole('button', { name: t('quiz.checkpoint.show') }).click();
  await checkpoint.getByRole('checkbox').first().click();
  await checkpoint.getByRole('button', { name: t('quiz.check'), exact: true }).click();
  await expect(checkpoint.getByText(`· ${t('quiz.saved')}`)).toBeVisible();
});

test('a wrong prediction of a lesson comes back in review', { tag }, async ({ browser }) => {
  const folder = await mkdtemp(path.join(tmpdir(), 'interleave-quiz-'));
  const port = await freePort();
  let server = await startServer(folder, port, { NEXTAUTH_SECRET: secret });
  let page = await browser.newPage({ baseURL: server.address });
  await new SignUpPage(page, 'en', t).signUp({ name: 'Learner', email: 'learner@example.test' });
  const predictions = predictionsFile.parse(parse(await readFile(`content/${topic}/predictions.yaml`, 'utf8')));
  const [asked] = predictions;
  const wrong = asked?.choices.find(({ correct }) => !correct);
  if (asked === undefined || wrong === undefined) throw new Error('nothing to predict');

  await new LessonPage(page, 'en', t).open(topic, 'elections');
  const prediction = page.getByRole('group', { name: asked.stem.en });
  const kept = page.waitForResponse((response) => response.request().headers()['next-action'] !== undefined);
  await prediction.getByRole('button', { name: wrong.text.en }).click();
  await expect(prediction.getByText(wrong.explanation.en)).toBeVisible();
  await kept;

  await server.kill();
  server = await startServer(folder, port, { NEXTAUTH_SECRET: secret, CLOCK_AHEAD_HOURS: '24' });
  page = await anotherBrowser(browser, page, server.address);
  await page.goto('/en/review');
  await expect(page.getByRole('heading', { name: asked.stem.en })).toBeVisible();
  await new QuestionRenderer(page, 'en', t).answerRight(predictionItem(asked), 0);
  await new QuizPage(page, 'en', t).submit().click();
  await expect(page.getByText(t('quiz.verdict.right'), { exact: true })).toBeVisible();

  await server.kill();
  await rm(folder, { recursive: true });
});

test('a quiz is failed, its weak objective read again and practised, and the quiz passed', { tag }, async ({
  browser,
}) => {
  // Some forty answers, one after the other.
  test.slow();
  const folder = await mkdtemp(path.join(tmpdir(), 'interleave-quiz-'));
  const seedSecret = 'what the questions of this test are drawn by';
  const server = await startServer(folder, await freePort(), { NEXTAUTH_SECRET: secret, SEED_SECRET: seedSecret });
  const page = await browser.newPage({ baseURL: server.address });
  await new SignUpPage(page, 'en', t).signUp({ name: 'Learner', email: 'learner@example.test' });
  const { id: learner } = await (await page.request.get('/api/me')).json();
  const [all, own] = [siteKey(seedSecret), learnerKey(learner, seedSecret)];
  const bank = await quizItems();
  const quiz = new QuizPage(page, 'en', t);
  const face = new QuestionRenderer(page, 'en', t);
  /** Answers these, of the learner's nth attempt, as their author would. */
  const answerRight = async (items: readonly QuizItem[], n: number) => {
    for (const item of items) {
      await expect(quiz.submit()).toBeEnabled();
      await face.answerRight(item, attemptSeed(all, own, item.id, n));
      await quiz.submit().click();
      // The last question leads to the result whether or not its answer has been kept.
      await expect(quiz.submit()).toBeHidden();
      await quiz.next();
    }
  };

  await test.step('knows the answer to nothing', async () => {
    await quiz.open(topic);
    await quiz.begin();
    await page.getByRole('button', { name: t('quiz.unknown'), exact: true }).click();
    await quiz.expectSaved();
    await quiz.next();
    await quiz.handIn(quizItemCount(bank) - 1);
    await expect(page.getByText(t('quiz.notPassed', { percent: PASS_PERCENT }))).toBeVisible();
  });

  const results = page.getByRole('region', { name: t('quiz.objectives.title') });
  const result = page.url();
  const [weak] = drawItems(bank, own, 0);
  if (weak === undefined) throw new Error('the quiz is empty');

  await test.step('reads the section again, and comes back to the result', async () => {
    await results
      .getByRole('link', { name: /^Read again/ })
      .first()
      .click();
    await expect(page).toHaveURL(/\/lesson\/.+#/);
    await page.goBack();
    await expect(page).toHaveURL(result);
    await expect(results).toBeVisible();
  });

  await test.step('practises its questions', async () => {
    const items = bank.filter(({ objective }) => objective === weak.objective);
    await results.locator(`a[href$="objective=${weak.objective}"]`).click();
    await quiz.begin();
    await answerRight(items, 1);
    await expect(results).toBeVisible();
    await expect(results.getByRole('link')).toHaveCount(0);
    await page.goto(result);
  });

  await test.step('passes', async () => {
    await page.getByRole('button', { name: t('quiz.again'), exact: true }).click();
    await answerRight(drawItems(bank, own, 2), 2);
    await expect(page.getByText(t('quiz.passed', { percent: PASS_PERCENT }))).toBeVisible();
  });

  await server.kill();
  await rm(folder, { recursive: true });
});
