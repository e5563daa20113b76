/** Plays sessions line by line, and keeps what was answered. */
import { createAmqpSession } from '../../sim/amqp/session';
import { CanonicalSession } from './amqp-canonical';
import type { Frame, JsonObject, SessionPlayer } from './amqp-lines';

/** A line, and everything that came back because of it. */
export interface Answered {
  readonly send: JsonObject;
  readonly expect: readonly JsonObject[];
}

function modelPlayer(): SessionPlayer {
  const session = createAmqpSession();
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

/** `showsUnacked`: inspections tell the count of unacknowledged messages too. */
export const playOnModel = (lines: readonly JsonObject[], showsUnacked = false): Promise<Answered[]> =>
  play(modelPlayer(), lines, showsUnacked);
