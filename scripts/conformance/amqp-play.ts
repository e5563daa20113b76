/** Plays sessions line by line, and keeps what was answered. */
import { createAmqpSession } from '../../sim/amqp/session';
import { CanonicalSession } from './amqp-canonical';
import type { Frame, JsonObject, SessionPlayer } from './amqp-lines';

/** A line, and everything that came back because of it. */
export interface Answered {
  readonly send: JsonObject;
  readonly expect: readonly JsonObject[];
}

function modelPlayer(processIdLength: number): SessionPlayer {
  const session = createAmqpSession({ processIdLength });
  session.feed(JSON.stringify({ version: '3.10' }));
  return {
    feed: async (line) => (session.feed(JSON.stringify(line))[0] ?? []) as unknown as readonly Frame[],
    end: async () => {},
  };
}

/** Plays the lines, each resolved to what is really sent when it is reached. */
export async function play(
  player: SessionPlayer,
  lines: readonly JsonObject[],
  showsUnacked = false,
): Promise<Answered[]> {
  const session = new CanonicalSession(player, showsUnacked);
  const exchanges: Answered[] = [];
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

/**
 * How many characters the id of a process may have in a broker that has run for a while. It decides now and then when a stream's
 * segment is full. The first is the model's own.
 */
export const processIdLengths = [10, 9, 11, 12, 13] as const;

/** `showsUnacked`: inspections tell the count of unacknowledged messages too. */
export const playOnModel = (
  lines: readonly JsonObject[],
  showsUnacked = false,
  processIdLength: number = processIdLengths[0],
): Promise<Answered[]> => play(modelPlayer(processIdLength), lines, showsUnacked);
