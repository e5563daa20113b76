import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { startSeeded } from '../../e2e/fixtures/seeded-app';
import { hostileRecordings } from '../hostile-recordings';
import { type ActionReply, Session } from '../server/app-process';

export interface ReplayFuzzResult {
  /** Each recording sent alone: what came of it, and how long that took, in milliseconds. */
  readonly sent: readonly {
    readonly what: string;
    readonly bytes: number;
    readonly answer: string;
    readonly ms: number;
  }[];
  /** What came of them sent by four accounts at once, by answer. */
  readonly atOnce: Readonly<Record<string, number>>;
  /** How long `/api/health/live` took meanwhile, in milliseconds, sorted; and before, with nothing else to do. */
  readonly healthMs: readonly number[];
  readonly idleHealthMs: readonly number[];
}

const HEALTH_EVERY_MS = 20;
const IDLE_SAMPLES = 100;
const PAGE = '/en/labs/redis-streams';

/** Sends recordings that are made to hold a server up to a production server of its own, and asks all the while how it is. */
export async function fuzzReplay(): Promise<ReplayFuzzResult> {
  const app = await startSeeded();
  try {
    const { server, cookies } = app;
    const accounts = Object.values(cookies)
      .filter((cookie) => cookie !== '')
      .map((cookie) => new Session(cookie));
    const [first] = accounts;
    if (first === undefined) throw new Error('no account');
    const send = async (session: Session, { lab, recording }: { lab: string; recording: string }) => {
      const input = { id: randomUUID(), labId: lab, recording };
      return answerOf(await session.call(server, 'keepRun', input, PAGE));
    };
    const recordings = await hostileRecordings();
    const idle = await watchHealth(server.address, async (samples) => {
      while (samples.length < IDLE_SAMPLES) await wait(HEALTH_EVERY_MS);
    });
    const sent: { what: string; bytes: number; answer: string; ms: number }[] = [];
    const atOnce: Record<string, number> = {};
    const healthMs = await watchHealth(server.address, async () => {
      for (const each of recordings) {
        const startedMs = performance.now();
        const answer = await send(first, each);
        const ms = Math.round(performance.now() - startedMs);
        sent.push({ what: `${each.lab}: ${each.name}`, bytes: each.recording.length, answer, ms });
      }
      await Promise.all(
        accounts.map(async (session) => {
          for (const each of recordings.slice(0, 20)) {
            const answer = await send(session, each);
            atOnce[answer] = (atOnce[answer] ?? 0) + 1;
          }
        }),
      );
    });
    await server.terminate();
    return { sent, atOnce, healthMs, idleHealthMs: idle };
  } finally {
    await app.end();
  }
}

function answerOf(reply: ActionReply | null): string {
  if (reply === null) return 'failed';
  return reply.ok ? 'kept' : (reply.reason ?? 'no reason');
}

/** How long the answers took that were asked for while the work was done. */
async function watchHealth(
  address: string,
  work: (samples: readonly number[]) => Promise<void>,
): Promise<readonly number[]> {
  const samples: number[] = [];
  let isDone = false;
  const watching = (async () => {
    while (!isDone) {
      const startedMs = performance.now();
      await (await fetch(`${address}/api/health/live`)).arrayBuffer();
      samples.push(performance.now() - startedMs);
      await wait(HEALTH_EVERY_MS);
    }
  })();
  await work(samples);
  isDone = true;
  await watching;
  return samples.sort((a, b) => a - b);
}
