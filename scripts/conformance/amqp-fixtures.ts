/** Records the committed sessions anew from a real broker. */
import { stableText } from './amqp-canonical';
import { playOnBroker, type Stage } from './amqp-compare';
import { readFixtures, writeFixtures } from './amqp-fixture-files';
import type { JsonObject } from './amqp-lines';
import type { Answered } from './amqp-play';
import { TooSlow } from './amqp-real';

const sameAnswers = (a: readonly Answered[], b: readonly Answered[]): boolean =>
  a.every(({ expect }, index) => stableText(expect) === stableText(b[index]?.expect ?? []));

/** The answers, or null when the machine was too busy for the session's times to live. */
async function playInTime(stage: Stage, lines: readonly JsonObject[], patient: boolean) {
  try {
    return await playOnBroker(stage, lines, patient);
  } catch (error) {
    if (error instanceof TooSlow) return null;
    throw error;
  }
}

/** Plays a session until the broker answers the same twice in a row. */
export async function settledAnswers(stage: Stage, lines: readonly JsonObject[]): Promise<readonly Answered[] | null> {
  let last: readonly Answered[] | null = null;
  for (let attempt = 0; attempt < 8; attempt += 1) {
    const now = await playInTime(stage, lines, attempt % 2 === 1);
    if (last !== null && now !== null && sameAnswers(last, now)) return now;
    last = now;
  }
  return null;
}

/** Writes the real broker's answers into the committed sessions; whether each was answered the same twice. */
export async function recordFixtures(stages: readonly Stage[]): Promise<boolean> {
  const files = readFixtures();
  const recorded = files.map(({ file, sessions }) => ({ file, sessions: [...sessions] }));
  const jobs = recorded.flatMap(({ sessions }) => sessions.map((session, index) => ({ sessions, session, index })));
  let next = 0;
  const unsettled: string[] = [];
  await Promise.all(
    stages.map(async (stage) => {
      for (let job = jobs[next]; job !== undefined; job = jobs[next]) {
        next += 1;
        const { sessions, session, index } = job;
        const answered = await settledAnswers(
          stage,
          session.lines.map(({ send }) => send),
        );
        if (answered === null) unsettled.push(session.title);
        else sessions[index] = { title: session.title, lines: answered };
      }
    }),
  );
  for (const file of recorded) writeFixtures(file);
  process.stdout.write(`${jobs.length - unsettled.length} of ${jobs.length} sessions recorded.\n`);
  for (const title of unsettled) process.stdout.write(`Answered differently each time: ${title}\n`);
  return unsettled.length === 0;
}
