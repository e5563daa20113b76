import { readEnvironment } from './environment';

const HOUR_MS = 3_600_000;

/**
 * The present, in milliseconds since 1970. On the embedded database `CLOCK_AHEAD_HOURS` moves it ahead, so that what is due
 * tomorrow can be seen today; on a database of one's own it is ignored.
 */
export function nowMs(env: NodeJS.ProcessEnv = process.env): number {
  const hours = Number(env.CLOCK_AHEAD_HOURS ?? 0);
  const isMoved = readEnvironment(env).databaseUrl === null && Number.isFinite(hours);
  return Date.now() + (isMoved ? hours * HOUR_MS : 0);
}
