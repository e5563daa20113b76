import 'server-only';
import { database } from './database';
import { serving } from './serving';

/** How long the database may take to say anything. */
const ANSWER_MAX_MS = 2_000;

/** Whether this process can serve: 200, or 503 with the reason. */
export async function readiness(): Promise<Response> {
  const reason = serving()?.isDraining ? 'shutting down' : await databaseProblem();
  if (reason === null) return answer(200, { status: 'ok' });
  return answer(503, { status: 'unavailable', reason });
}

/** Whether this process runs at all; asks nothing of the database. */
export function liveness(): Response {
  return answer(200, { status: 'ok' });
}

async function databaseProblem(): Promise<string | null> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve('the database does not answer'), ANSWER_MAX_MS);
  });
  const asked = database()
    .then((db) => db.$queryRaw`SELECT 1`)
    .then(
      () => null,
      () => 'the database cannot be reached',
    );
  return Promise.race([asked, tooLate]).finally(() => clearTimeout(timer));
}

function answer(status: number, body: object): Response {
  return Response.json(body, { status, headers: { 'cache-control': 'no-store' } });
}
