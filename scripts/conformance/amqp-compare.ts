/** Plays one session on the model and on a real broker, and says where they differ. */
import { stableText } from './amqp-canonical';
import type { JsonObject } from './amqp-lines';
import { type Answered, play, playOnModel } from './amqp-play';
import { type QueueProbe, RealPlayer } from './amqp-real';

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

/** How often a session is begun again that took longer than its times to live allow. */
const attemptsMax = 12;

/** Throws when the machine is too busy to play a session within its times. */
export async function playOnBroker(
  stage: Stage,
  lines: readonly JsonObject[],
  patient: boolean,
): Promise<readonly Answered[]> {
  for (let attempt = 1; attempt <= attemptsMax; attempt += 1) {
    const player = new RealPlayer(stage.port, stage.vhost, stage.probe, patient && attempt === 1);
    const exchanges = await play(player, lines);
    if (!player.tooSlow) return exchanges;
  }
  throw new Error(`a session took too long ${attemptsMax} times: is the machine busy?`);
}

/** Index of the first line answered differently, or -1. */
const firstDifference = (a: readonly Answered[], b: readonly Answered[]): number =>
  a.findIndex(({ expect }, index) => stableText(expect) !== stableText(b[index]?.expect ?? []));

export interface Comparison {
  readonly difference: Difference | null;
  /** What the model answered. */
  readonly exchanges: readonly Answered[];
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
