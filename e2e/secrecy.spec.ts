import { readFile } from 'node:fs/promises';
import { expect, type Page, test } from '@playwright/test';
import { parse } from 'yaml';
import { quizFile } from '../quiz/schema';
import { texts } from './fixtures/language';
import { SignUpPage } from './pages/account-pages';
import { QuizPage } from './pages/quiz-page';

const topic = '12-consensus-algorithms';

/** Every byte of text that the browser is sent from now on: documents, RSC payloads, scripts, data. */
async function record(page: Page): Promise<() => string> {
  const bodies: string[] = [];
  // Each response is read here before the page gets it, so nothing that the page shows can be missing.
  await page.route('**/*', async (route) => {
    const response = await route.fetch({ maxRedirects: 0 });
    const type = response.headers()['content-type'] ?? '';
    if (/text|json|javascript|x-component/.test(type)) bodies.push(await response.text());
    await route.fulfill({ response });
  });
  return () => bodies.join('\n');
}

/** As a text stands in JSON within a document: backslashes and quotes may be escaped, so only what lies between them counts. */
const telling = (text: string) =>
  text
    .split(/["\\<>&'\n]/)
    .sort((a, b) => b.length - a.length)[0]
    ?.trim() ?? '';

test('nothing that tells right from wrong reaches the browser before an answer', async ({ page }) => {
  const { items } = quizFile.parse(parse(await readFile(`content/${topic}/quiz.yaml`, 'utf8')));
  const t = texts('en');
  await new SignUpPage(page, 'en', t).signUp({ name: 'Learner', email: `secrecy-${Date.now()}@example.test` });

  const received = await record(page);
  const quiz = new QuizPage(page, 'en', t);
  await page.goto(`/en/topics/${topic}`);
  await page.getByRole('link', { name: t('topic.quiz', { count: items.length }) }).click();
  await expect(quiz.choices().first()).toBeVisible();
  await quiz.open(topic);
  for (let skipped = 1; skipped < items.length; skipped++) await quiz.skip();
  await page.goto(`/ko/topics/${topic}/quiz`);
  await expect(quiz.choices().first()).toBeVisible();
  const before = received();

  // The recording is worth something only if what may be seen is in it.
  expect(before).toContain(telling(items[0]?.stem.en ?? ''));
  const explanations = items.flatMap((item) => item.choices.flatMap((choice) => Object.values(choice.explanation)));
  expect(explanations.map(telling).filter((text) => before.includes(text))).toEqual([]);
  expect(before).not.toMatch(/\\?"correct\\?":\s*(true|false)/);

  await quiz.open(topic);
  const first = items[0];
  await quiz.answerFirstChoice();
  await quiz.expectSaved();
  const after = received();
  const revealed = items.filter((item) =>
    item.choices.some((choice) => after.includes(telling(choice.explanation.en))),
  );
  expect(revealed.map((item) => item.id)).toEqual([first?.id]);
  await page.unrouteAll({ behavior: 'ignoreErrors' });
});
