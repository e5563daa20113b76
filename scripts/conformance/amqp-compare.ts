/** Plays one session on the model and on a real broker, and says where they differ. */
import { createAmqpSession } from '../../sim/amqp/session';
import { CanonicalSession, stableText } from './amqp-canonical';
import type { Frame, JsonObject } from './amqp-protocol';
import { type QueueProbe, RealPlayer, type SessionPlayer } from './amqp-real';

export interface Exchange {
  readonly send: JsonObject;
  readonly expect: readonly JsonObject[];
}

/** The first line that was answered differently. */
export interface Difference {
  readonly lines: readonly JsonObject[];
  readonly line: JsonObject;
  readonly real: readonly JsonObject[];
  readonly ours: readonly JsonObject[];
}

/** A place on the broker where sessions are played one after the other. */
export interface Stage {
  readonly port: number;
  readonly vhost: string;
  readonly probe: QueueProbe;
}

function modelPlayer(): SessionPlayer {
  const session = createAmqpSession();
  return {
    feed: async (line) => (session.feed(JSON.stringify(line))[0] ?? []) as unknown as readonly Frame[],
    end: async () => {},
  };
}

/** Plays the lines, each resolved to what is really sent when it is reached. */
async function play(player: SessionPlayer, lines: readonly JsonObject[]): Promise<Exchange[]> {
  const session = new CanonicalSession(player);
  const exchanges: Exchange[] = [];
  try {
    for (const line of lines) {
      const send = session.resolve(line);
      exchanges.push({ send, expect: await session.feed(send) });
    }
  } finally {
    await session.end();
  }
  return exchanges;
}

export const playOnModel = (lines: readonly JsonObject[]): Promise<Exchange[]> => play(modelPlayer(), lines);

export function playOnBroker(stage: Stage, lines: readonly JsonObject[], patient: boolean): Promise<Exchange[]> {
  return play(new RealPlayer(stage.port, stage.vhost, stage.probe, patient), lines);
}

/** Index of the first line answered differently, or -1. */
const firstDifference = (a: readonly Exchange[], b: readonly Exchange[]): number =>
  a.findIndex(({ expect }, index) => stableText(expect) !== stableText(b[index]?.expect ?? []));

export interface Comparison {
  readonly difference: Difference | null;
  /** What the model answered. */
  readonly exchanges: readonly Exchange[];
  /** Whether the real broker answered as the model did only when asked again. */
  readonly again: boolean;
}

/**
 * Compares the two. The real broker's processes run side by side: a session in which two of them race is answered in one
 * of several ways, so that a difference is one only when the real broker answers so again, with more time for each line.
 */
export async function compareSession(
  stage: Stage,
  lines: readonly JsonObject[],
  repetitions: number,
): Promise<Comparison> {
  const ours = await playOnModel(lines);
  const sent = ours.map(({ send }) => send);
  let first: Difference | null = null;
  for (let attempt = 0; attempt <= repetitions; attempt += 1) {
    const real = await playOnBroker(stage, sent, attempt > 0);
    const index = firstDifference(ours, real);
    if (index < 0) return { difference: null, exchanges: ours, again: attempt > 0 };
    const at = { real: real[index]?.expect ?? [], ours: ours[index]?.expect ?? [] };
    first = { lines: sent.slice(0, index + 1), line: sent[index] ?? {}, ...at };
  }
  return { difference: first, exchanges: ours, again: true };
}
