import { describe, expect, it } from 'vitest';
import { toCalendar } from './calendar';

const NOW_MS = Date.UTC(2026, 10, 30, 9);
const event = {
  uid: 'a@example.test',
  atMs: Date.UTC(2026, 11, 1, 14, 59),
  title: 'Quiz',
  description: '',
  url: 'https://example.test/ko/topics/a?b=c,d;e',
};

/** Content lines, unfolded, as a program that reads calendars has them. */
const linesOf = (text: string) => text.replace(/\r\n[ \t]/g, '').split('\r\n');

describe('a calendar', () => {
  it('has the properties that RFC 5545 requires of it and of each event, times in UTC', () => {
    expect(linesOf(toCalendar([event], NOW_MS))).toEqual([
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//Interleave//Interleave//EN',
      'METHOD:PUBLISH',
      'BEGIN:VEVENT',
      'UID:a@example.test',
      'DTSTAMP:20261130T090000Z',
      'DTSTART:20261201T145900Z',
      'SUMMARY:Quiz',
      'URL:https://example.test/ko/topics/a?b=c,d;e',
      'END:VEVENT',
      'END:VCALENDAR',
      '',
    ]);
  });

  it('escapes what would end a text, a list or a line', () => {
    const description = 'one, two; three\\four\r\nEND:VEVENT\u0000';
    const lines = linesOf(toCalendar([{ ...event, description }], NOW_MS));
    expect(lines).toContain('DESCRIPTION:one\\, two\\; three\\\\four\\nEND:VEVENT ');
    expect(lines.filter((line) => line === 'END:VEVENT')).toHaveLength(1);
  });

  it('has no line of more than 75 octets and tears no character apart', () => {
    const title = '과제: 합의 알고리즘 🗳️ '.repeat(20);
    const text = toCalendar([{ ...event, title }], NOW_MS);
    for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    expect(Buffer.from(text).toString()).toBe(text);
    expect(linesOf(text)).toContain(`SUMMARY:${title}`);
  });
});
