import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { expect, type Page, type Request, test } from '@playwright/test';
import { parse } from 'yaml';
import { quizItemCount } from '../quiz/draw';
import { labDesk } from '../quiz/labs';
import { type QuizItem, quizFile } from '../quiz/schema';
import { bindItem } from '../quiz/score';
import { texts } from './fixtures/language';
import { SignUpPage } from './pages/account-pages';
import { QuizPage } from './pages/quiz-page';

const tag = ['@quiz', '@practice', '@topic-12'];

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

/** Every text in a piece of data, however deep. */
function textsOf(data: unknown): string[] {
  if (typeof data === 'string') return [data];
  return typeof data === 'object' && data !== null ? Object.values(data).flatMap(textsOf) : [];
}

/** What only the answer may bring of an item: the texts of its key and its hints that its question does not have. */
function secretsOf(item: QuizItem): string[] {
  // A generated item's key comes of a seed that this test does not know: of it, only the names of its fields are looked for.
  if (item.type === 'generated') return [];
  const bound = bindItem(item, labDesk);
  const open = textsOf(bound.toPublic((things) => things)).join('\n');
  const secret = [
    ...textsOf(bound.reveal().solution),
    ...textsOf(item.hints),
    // A misconception's id stands in the labs' own code too, and tells of no item.
    ...textsOf('mistakes' in item && item.mistakes.map((mistake) => ({ ...mistake, misconception: undefined }))),
  ];
  // Short ones, such as ids, may stand anywhere by chance, and a single name in a lab's own code.
  return secret.map(telling).filter((text) => text.length > 12 && !/^\w+$/.test(text) && !open.includes(text));
}

test('nothing that tells right from wrong reaches the browser before the quiz is over', { tag }, async ({ page }) => {
  const { items } = quizFile.parse(parse(await readFile(`content/${topic}/quiz.yaml`, 'utf8')));
  const t = texts('en');
  await new SignUpPage(page, 'en', t).signUp({ name: 'Learner', email: `secrecy-${Date.now()}@example.test` });

  const received = await record(page);
  const quiz = new QuizPage(page, 'en', t);
  // Practice has the whole bank, and with it every type; a quiz draws from it.
  await page.goto(`/en/topics/${topic}/practice`);
  await quiz.begin();
  const count = quizItemCount(items);
  await page.goto(`/en/topics/${topic}`);
  await page.getByRole('link', { name: t('topic.quiz', { count }) }).click();
  await quiz.begin();
  await quiz.open(topic);
  // Once it is handed in it is told.
  for (let question = 1; question <= 3; question += 1) {
    await quiz.answerAnyhow();
    await quiz.expectSaved();
    await quiz.next();
  }
  await page.goto(`/ko/topics/${topic}/quiz`);
  await expect(new QuizPage(page, 'ko', texts('ko')).submit()).toBeVisible();
  const before = received();

  // The recording is worth something only if what may be seen is in it.
  for (const item of items) expect(before).toContain(telling(item.stem.en));
  const secrets = items.flatMap(secretsOf);
  expect(secrets.length).toBeGreaterThan(items.length);
  expect(secrets.filter((text) => before.includes(text))).toEqual([]);
  expect(before).not.toMatch(/\\?"correct\\?":\s*(true|false)/);
  expect(before).not.toMatch(/\\?"(proof|solution)\\?":\s*\{/);

  await quiz.open(topic);
  await quiz.handIn(count - 3);
  await quiz.expectResult();
  const after = received();
  expect(secrets.some((text) => after.includes(text))).toBe(true);
  await page.unrouteAll({ behavior: 'ignoreErrors' });
});

/** A call of a server action that the page made, and what it sent. */
interface Call {
  readonly address: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly sent: Readonly<Record<string, unknown>>;
}

async function callOf(pending: Promise<Request>): Promise<Call> {
  const request = await pending;
  const { 'content-length': _length, host: _host, ...headers } = await request.allHeaders();
  const [sent] = JSON.parse(request.postData() ?? '[]');
  return { address: request.url(), headers, sent };
}

/** What the server says to the same call from whoever has these cookies, with some fields changed. */
async function repeat({ address, headers, sent }: Call, cookie: string, changed: object = {}): Promise<string> {
  const { cookie: _own, ...others } = headers;
  const body = JSON.stringify([{ ...sent, ...changed }]);
  const response = await fetch(address, { method: 'POST', headers: { ...others, cookie }, body });
  return response.text();
}

async function cookiesOf(page: Page): Promise<string> {
  return (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
}

test('what a learner begins and sends is nobody else’s, and stays as it was sent first', { tag }, async ({
  page,
  browser,
}) => {
  const t = texts('en');
  const nextAction = () => page.waitForRequest((request) => request.headers()['next-action'] !== undefined);
  await new SignUpPage(page, 'en', t).signUp({ name: 'Learner', email: `own-${Date.now()}@example.test` });
  const quiz = new QuizPage(page, 'en', t);
  await quiz.open(topic);
  const start = callOf(nextAction());
  await quiz.begin();
  await quiz.fillAnyhow();
  const answer = callOf(nextAction());
  await quiz.submit().click();
  await quiz.expectSaved();
  const calls = [await start, await answer];

  const strangersPage = await (await browser.newContext()).newPage();
  await new SignUpPage(strangersPage, 'en', t).signUp({ name: 'Stranger', email: `else-${Date.now()}@example.test` });
  const stranger = await cookiesOf(strangersPage);
  for (const call of calls) {
    expect(await repeat(call, '')).toContain('"reason":"signed-out"');
    expect(await repeat(call, stranger)).toContain('"reason":"not-yours"');
    expect(await repeat(call, stranger, { userId: 'learner' })).toContain('"reason":"malformed"');
    expect(await repeat(call, await cookiesOf(page), { attemptId: 'no id' })).toContain('"reason":"malformed"');
  }
  const [, answered] = calls;
  if (answered === undefined) throw new Error('nothing was sent');
  const own = await cookiesOf(page);
  const first = await repeat(answered, own);
  expect(first).toContain('"ok":true');
  for (const changed of [{ answerId: randomUUID() }, { confidence: 1 }]) {
    const again = await repeat(answered, own, changed);
    expect(/"answered":.*/.exec(again)?.[0]).toBe(/"answered":.*/.exec(first)?.[0]);
  }
  for (const response of ['\0', [[[[[['deep']]]]]], 'x'.repeat(20_000)]) {
    expect(await repeat(answered, own, { response })).toContain('"reason":"malformed"');
  }
  expect(await repeat(answered, own, { answerId: randomUUID(), tries: 2 })).toContain('"reason":"no-try-left"');
  expect(await repeat(answered, own, { answerId: randomUUID(), itemId: 'nowhere' })).toContain(
    '"reason":"unknown-item"',
  );
});
