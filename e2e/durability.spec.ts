import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { expect, type Page, type Request, test } from '@playwright/test';
import { parse } from 'yaml';
import { quizFile } from '../quiz/schema';
import { freePort } from '../scripts/free-port.mjs';
import { type AppServer, startServer } from './fixtures/app-server';
import { texts } from './fixtures/language';
import { SignUpPage } from './pages/account-pages';
import { QuizPage } from './pages/quiz-page';

const tag = ['@quiz', '@topic-12'];

/** Two cuts of the whole server; server/durability.test.ts cuts the database twenty times. */
const kills = 2;
/** Answers on their way at once: one for each item of choices. */
const sendersMin = 4;
const topicId = '12-consensus-algorithms';

/** A request by which the page calls the server: the same again with other data is another call. */
interface ActionRequest {
  readonly path: string;
  readonly headers: Record<string, string>;
}

async function readRequest(request: Request): Promise<ActionRequest> {
  return { path: new URL(request.url()).pathname, headers: await request.allHeaders() };
}

/** The next call of a server action that the page makes. */
function nextAction(page: Page): Promise<Request> {
  return page.waitForRequest((request) => request.headers()['next-action'] !== undefined);
}

async function call(server: AppServer, { path, headers }: ActionRequest, input: unknown): Promise<string> {
  const { 'content-length': _length, ':authority': _authority, host: _host, ...rest } = headers;
  const response = await fetch(server.address + path, {
    method: 'POST',
    headers: { ...rest, origin: server.address },
    body: JSON.stringify([input]),
  });
  const text = await response.text();
  if (!text.includes('"ok":true')) throw new Error(`unexpected answer: ${response.status} ${text.slice(0, 300)}`);
  return text;
}

interface Sender {
  readonly start: ActionRequest;
  readonly answer: ActionRequest;
  readonly item: { readonly id: string; readonly response: readonly string[] };
}

/** Answers one item in attempt after attempt until the server is gone, and calls `onSaved` with each answer said to be saved. */
async function sendUntilGone(server: AppServer, sender: Sender, onSaved: (id: string) => void): Promise<void> {
  const { start, answer, item } = sender;
  for (;;) {
    const answerId = randomUUID();
    try {
      const begun = await call(server, start, {
        attemptId: randomUUID(),
        topicId,
        behaviour: 'checkpoint',
        itemId: item.id,
      });
      // An attempt that was open when the power went is gone on with, under its own id and with the answer it may have.
      const [, attemptId] = /"attempt":\{"id":"([0-9a-f-]+)"/.exec(begun) ?? [];
      if (attemptId === undefined) throw new Error(`no attempt in ${begun.slice(0, 300)}`);
      const { id: itemId, response } = item;
      await call(server, answer, { attemptId, answerId, itemId, response, tries: 1, confidence: null });
      // One that an open quiz keeps back does not say whether there is an answer to it already.
      if (begun.includes('"answered":[]') && begun.includes('"withheld":[]')) onSaved(answerId);
    } catch (error) {
      // What fetch throws when the connection breaks.
      if (error instanceof TypeError) return;
      throw error;
    }
  }
}

test(`every answer that was called saved survives ${kills} power cuts`, { tag }, async ({ browser }) => {
  const folder = await mkdtemp(path.join(tmpdir(), 'interleave-durability-'));
  const port = await freePort();
  let server = await startServer(folder, port);

  const page = await browser.newPage({ baseURL: server.address });
  const t = texts('en');
  await new SignUpPage(page, 'en', t).signUp({ name: 'Learner', email: 'learner@example.test' });
  const quiz = new QuizPage(page, 'en', t);
  await quiz.open(topicId);
  const start = nextAction(page);
  await quiz.begin();
  await quiz.fillAnyhow();
  const answer = nextAction(page);
  await quiz.submit().click();
  const requests = { start: await readRequest(await start), answer: await readRequest(await answer) };
  await quiz.expectSaved();
  await page.close();

  const { items } = quizFile.parse(parse(await readFile(`content/${topicId}/quiz.yaml`, 'utf8')));
  const choices = items.flatMap((item) =>
    item.type === 'single' || item.type === 'multiple'
      ? [{ id: item.id, response: item.choices.slice(0, 1).map(({ id }) => id) }]
      : [],
  );
  expect(choices.length).toBeGreaterThanOrEqual(sendersMin);

  const saved: string[] = [];
  for (let kill = 1; kill <= kills; kill++) {
    let begun = () => {};
    const firstSaved = new Promise<void>((resolve) => {
      begun = resolve;
    });
    const onSaved = (id: string) => {
      saved.push(id);
      begun();
    };
    const sending = choices.map((item) => sendUntilGone(server, { ...requests, item }, onSaved));
    await firstSaved;
    // Another moment each time, so that the cut falls into every part of a write.
    await new Promise((resolve) => setTimeout(resolve, (kill * 137) % 400));
    await server.kill();
    await Promise.all(sending);
    if (kill < kills) server = await startServer(folder, port);
  }

  const database = await PGlite.create(path.join(folder, 'database'));
  const { rows } = await database.query<{ id: string }>('SELECT id FROM answers');
  await database.close();
  const stored = new Set(rows.map((row) => row.id));
  const lost = saved.filter((id) => !stored.has(id));
  console.log(`${kills} kills, ${saved.length} answers called saved, ${stored.size} stored, ${lost.length} lost`);
  expect(lost).toEqual([]);
  expect(saved.length).toBeGreaterThanOrEqual(kills);
  await rm(folder, { recursive: true });
});
