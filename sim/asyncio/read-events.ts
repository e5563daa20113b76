import type { ProgramEvent } from './events';

type Check = (value: unknown) => boolean;

const text: Check = (value) => typeof value === 'string';
/** Times too: one that a program gave may be no finite number. */
const number: Check = (value) => typeof value === 'number';
const whole: Check = Number.isInteger;
const oneOf =
  (...known: readonly unknown[]): Check =>
  (value) =>
    known.includes(value);
const orNull =
  (check: Check): Check =>
  (value) =>
    value === null || check(value);
const listOf =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check);
const pairOf =
  (first: Check, second: Check): Check =>
  (value) =>
    Array.isArray(value) && value.length === 2 && first(value[0]) && second(value[1]);

/** What each kind of event holds after its kind: `python/recorder.py` describes it. */
const FIELDS: Readonly<Record<ProgramEvent[0], readonly Check[]>> = {
  task: [whole, text, text, orNull(whole)],
  iteration: [whole, number, listOf(text), orNull(listOf(pairOf(orNull(number), text)))],
  handle: [text, orNull(whole)],
  soon: [text],
  timer: [orNull(number), text],
  line: [whole, text, number],
  out: [text],
  err: [text],
  end: [
    number,
    orNull(oneOf('pending', 'done', 'failed', 'cancelled')),
    listOf(pairOf(text, orNull(whole))),
    orNull(whole),
  ],
  'lines off': [],
  result: [],
  raised: [text, orNull(whole)],
  stopped: [oneOf('time', 'output', 'memory'), text],
};

function isProgramEvent(value: unknown): value is ProgramEvent {
  if (!Array.isArray(value)) return false;
  const [kind, ...data] = value;
  if (typeof kind !== 'string' || !Object.hasOwn(FIELDS, kind)) return false;
  const fields = FIELDS[kind as ProgramEvent[0]];
  return fields.length === data.length && fields.every((check, index) => check(data[index]));
}

/** An event that a recorder said; TypeError for what is none. */
export function readEvent(value: unknown): ProgramEvent {
  if (!isProgramEvent(value)) throw new TypeError(`no event of a program: ${JSON.stringify(value)?.slice(0, 200)}`);
  return value;
}

/** The longest log that is kept of a run, in characters: of a longer run, its beginning. */
export const LOG_CHARACTERS_MAX = 150_000;

/** Tasks that a log may tell of: each step has a list of them. */
const LOG_TASKS_MAX = 500;

/** A run's events as text, one on each line, as many as are kept. */
export function writeLog(events: readonly ProgramEvent[]): string {
  let log = '';
  let tasks = 0;
  for (const event of events) {
    const line = `${JSON.stringify(event)}\n`;
    if (event[0] === 'task') tasks += 1;
    if (log.length + line.length > LOG_CHARACTERS_MAX || tasks > LOG_TASKS_MAX) break;
    log += line;
  }
  return log;
}

/** The events of a log; null for what is none. */
export function readLog(log: string): readonly ProgramEvent[] | null {
  const events: ProgramEvent[] = [];
  let tasks = 0;
  for (const line of log.split('\n')) {
    if (line === '') continue;
    let value: unknown;
    try {
      value = JSON.parse(line);
    } catch {
      return null;
    }
    if (!isProgramEvent(value)) return null;
    if (value[0] === 'task') tasks += 1;
    if (tasks > LOG_TASKS_MAX) return null;
    events.push(value);
  }
  return events;
}
