/** A date and time without a zone, as `<input type="datetime-local">` has it: `2026-12-01T23:59`. */
export type LocalTime = string;

const HALF_DAY_MS = 43_200_000;

/** What clocks in `timeZone` show at that instant. */
export function localTimeOf(ms: number, timeZone: string): LocalTime {
  const format = new Intl.DateTimeFormat('en-US-u-ca-iso8601', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const parts = Object.fromEntries(format.formatToParts(ms).map(({ type, value }) => [type, value]));
  return `${parts.year?.padStart(4, '0')}-${parts.month}-${parts.day}T${parts.hour}:${parts.minute}`;
}

/**
 * The instant, in milliseconds since 1970, at which clocks in `timeZone` show `local`: the first one where they are put back and show it
 * twice; where they are put forward over it, as much later as they are put forward.
 */
export function instantOf(local: LocalTime, timeZone: string): number {
  const asUtcMs = Date.parse(`${local}Z`);
  const offsetAt = (ms: number) => Date.parse(`${localTimeOf(ms, timeZone)}Z`) - Math.floor(ms / 60_000) * 60_000;
  const [before, after] = [offsetAt(asUtcMs - HALF_DAY_MS * 2), offsetAt(asUtcMs + HALF_DAY_MS * 2)];
  const shown = [asUtcMs - before, asUtcMs - after].filter((ms) => localTimeOf(ms, timeZone) === local);
  return shown.length > 0 ? Math.min(...shown) : asUtcMs - before;
}
