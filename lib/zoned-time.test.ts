import { expect, it } from 'vitest';
import { instantOf, localTimeOf } from './zoned-time';

const iso = (local: string, zone: string) => new Date(instantOf(local, zone)).toISOString();

it.each([
  ['2026-12-01T23:59', 'Asia/Seoul', '2026-12-01T14:59:00.000Z'],
  ['2026-12-01T23:59', 'UTC', '2026-12-01T23:59:00.000Z'],
  ['2026-07-01T00:00', 'America/New_York', '2026-07-01T04:00:00.000Z'],
  ['2026-12-01T12:00', 'Asia/Kathmandu', '2026-12-01T06:15:00.000Z'],
  // Clocks are put forward from 02:00 to 03:00: 02:30 is never shown.
  ['2026-03-29T02:30', 'Europe/Berlin', '2026-03-29T01:30:00.000Z'],
  // They are put back from 03:00 to 02:00: 02:30 is shown twice.
  ['2026-10-25T02:30', 'Europe/Berlin', '2026-10-25T00:30:00.000Z'],
])('%s in %s is %s', (local, zone, expected) => {
  expect(iso(local, zone)).toBe(expected);
});

it('a time that clocks show is read back as it was written', () => {
  for (const zone of ['Asia/Seoul', 'Europe/Berlin', 'America/St_Johns', 'Pacific/Apia'])
    for (let hour = 0; hour < 24 * 366; hour += 5) {
      const shown = localTimeOf(Date.UTC(2026, 0, 1, hour), zone);
      expect(localTimeOf(instantOf(shown, zone), zone)).toBe(shown);
    }
});
