import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { expect, type Request, test } from '@playwright/test';
import { type AppServer, freePort, startServer } from './fixtures/app-server';
import { texts } from './fixtures/language';
import { SignUpPage } from './pages/account-pages';
import { QuizPage } from './pages/quiz-page';

const kills = 20;
/** Answers on their way at once. */
const senders = 4;

/** The request with which the page sends an answer: the same again with other ids is another answer. */
interface AnswerRequest {
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly submission: { readonly attemptId: string; readonly answerId: string };
}

async function readRequest(request: Request): Promise<AnswerRequest> {
  const [submission] = JSON.parse(request.postData() ?? '[]');
  return { path: new URL(request.url()).pathname, headers: await request.allHeaders(), submission };
}

/** Sends answers one after the other until the server is gone, and calls `onSaved` with each that it said was saved. */
async function sendUntilGone(server: AppServer, request: AnswerRequest, onSaved: (id: string) => void): Promise<void> {
  const { 'content-length': _length, ':authority': _authority, host: _host, ...headers } = request.headers;
  for (;;) {
    const submission = { ...request.submission, attemptId: randomUUID(), answerId: randomUUID() };
    try {
      const response = await fetch(server.address + request.path, {
        method: 'POST',
        headers: { ...headers, origin: server.address },
        body: JSON.stringify([submission]),
      });
      const text = await response.text();
      if (!text.includes('"ok":true')) throw new Error(`unexpected answer: ${response.status} ${text.slice(0, 300)}`);
      onSaved(submission.answerId);
    } catch (error) {
      // What fetch throws when the connection breaks.
      if (error instanceof TypeError) return;
      throw error;
    }
  }
}

test(`every answer that was called saved survives ${kills} power cuts`, async ({ browser }) => {
  test.setTimeout(240_000);
  const folder = await mkdtemp(path.join(tmpdir(), 'interleave-durability-'));
  const port = await freePort();
  let server = await startServer(folder, port);

  const page = await browser.newPage({ baseURL: server.address });
  const t = texts('en');
  await new SignUpPage(page, 'en', t).signUp({ name: 'Learner', email: 'learner@example.test' });
  const quiz = new QuizPage(page, 'en', t);
  await quiz.open('12-consensus-algorithms');
  const sent = page.waitForRequest((request) => request.headers()['next-action'] !== undefined);
  await quiz.answerFirstChoice();
  const request = await readRequest(await sent);
  await quiz.expectSaved();
  await page.close();

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
    const sending = Array.from({ length: senders }, () => sendUntilGone(server, request, onSaved));
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
