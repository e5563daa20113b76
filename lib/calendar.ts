/** Something with a moment, such as a due date. */
export interface CalendarEvent {
  /** The same for the same thing each time it is exported, so that a calendar replaces it. */
  readonly uid: string;
  /** Milliseconds since 1970. */
  readonly atMs: number;
  readonly title: string;
  readonly description: string;
  readonly url: string;
}

/** The media type of {@link toCalendar}. */
export const CALENDAR_TYPE = 'text/calendar; charset=utf-8';

/** Octets of a line, its end not counted: RFC 5545, section 3.1. */
const LINE_MAX = 75;

/** Events as an iCalendar object (RFC 5545, sections 3.4 to 3.6.1): an event without an end lasts no time. */
export function toCalendar(events: readonly CalendarEvent[], nowMs: number): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Interleave//Interleave//EN',
    'METHOD:PUBLISH',
    ...events.flatMap(({ uid, atMs, title, description, url }) => [
      'BEGIN:VEVENT',
      `UID:${textValue(uid)}`,
      `DTSTAMP:${utc(nowMs)}`,
      `DTSTART:${utc(atMs)}`,
      `SUMMARY:${textValue(title)}`,
      ...(description === '' ? [] : [`DESCRIPTION:${textValue(description)}`]),
      `URL:${url}`,
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

const utc = (ms: number) => new Date(ms).toISOString().replace(/[-:]|\.\d+/g, '');

/** Section 3.3.11. Control characters have no place in a text. */
function textValue(text: string): string {
  return text
    .replace(/[\\;,]/g, (each) => `\\${each}`)
    .replace(/\r\n|\r|\n/g, '\\n')
    .replace(/\p{Cc}/gu, ' ');
}

/** Split so that no line is too long and no character is torn apart. */
function folded(line: string): string {
  const encoder = new TextEncoder();
  let out = '';
  let octets = 0;
  for (const character of line) {
    const size = encoder.encode(character).length;
    if (octets + size > LINE_MAX) {
      out += '\r\n ';
      octets = 1;
    }
    out += character;
    octets += size;
  }
  return out;
}
